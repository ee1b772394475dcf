// The reports a command line names: files as they are, folders by the PDFs in them.
#pragma once

#include <filesystem>
#include <vector>

#include "rules/result.h"

namespace siffra::tools {

struct Inputs {
  std::vector<std::filesystem::path> files;  // in the order given; a folder's sorted by name
  std::vector<rules::Error> errors;          // folders that could not be read or hold no PDF
};

Inputs expand_inputs(const std::vector<std::filesystem::path>& arguments);

}  // namespace siffra::tools
