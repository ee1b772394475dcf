// Columns of percentages beside columns of amounts: "Förändring %", "Avvikelse i %", "Förbrukat %",
// "Andel %". What they are computed from is seldom said; it is inferred over all rows, as sums are.
#pragma once

#include <cstddef>
#include <vector>

#include "reconcile/internal/draft.h"
#include "reconcile/internal/grid.h"

namespace siffra::reconcile::internal {

// `money` and `percent` are grids of the same statement. A column for which no computation fits by
// far most rows gives no checks. The checks are of the rule "ratio.percent" and clear no cell.
//
// A change is (a − b) / |b| or (a − b) / b, and which of the two is inferred from the rows whose
// base is negative; a change between amounts of unlike signs has no agreed meaning and is passed
// over.
std::vector<Draft> percent_checks(const Grid& money, const Grid& percent);

// Whether the figures of a column, read as percentages, are computed from other columns in nearly
// every row: more than chance could make so of any column of amounts.
bool is_computed_as_percent(const Grid& money, const Grid& percent, std::size_t column);

}  // namespace siffra::reconcile::internal
