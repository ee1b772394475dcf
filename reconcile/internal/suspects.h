// Which failing checks have one cause, and which cells it may lie in.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "reconcile/finding.h"
#include "reconcile/internal/draft.h"

namespace siffra::reconcile::internal {

// Failing checks that share a cell no holding check clears, and the cells in doubt, most suspect
// first.
struct Cause {
  std::vector<std::size_t> checks;  // indices into the drafts, the gravest first
  std::vector<extract::CellAddress> cells;
};

// Every draft with the verdict discrepancy is in exactly one cause.
std::vector<Cause> find_causes(const std::vector<Draft>& drafts);

std::map<extract::CellAddress, Coverage> coverage_of(const std::vector<Draft>& drafts);

}  // namespace siffra::reconcile::internal
