// Follow-ups of a budget that came apart: a column is headed by what it holds (budget, utfall,
// avvikelse), every label bears a figure in each, and a difference column proves the placing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/internal/apart_figures.h"
#include "extract/internal/apart_rows.h"
#include "rules/rule_book.h"

namespace siffra::extract {

struct ApartHead {
  std::string text;  // "Budget 2019"
  rules::ColumnRole role = rules::ColumnRole::kActual;
  bool dated = false;
};

// Heads as recognition wrote them down, one below the other; a date goes to the head above it.
// False where the line is no part of one.
bool take_apart_head(std::string_view line, const rules::RuleBook& book,
                     std::vector<ApartHead>& heads);

// The figures behind a label's words, where their signs tell one from the next: "Totalt -5 746 000
// -4846937". `label_words` = how many words come before. Nothing where they do not.
struct TrailingFigures {
  std::size_t label_words = 0;
  std::vector<ApartLine> figures;
};
std::optional<TrailingFigures> trailing_figures(const std::vector<std::string>& words);

// `beside[i]` = figures that stand on the line of label i, of its first columns. `figures` hold the
// rest, down the first column, then down the next; in the result those beside labels follow them,
// label by label. Nothing where counts do not fit exactly, or where there is a difference column
// and it proves fewer than half of the rows.
std::optional<ApartPlacing> place_in_order(const std::vector<std::vector<ApartLine>>& beside,
                                           const std::vector<ApartLine>& figures,
                                           const std::vector<ApartHead>& heads,
                                           bool with_arithmetic);

}  // namespace siffra::extract
