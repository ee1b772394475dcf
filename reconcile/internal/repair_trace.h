// What the search thought of one group of connected sums, as it is told.
#pragma once

#include "extract/statement.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/repair_candidates.h"
#include "reconcile/internal/repair_equations.h"
#include "reconcile/internal/repair_solver.h"
#include "reconcile/repair.h"

namespace siffra::reconcile::internal {

RepairTrace trace_of(const extract::Extraction& extraction, const Beliefs& beliefs,
                     const std::vector<Draft>& drafts, const Component& component,
                     const Solution& solution);

}  // namespace siffra::reconcile::internal
