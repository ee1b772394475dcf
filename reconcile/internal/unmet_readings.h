// Sums that wait for a figure that could not be read, and that hold with nothing it may be.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/repair_candidates.h"

namespace siffra::reconcile::internal {

// A figure that could not be read hides no error: where a sum of otherwise readable figures agrees
// with none of the values that its image allows, the sum is told as a warning, with the difference
// that its likeliest value leaves.
void tell_unmet(const extract::Extraction& extraction, const Beliefs& beliefs,
                std::vector<Draft>& drafts);

}  // namespace siffra::reconcile::internal
