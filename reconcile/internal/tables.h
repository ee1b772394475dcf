// All that is inferred about each table, worked out once and used by every kind of check.
#pragma once

#include <vector>

#include "reconcile/internal/crossing.h"
#include "reconcile/internal/structure.h"

namespace siffra::reconcile::internal {

struct TableFacts {
  Grid money;
  std::vector<SumStructure> sums;
  std::vector<ColumnStructure> columns;
};

}  // namespace siffra::reconcile::internal
