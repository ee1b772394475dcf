// Which columns add up to which others, inferred over all rows, and the checks that follow:
// opening + change = closing, women + men = all, the parts of equity and their total, and variances
// (actual − budget), whose sign is inferred too.
#pragma once

#include <vector>

#include "reconcile/internal/draft.h"
#include "reconcile/internal/structure.h"

namespace siffra::reconcile::internal {

struct ColumnStructure {
  std::size_t total = 0;       // column
  std::vector<SumTerm> terms;  // `row` is a column here
  bool variance = false;       // of two columns, with either sign
  int holding = 0;
  int failing = 0;
  int evidence = 0;
};

std::vector<ColumnStructure> infer_columns(const Grid& grid);

// `sums` tells which rows enter their totals negative (costs printed positive): their variances are
// expected with the opposite sign.
std::vector<Draft> crossing_checks(const Grid& grid, const std::vector<ColumnStructure>& columns,
                                   const std::vector<SumStructure>& sums);

}  // namespace siffra::reconcile::internal
