// Runs a shell command as a user would, in a folder of its own, with `siffra` on the PATH.
#pragma once

#include <filesystem>
#include <string>

namespace siffra::tools::testing {

struct Outcome {
  int exit_status = -1;  // 128 + n where a signal ended it
  std::string out, err;
};

Outcome run_command(const std::string& command, const std::filesystem::path& folder);

// A new empty folder, removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string contents_of(const std::filesystem::path& file);

}  // namespace siffra::tools::testing
