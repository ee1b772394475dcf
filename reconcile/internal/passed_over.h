// Subtotals that the search for sums passed over because they are wrong in some column.
//
// A wrong figure in a subtotal makes the larger total agree better with the parts than with the
// subtotal, which then belongs to no sum at all and would go unchecked. Another column tells what
// it is: 3 676 = 946 + 2 729 there, though 2 286 ≠ 706 + 1 564 here.
#pragma once

#include <vector>

#include "reconcile/internal/structure.h"

namespace siffra::reconcile::internal {

// The structure with its columns counted anew.
SumStructure weighed(const Grid& grid, SumStructure structure);

// Rows that a proven sum leaves out though in some column they are the sum of parts just above or
// just below them.
std::vector<SumStructure> passed_over(const Grid& grid,
                                      const std::vector<SumStructure>& structures);

// Totals that the «varav» printed below them and the row after it make up: «Summa skulder», «varav
// kortfristig del», «Långfristig del».
std::vector<SumStructure> remainders(const Grid& grid, const std::vector<SumStructure>& structures);

}  // namespace siffra::reconcile::internal
