// From failing checks to what a person should look at: titles, explanations, hypotheses.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/finding.h"
#include "reconcile/internal/draft.h"
#include "rules/rule_book.h"

namespace siffra::reconcile::internal {

// One finding per cause, and one for each doubtful rounding. In page order; ids and keys are set.
std::vector<Finding> make_findings(const extract::Extraction& extraction,
                                   const rules::RuleBook& book, const std::vector<Draft>& drafts);

// Short sentences for every check.
void describe_checks(const extract::Extraction& extraction, std::vector<Draft>& drafts);

}  // namespace siffra::reconcile::internal
