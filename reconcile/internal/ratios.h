// Shares that can be recomputed from the figures they are made of, and parts that must not be
// larger than the whole.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/concepts.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/tables.h"
#include "rules/rule_book.h"

namespace siffra::reconcile::internal {

// A printed share stands for an interval, and so do the figures under it: it holds when the
// intervals can meet. One variant of the numerator that fits is enough. The difference is in
// percentage points.
std::vector<Draft> ratio_checks(const extract::Extraction& extraction, const rules::RuleBook& book,
                                const std::vector<TableFacts>& tables,
                                const ConceptIndex& concepts);

// "varav" rows larger than the row they are a part of. Only those are told: that a part is smaller
// than the whole clears no cell.
std::vector<Draft> of_which_checks(const Grid& grid);

}  // namespace siffra::reconcile::internal
