// Figures of a recognised page that were taken for two: "-2 | 688 479" in neighbouring columns.
//
// A column stands two heights of its print or more from the next, a group of digits less than one
// from its own. Figures that stand so close, the second a group of three digits, are put together
// where the sums agree no worse for it: the figure as printed, its digits unchanged. Figures of a
// text layer are left alone, and no digit is ever guessed.
#pragma once

#include "extract/statement.h"
#include "rules/rule_book.h"

namespace siffra::reconcile::internal {

// Columns that are left without any figure are removed.
void join_split_figures(extract::Extraction& extraction, const rules::RuleBook& book);

}  // namespace siffra::reconcile::internal
