#include "tools/batch/temporary.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>

namespace siffra::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFileStart = ".siffra-", kFolderStart = "siffra-";
constexpr std::size_t kRandomLetters = 6;  // of mkstemp and mkdtemp
constexpr int kAttempts = 8;

// Between making and locking, another program may have taken it for abandoned. Then it has no name
// any more, and is made anew.
bool is_ours(int descriptor) {
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return false;
  struct stat facts {};
  return ::fstat(descriptor, &facts) == 0 && facts.st_nlink > 0;
}

bool is_named_so(const std::string& name, std::string_view start) {
  if (name.size() != start.size() + kRandomLetters || !name.starts_with(start)) return false;
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
                                start.size()) == std::string::npos;
}

fs::path folder_for_temporary_files() {
  std::error_code error;
  const auto folder = fs::temp_directory_path(error);
  return error ? fs::path("/tmp") : folder;
}

// A link of that name is followed nowhere, and what belongs to another user is left alone.
void remove_if_abandoned(const fs::path& path, int kind) {
  const int descriptor =
      ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | kind);
  if (descriptor < 0) return;
  struct stat facts {};
  const bool right_kind = ::fstat(descriptor, &facts) == 0 && facts.st_uid == ::geteuid() &&
                          (kind == O_DIRECTORY || S_ISREG(facts.st_mode));
  std::error_code ignored;
  if (right_kind && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0) fs::remove_all(path, ignored);
  ::close(descriptor);
}

void remove_abandoned(const fs::path& folder, std::string_view start, int kind) {
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  while (!error && entry != fs::directory_iterator()) {
    const fs::path path = entry->path();
    entry.increment(error);
    if (is_named_so(path.filename().string(), start)) remove_if_abandoned(path, kind);
  }
}

}  // namespace

std::optional<Temporary> make_temporary_file(const fs::path& folder) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::string pattern = (folder / (std::string(kFileStart) + "XXXXXX")).string();
    const int descriptor = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (descriptor < 0) return std::nullopt;
    if (is_ours(descriptor)) return Temporary{pattern, descriptor};
    ::unlink(pattern.c_str());
    ::close(descriptor);
  }
  errno = EAGAIN;
  return std::nullopt;
}

std::optional<Temporary> make_temporary_folder() {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::string pattern =
        (folder_for_temporary_files() / (std::string(kFolderStart) + "XXXXXX")).string();
    if (::mkdtemp(pattern.data()) == nullptr) return std::nullopt;
    const int descriptor = ::open(pattern.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0 && is_ours(descriptor)) return Temporary{pattern, descriptor};
    if (descriptor >= 0) ::close(descriptor);
    ::rmdir(pattern.c_str());
  }
  errno = EAGAIN;
  return std::nullopt;
}

void remove_abandoned_files(const fs::path& folder) { remove_abandoned(folder, kFileStart, 0); }

void remove_abandoned_folders() {
  remove_abandoned(folder_for_temporary_files(), kFolderStart, O_DIRECTORY);
}

}  // namespace siffra::tools
