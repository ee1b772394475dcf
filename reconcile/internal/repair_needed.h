// Which figures, read slightly otherwise, would make a failing sum agree: the questions to put to
// the picture before a report is said to be wrong.
//
// Example: 41 375 + 320 408 = 361 733, which is 50 too little. 361 783 would do, one digit from
// what was read; 41 325 and 320 358 would do too. Had the sum been 12 too little, 361 745 is two
// digits away and still asked for. A figure that would have to be another altogether is left out:
// nobody misreads 41 375 as 12 904. Where one figure of the sum is doubted anyway, a digit of
// another is asked for as well: two misreadings of broken print in one sum are not rare.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/repair_equations.h"

namespace siffra::reconcile::internal {

// Those that mend a sum alone before those that do beside another misreading; then those that mend
// most, and of those the nearest to what was read.
std::vector<NeededFigure> needed_figures(const extract::Extraction& extraction,
                                         const Component& component);

}  // namespace siffra::reconcile::internal
