// The README shows what a user sees: each ```console block is run as it stands, and what it shows
// must be what comes out. A line of "…" stands for lines left out.
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "run_command.h"
#include "tests/source_folder.h"

namespace siffra::tools::testing {
namespace {

struct Shown {
  std::string command;
  std::vector<std::string> lines;
};

std::vector<Shown> shown_in(const std::string& text) {
  std::vector<Shown> found;
  std::istringstream in(text);
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```")) {
      inside = !inside && line == "```console";
    } else if (inside && line.starts_with("$ ")) {
      found.push_back({line.substr(2), {}});
    } else if (inside && !found.empty()) {
      found.back().lines.push_back(line);
    }
  }
  return found;
}

// The lines of `shown` in their order within `real`, nothing between them but where "…" stands.
::testing::AssertionResult agrees(const std::vector<std::string>& shown, const std::string& real) {
  std::vector<std::string> lines;
  std::istringstream in(real);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::size_t at = 0;
  bool gap = false;
  for (const auto& wanted : shown) {
    if (wanted == "…") {
      gap = true;
      continue;
    }
    while (gap && at < lines.size() && lines[at] != wanted) ++at;
    if (at >= lines.size() || lines[at] != wanted) {
      return ::testing::AssertionFailure() << "not shown: \"" << wanted << "\" in\n" << real;
    }
    ++at;
    gap = false;
  }
  if (!gap && at != lines.size()) {
    return ::testing::AssertionFailure() << "more came than is shown: " << lines[at];
  }
  return ::testing::AssertionSuccess();
}

TEST(Readme, ShowsWhatTheProgramSays) {
  const std::string root = siffra::source_folder().string();
  const auto commands = shown_in(contents_of(root + "/README.md"));
  ASSERT_FALSE(commands.empty());
  for (const auto& [command, lines] : commands) {
    SCOPED_TRACE(command);
    const Outcome outcome = run_command(command, root);
    EXPECT_LE(outcome.exit_status, 1) << outcome.err;
    EXPECT_TRUE(agrees(lines, outcome.out));
  }
}

}  // namespace
}  // namespace siffra::tools::testing
