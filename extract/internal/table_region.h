// Regions: the runs of lines that are the body of one table, found from what stands in them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/lines.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

enum class LineKind {
  kFigures,  // a row: figures after a label, or figures alone
  kHead,     // years or dates where figures would stand
  kLabel,    // short text without figures: a heading, or part of a wrapped label
  kProse,    // running text
  kTitle,    // the title of a statement or note
};

// "2023", "2020-08-31", "-2020-12-31", "2018/2019": digits that name a time, not an amount.
bool looks_like_date(std::string_view text);
// "230630" or "20230630": a day written without dashes, or a figure printed without spaces.
bool is_bare_day(std::string_view text);

// Dots or underscores that lead the eye from a label to its figure.
bool is_leader(std::string_view text);

// A line that holds one number of one or two digits: a note reference under its head, not a row.
bool is_lone_reference(const TextLine& line);

LineKind kind_of(const TextLine& line, const rules::RuleBook* book);

// The kinds of all lines of a block, with what only neighbours tell: "31  31" under "2020-08-
// 2019-08-" is the rest of broken dates.
std::vector<LineKind> kinds_of(const std::vector<TextLine>& lines, const rules::RuleBook* book);

// First and last line of a body, indices into the lines of the block; label lines between rows
// belong to it.
struct Region {
  std::size_t first = 0, last = 0;
};

// The lines must be of one block. `kinds` has one entry a line.
std::vector<Region> find_regions(const std::vector<TextLine>& lines,
                                 const std::vector<LineKind>& kinds);

}  // namespace siffra::extract::internal
