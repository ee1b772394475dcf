// The house rules about includes (docs/design.md): data flows rules <- extract <- reconcile <-
// tools, and a library's headers stay behind the folder that wraps it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/source_folder.h"

namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file;    // relative to the source tree
  std::string header;  // as written between the quotes or brackets
};

std::string first_part(const std::string& path) { return path.substr(0, path.find('/')); }

bool is_source(const fs::path& path) {
  return path.extension() == ".h" || path.extension() == ".cc";
}

void collect(const fs::path& root, const std::string& folder, std::vector<Include>& into) {
  static const std::regex pattern(R"re(^\s*#\s*include\s*[<"]([^>"]+)[>"])re");
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    if (!entry.is_regular_file() || !is_source(entry.path())) continue;
    std::ifstream in(entry.path());
    std::smatch match;
    for (std::string line; std::getline(in, line);) {
      if (std::regex_search(line, match, pattern)) {
        into.push_back({entry.path().lexically_relative(root).generic_string(), match[1]});
      }
    }
  }
}

std::vector<Include> includes() {
  std::vector<Include> found;
  for (const char* folder : {"rules", "extract", "reconcile", "tools"}) {
    collect(siffra::source_folder(), folder, found);
  }
  return found;
}

// Where the headers of each outside library may appear: the beginning of the path.
const std::map<std::string, std::vector<std::string>>& homes_of_libraries() {
  static const std::map<std::string, std::vector<std::string>> homes = {
      {"poppler", {"extract/", "tools/corpus/"}},
      {"tesseract", {"extract/"}},
      {"leptonica", {"extract/", "tools/corpus/"}},
      {"pugixml.hpp", {"extract/"}},
      {"qpdf", {"extract/", "reconcile/report/", "tools/corpus/"}},
      {"re2", {"rules/"}},
      {"toml++", {"rules/", "tools/corpus/"}},
      {"nlohmann", {"reconcile/report/", "tools/"}},
      {"xlsxwriter.h", {"reconcile/report/"}},
      {"png.h", {"extract/"}},
      {"sqlite3.h", {"tools/batch/", "tests/tools/batch/"}},
      {"seccomp.h", {"tools/batch/"}},
      {"cairo", {"tools/corpus/"}},
      {"pango", {"tools/corpus/"}},
      {"CLI", {"tools/"}},
      {"gtest", {}},
      {"gmock", {}},
  };
  return homes;
}

TEST(Architecture, IncludesFollowTheArrowsBetweenFolders) {
  const std::map<std::string, std::set<std::string>> allowed = {
      {"rules", {"rules"}},
      {"extract", {"rules", "extract"}},
      {"reconcile", {"rules", "extract", "reconcile"}},
      {"tools", {"rules", "extract", "reconcile", "tools"}},
  };
  const auto all = includes();
  ASSERT_FALSE(all.empty());
  for (const auto& [file, header] : all) {
    const std::string target = first_part(header);
    if (!allowed.contains(target)) continue;
    EXPECT_TRUE(allowed.at(first_part(file)).contains(target)) << file << " includes " << header;
  }
}

TEST(Architecture, FoldersDoNotSeeTheInternalsOfOthers) {
  for (const auto& [file, header] : includes()) {
    const auto internal = header.find("/internal/");
    if (internal == std::string::npos) continue;
    EXPECT_TRUE(file.starts_with(header.substr(0, internal + 1))) << file << " includes " << header;
  }
}

TEST(Architecture, LibraryHeadersStayInTheirFolders) {
  for (const auto& [file, header] : includes()) {
    const auto home = homes_of_libraries().find(first_part(header));
    if (home == homes_of_libraries().end()) continue;
    const auto& folders = home->second;
    EXPECT_TRUE(
        std::any_of(folders.begin(), folders.end(),
                    [&path = file](const auto& folder) { return path.starts_with(folder); }))
        << file << " includes " << header;
  }
}

TEST(Architecture, PublicHeadersShowNoLibrary) {
  for (const auto& [file, header] : includes()) {
    if (!file.ends_with(".h") || file.find("/internal/") != std::string::npos) continue;
    if (file.starts_with("tools/")) continue;
    EXPECT_FALSE(homes_of_libraries().contains(first_part(header)))
        << file << " includes " << header;
  }
}

TEST(Architecture, ValuesOfExtractNeedOnlyRulesAndThemselves) {
  const std::set<std::string> values = {
      "extract/document.h",   "extract/lines.h",     "extract/table.h",     "extract/statement.h",
      "extract/statements.h", "extract/document.cc", "extract/statement.cc"};
  for (const auto& [file, header] : includes()) {
    if (!values.contains(file)) continue;
    EXPECT_FALSE(homes_of_libraries().contains(first_part(header)))
        << file << " includes " << header;
  }
}

TEST(Architecture, EveryHeaderIsGuardedByPragmaOnce) {
  for (const char* folder : {"rules", "extract", "reconcile", "tools"}) {
    for (const auto& entry : fs::recursive_directory_iterator(siffra::source_folder() / folder)) {
      if (entry.path().extension() != ".h") continue;
      std::ifstream in(entry.path());
      const std::string text((std::istreambuf_iterator<char>(in)),
                             std::istreambuf_iterator<char>());
      EXPECT_THAT(text, testing::HasSubstr("#pragma once")) << entry.path();
    }
  }
}

}  // namespace
