#include <algorithm>
#include <cstdlib>
#include <system_error>

#include "rules/rule_book.h"

namespace siffra::rules {
namespace {

namespace fs = std::filesystem;

// Every pack of a directory: the common ones first, since the others build on them, then by name,
// so that the order never depends on the file system.
Result<std::vector<fs::path>> packs_in(const fs::path& directory) {
  std::error_code trouble;
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(directory, trouble), end; !trouble && entry != end;
       entry.increment(trouble)) {
    if (entry->path().extension() == ".toml") files.push_back(entry->path());
  }
  if (trouble) {
    return Error{ErrorCode::kUnreadable,
                 "cannot list the rule packs: " + trouble.message(),
                 {directory.string(), 0, 0}};
  }
  if (files.empty()) {
    return Error{
        ErrorCode::kNotFound, "no rule pack (*.toml) stands here", {directory.string(), 0, 0}};
  }
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    const bool a_common = a.filename().string().starts_with("common");
    const bool b_common = b.filename().string().starts_with("common");
    if (a_common != b_common) return a_common;
    return a.filename() < b.filename();
  });
  return files;
}

}  // namespace

Result<std::vector<fs::path>> standard_pack_files() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in this program changes the environment
  const char* chosen = std::getenv("SIFFRA_PACK_DIR");
  if (chosen != nullptr && *chosen != '\0') return packs_in(chosen);
  std::error_code trouble;
  const fs::path program = fs::read_symlink("/proc/self/exe", trouble);
  if (!trouble) {
    const fs::path installed = program.parent_path().parent_path() / SIFFRA_INSTALLED_PACKS;
    if (fs::is_directory(installed, trouble)) return packs_in(installed);
  }
  return packs_in(SIFFRA_SOURCE_PACKS);
}

}  // namespace siffra::rules
