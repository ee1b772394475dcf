// Sums inferred from the figures against sums that the rule packs name, where both speak of the
// same figures.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/draft.h"

namespace siffra::reconcile::internal {

// A wrong figure can make other rows add up by chance: a result after interest that lost what stood
// before it is then the sum of the interest alone, and the right columns seem to fail. Where a
// named sum of the same total holds in a column, over fewer or more of the same rows or over the
// same rows with other signs, the inferred one that fails there is told as a warning. Rows that are
// nothing in that column count neither way.
void soften_rivals(const extract::Extraction& extraction, std::vector<Draft>& drafts);

}  // namespace siffra::reconcile::internal
