// A second look at totals that the search for sums left unexplained.
//
// The search takes what agrees in most columns. Where a row is missing, or a figure is wrong in
// every column, it is led astray: items that happen to add up to one another take the rows a
// «Summa» needs, or a total is taken for an item. What the label asks for is then put back, so that
// the failure is told of the total.
#pragma once

#include <vector>

#include "reconcile/internal/grid.h"
#include "reconcile/internal/structure.h"

namespace siffra::reconcile::internal {

// The structures in the order of their totals, with those replaced that hold in no column though
// the plain block of a labelled total would do better.
std::vector<SumStructure> second_look(const Grid& grid, std::vector<SumStructure> structures);

}  // namespace siffra::reconcile::internal
