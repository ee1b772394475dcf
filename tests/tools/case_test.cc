// Every tests/cases/**/*.case as a test of its own (docs/testing.md describes the format): what a
// user types, what the program answers. No C++ is needed to add one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "run_command.h"
#include "tests/source_folder.h"
#include "text_pdf.h"

namespace siffra::tools::testing {
namespace {

namespace fs = std::filesystem;

struct Input {
  std::string name, text;
  bool as_pdf = false;
};

struct Case {
  fs::path file;
  std::string name, purpose, command;
  std::vector<Input> inputs;
  int exit_status = 0;
  std::vector<std::string> out, out_not, err, err_not;
};

// "key: value" → {key, value}; nothing when the line is no such pair.
std::pair<std::string, std::string> split_key(const std::string& line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string::npos) return {};
  const std::size_t value = line.find_first_not_of(' ', colon + 1);
  return {line.substr(0, colon), value == std::string::npos ? "" : line.substr(value)};
}

class CaseReader {
 public:
  explicit CaseReader(const fs::path& file) { made_.file = file; }

  // False where a line cannot be understood, which the caller reports.
  bool read() {
    std::ifstream in(made_.file);
    for (std::string line; std::getline(in, line);) {
      ++line_number_;
      if (!take(line)) return false;
    }
    return !made_.name.empty() && !made_.purpose.empty() && !made_.command.empty();
  }
  [[nodiscard]] const Case& made() const { return made_; }
  [[nodiscard]] int line_number() const { return line_number_; }

 private:
  bool take(const std::string& line) {
    if (line.starts_with("    ") && in_input_) {
      made_.inputs.back().text += line.substr(4) + "\n";
      return true;
    }
    if (line.empty() && in_input_) {
      made_.inputs.back().text += "\n";
      return true;
    }
    if (line.empty() || line[0] == '#') return true;
    in_input_ = false;
    const auto [key, value] = split_key(line);
    if (key.starts_with("input ") || key.starts_with("input-pdf ")) {
      made_.inputs.push_back({key.substr(key.find(' ') + 1), "", key.starts_with("input-pdf ")});
      in_input_ = true;
      return true;
    }
    return take_pair(key, value);
  }

  bool take_pair(const std::string& key, const std::string& value) {
    if (key == "name") made_.name = value;
    if (key == "purpose") made_.purpose = value;
    if (key == "command") made_.command += made_.command.empty() ? value : "\n" + value;
    if (key == "exit") made_.exit_status = std::stoi(value);
    if (key == "out") made_.out.push_back(value);
    if (key == "out-not") made_.out_not.push_back(value);
    if (key == "err") made_.err.push_back(value);
    if (key == "err-not") made_.err_not.push_back(value);
    static const std::vector<std::string> known = {"name", "purpose", "command", "exit",
                                                   "out",  "out-not", "err",     "err-not"};
    return std::find(known.begin(), known.end(), key) != known.end();
  }

  Case made_;
  int line_number_ = 0;
  bool in_input_ = false;
};

class CaseTest : public ::testing::Test {
 public:
  explicit CaseTest(Case tried) : tried_(std::move(tried)) {}

  void TestBody() override {
    const TemporaryFolder folder;
    ASSERT_FALSE(folder.path().empty());
    for (const auto& input : tried_.inputs) {
      fs::create_directories((folder.path() / input.name).parent_path());
      std::ofstream out(folder.path() / input.name, std::ios::binary);
      out << (input.as_pdf ? text_pdf(input.text) : input.text);
    }
    const Outcome outcome = run_command(tried_.command, folder.path());
    SCOPED_TRACE(tried_.file.string() + ": " + tried_.purpose + "\nstandard output:\n" +
                 outcome.out + "standard error:\n" + outcome.err);
    EXPECT_EQ(outcome.exit_status, tried_.exit_status);
    for (const auto& text : tried_.out) EXPECT_THAT(outcome.out, ::testing::HasSubstr(text));
    for (const auto& text : tried_.err) EXPECT_THAT(outcome.err, ::testing::HasSubstr(text));
    using ::testing::HasSubstr;
    using ::testing::Not;
    for (const auto& text : tried_.out_not) EXPECT_THAT(outcome.out, Not(HasSubstr(text)));
    for (const auto& text : tried_.err_not) EXPECT_THAT(outcome.err, Not(HasSubstr(text)));
  }

 private:
  Case tried_;
};

bool register_cases(const fs::path& root) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".case") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    CaseReader reader(file);
    if (!reader.read()) {
      std::cerr << file.string() << ":" << reader.line_number() << ": not a case\n";
      return false;
    }
    const std::string suite = file.parent_path().filename().string();
    ::testing::RegisterTest(suite.c_str(), file.stem().string().c_str(), nullptr, nullptr,
                            file.string().c_str(), 1,
                            [made = reader.made()]() -> CaseTest* { return new CaseTest(made); });
  }
  return !files.empty();
}

}  // namespace
}  // namespace siffra::tools::testing

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  const auto cases = siffra::source_folder() / "tests/cases";
  if (!siffra::tools::testing::register_cases(cases)) return 1;
  return RUN_ALL_TESTS();
}
