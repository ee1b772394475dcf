// What of a page is worth reading, from the layout of its ink alone: tables, headings and short
// lines are; running text and pictures are not, since no figure of a statement stands in them.
#pragma once

#include <vector>

#include "extract/internal/ink_layout.h"

namespace siffra::extract {

struct Triage {
  std::vector<bool> worth_reading;  // by run
  bool has_columns = false;         // runs of print stand under one another in columns
  std::size_t prose_lines = 0;      // left out
};

// In doubt a run is worth reading: a lost statement costs more than a paragraph read.
Triage triage(const InkLayout& layout);

}  // namespace siffra::extract
