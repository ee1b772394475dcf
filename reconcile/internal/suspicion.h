// Which cell of a failing sum is the wrong one: the order in which an auditor should look.
//
// Each cell of a cause gets a score, the logarithm of how likely it is to be the wrong figure
// compared with the others of the cause. A cell in sums that hold is innocent; one that a slip of
// one digit would mend is suspect, a total more than a part. The weights are fitted by likelihood
// (conditional logit) on planted errors of digital and scanned corpus reports, see
// docs/reconcile.md. Nothing is judged by it: verdicts, severities and repairs do not read it.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/suspects.h"

namespace siffra::reconcile::internal {

// The cells of the cause, most suspect first.
std::vector<extract::CellAddress> by_suspicion(const extract::Extraction& extraction,
                                               const std::vector<Draft>& drafts,
                                               const Cause& cause);

// The terms of a check with their printed figures.
std::vector<PlacedFigure> placed_figures(const extract::Extraction& extraction, const Check& check);

// Whether the figure stands in another column of its row as well.
bool repeats_other_column(const extract::Extraction& extraction, const extract::CellAddress& cell);

}  // namespace siffra::reconcile::internal
