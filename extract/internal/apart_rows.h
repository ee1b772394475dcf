// Which label each figure of a table that came apart belongs to.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extract/internal/apart_figures.h"
#include "rules/rule_book.h"

namespace siffra::extract {

struct ApartLabel {
  std::string text;
  std::string concept_id;  // empty where none fits
  bool sum = false;        // says so itself
  bool total = false;      // its concept is what others add up to
  bool heading = false;    // names a part of the statement
};

struct PlacedFigure {
  std::size_t label = 0, column = 0;
  std::size_t figure = 0;           // of those given
  std::size_t reading = 0;          // of the figure's
  bool confirmed = false;           // a sum holds with it
  std::vector<std::size_t> others;  // figures that may stand here instead
};

struct ApartPlacing {
  std::vector<PlacedFigure> figures;
  std::vector<std::size_t> left_over;  // figures without a place
};

// `figures` run down the first of `columns` columns, then the next. Nothing where counts fit in no
// way, or in too many to try.
std::optional<ApartPlacing> place_figures(const std::vector<ApartLabel>& labels,
                                          const std::vector<ApartLine>& figures,
                                          std::size_t columns, const rules::RuleBook& book,
                                          bool with_arithmetic);

}  // namespace siffra::extract
