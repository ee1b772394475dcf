// A sum that subtracts its parts only because minuses were lost in reading.
//
//   Ingående    −1 458   1 291      The second column is read without its minuses, and so are both
//   Årets         −220    −212      totals. It holds as 1 291 + 212 = 1 503; the first then fails,
//   Utgående     1 678   1 503      though the report only adds up what is less than nothing.
//
// Told from a wrong sign of the report by all of these: with few minuses put back, in both columns,
// the parts add up plainly; each such figure has its minus in the other column, or lacks it in
// both; and no more minuses are lost than were read.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/repair_candidates.h"

namespace siffra::reconcile::internal {

// Whether the failing `check` is such a sum, by a column of `drafts` in which it holds.
bool subtracts_for_lost_minuses(const extract::Extraction& extraction,
                                const std::vector<Draft>& drafts, const Beliefs& beliefs,
                                const Check& check);

}  // namespace siffra::reconcile::internal
