// The prose and the non-financial tables that stand around the statements of a report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/corpus/random.h"
#include "tools/corpus/report.h"

namespace siffra::corpus {

// A piece of prose: paragraphs under a heading, then perhaps a table that is no statement.
struct FillerSection {
  std::string heading;
  std::vector<std::string> paragraphs;
  std::vector<std::vector<std::string>> table;  // first row: heads
};

// Reads corpus/filler.txt: "section", "text" and "table" lines; see corpus/README.md.
rules::Result<std::vector<FillerSection>> parse_filler(std::string_view text,
                                                       std::string_view file);

// "{body}", "{year}", "{prior}" filled in, and "{40-90}" with a number between the two.
std::string filled(std::string_view text, const Report& report, Random& random);

}  // namespace siffra::corpus
