// The reports a command line names: files as they are, folders by the reports in them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "rules/result.h"

namespace siffra::tools {

struct Input {
  std::filesystem::path path;
  std::filesystem::path name;  // of its results, without suffix: "2020/report" below its folder
};

struct Inputs {
  std::vector<Input> files;          // in the order given; a folder's sorted by name
  std::vector<rules::Error> errors;  // folders that could not be read or hold no report
  bool from_folder = false;
};

struct InputRules {
  std::vector<std::string> include;  // globs on name or path below the folder; none: *.pdf
  std::vector<std::string> exclude;  // folders too
  std::optional<std::filesystem::path> results;  // not looked into
};

// The folders of inputs that may lean on files beside them: all but PDFs.
std::vector<std::filesystem::path> folders_beside(const Inputs& inputs);

// Links are followed, but each folder is read once: a loop of links ends.
Inputs expand_inputs(const std::vector<std::filesystem::path>& arguments, const InputRules& rules);

}  // namespace siffra::tools
