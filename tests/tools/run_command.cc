#include "run_command.h"

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace siffra::tools::testing {
namespace {

std::string quoted(const std::string& text) {
  std::string safe = "'";
  for (const char c : text) safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return safe + "'";
}

}  // namespace

std::string contents_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "siffra_test_XXXXXX").string();
  const char* made = ::mkdtemp(pattern.data());
  path_ = made == nullptr ? std::filesystem::path() : std::filesystem::path(made);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

Outcome run_command(const std::string& command, const std::filesystem::path& folder) {
  const TemporaryFolder results;
  const std::filesystem::path program = SIFFRA_PROGRAM;
  const std::string script = "cd " + quoted(folder.string()) +
                             " && export PATH=" + quoted(program.parent_path().string()) +
                             ":\"$PATH\" LC_ALL=C.UTF-8 && ( " + command + "\n) >" +
                             quoted((results.path() / "out").string()) + " 2>" +
                             quoted((results.path() / "err").string());
  const int status = std::system(script.c_str());
  Outcome outcome;
  outcome.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  outcome.out = contents_of(results.path() / "out");
  outcome.err = contents_of(results.path() / "err");
  return outcome;
}

}  // namespace siffra::tools::testing
