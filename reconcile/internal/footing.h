// Checks of the totals within a table: the inferred structure, tried in every column.
#pragma once

#include <vector>

#include "reconcile/internal/draft.h"
#include "reconcile/internal/structure.h"

namespace siffra::reconcile::internal {

// One check for every structure and every column in which its total is printed. A column that
// contradicts a structure proven in another is an error; a total whose label demands a sum and
// whose block adds up to something near is one too; what neither labels nor figures settle is
// unverifiable.
std::vector<Draft> footing_checks(const Grid& grid, const std::vector<SumStructure>& structures);

}  // namespace siffra::reconcile::internal
