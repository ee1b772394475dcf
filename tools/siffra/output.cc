#include "tools/siffra/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <system_error>

#include "reconcile/report/reasons.h"
#include "reconcile/report/terminal_text.h"
#include "tools/batch/temporary.h"

namespace siffra::tools {
namespace {

rules::Error io_error(const std::filesystem::path& file, const std::string& what, int number) {
  return {rules::ErrorCode::kIo,
          what + ": " + std::error_code(number, std::generic_category()).message(),
          {file.string()}};
}

// errno of the failure, or 0.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

void diagnose(reconcile::Language language, const rules::Error& error) {
  std::cerr << reconcile::printable(reconcile::error_for_people(error, language)) << "\n";
}

void diagnose_page(reconcile::Language language, const std::string& file, int page,
                   const std::string& message) {
  diagnose(language, {rules::ErrorCode::kMalformed, message, {file, page}});
}

rules::Result<rules::Done> print(std::string_view text) {
  const int failure = write_all(STDOUT_FILENO, text);
  if (failure == 0 || failure == EPIPE) return rules::Done{};
  return io_error("standard output", "cannot write", failure);
}

rules::Result<rules::Done> write_file(const std::filesystem::path& file, std::string_view bytes) {
  const auto folder = file.parent_path();
  const auto temporary = make_temporary_file(folder.empty() ? std::filesystem::path(".") : folder);
  if (!temporary) return io_error(file, "cannot be written", errno);
  // It is made private; results get the rights any new file has here.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  int failure = ::fchmod(temporary->descriptor, 0666 & ~mask) == 0 ? 0 : errno;
  if (failure == 0) failure = write_all(temporary->descriptor, bytes);
  // Renamed while it is held: until then it is nobody else's to take away.
  if (failure == 0 && ::rename(temporary->path.c_str(), file.c_str()) != 0) failure = errno;
  if (failure != 0) ::unlink(temporary->path.c_str());
  if (::close(temporary->descriptor) != 0 && failure == 0) failure = errno;
  if (failure == 0) return rules::Done{};
  return io_error(file, "cannot be written", failure);
}

rules::Result<rules::Done> make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return io_error(folder, "cannot be made a folder for results", error.value());
  if (!std::filesystem::is_directory(folder, error)) {
    return rules::Error{
        rules::ErrorCode::kIo, "is a file, not a folder for results", {folder.string()}};
  }
  return rules::Done{};
}

bool standard_output_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

reconcile::Color color_of_standard_output() {
  const char* refused = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  const bool wanted = refused == nullptr || *refused == '\0';
  return standard_output_is_terminal() && wanted && !dumb ? reconcile::Color::kTerminal
                                                          : reconcile::Color::kNever;
}

std::string OutputNames::stem_for(const std::filesystem::path& wanted) {
  const std::string stem = wanted.string();
  std::string name = stem;
  for (int number = 2; !taken_.insert(name).second; ++number) {
    name = stem + "-" + std::to_string(number);
  }
  return name;
}

}  // namespace siffra::tools
