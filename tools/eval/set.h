// The documents of a set and what is known about each.
#pragma once

#include <string>
#include <vector>

#include "rules/result.h"

namespace siffra::evaluation {

struct SetDocument {
  std::string id, file, truth_file, planted_file, known_file;
  std::string body, style, level;
};

// A set as siffra-corpus makes it (with set.json), or a folder of documents whose truth stands in
// `truth_folder` under the first part of the document's name ("x.office.pdf" → "x.json").
rules::Result<std::vector<SetDocument>> read_set(const std::string& folder,
                                                 const std::string& truth_folder);

}  // namespace siffra::evaluation
