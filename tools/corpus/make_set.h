// A whole set of test documents with their truth, in one folder:
//
//   OUT/documents/ID.pdf        OUT/truth/ID.json        what stands on the page
//   OUT/documents/ID/page-01.png, …                      documents of a picture per page
//   OUT/planted/ID.json         what was planted where   OUT/truth/known.json
//   OUT/set.json                every document with its body, style, level and number of errors
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/result.h"
#include "tools/corpus/plant.h"

namespace siffra::corpus {

struct SetPlan {
  std::string corpus;  // folder of the corpus
  std::string out;
  std::vector<std::string> bodies;  // ids; empty: all
  std::vector<std::string> styles;  // empty: all
  int houses = 0;                   // instead of the styles, so many drawn anew for each body
  std::vector<std::string> levels{"digital"};
  int errors = 0;                // planted in each document, kinds in turn
  std::vector<ErrorKind> kinds;  // those, a kind named twice comes twice; empty: all
  bool fresh = false;            // new figures for the modelled bodies, from the seed
  std::uint64_t seed = 1;
};

// How many documents were written.
rules::Result<int> make_set(const SetPlan& plan);

}  // namespace siffra::corpus
