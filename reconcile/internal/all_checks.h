// Every check of a report with what is known about how much it proves, and the audit made of them.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/audit.h"
#include "reconcile/internal/draft.h"
#include "rules/rule_book.h"

namespace siffra::reconcile::internal {

// Sorted by their first term, ids set.
std::vector<Draft> all_checks(const extract::Extraction& extraction, const rules::RuleBook& book);

Audit audit_of(const extract::Extraction& extraction, const rules::RuleBook& book,
               std::vector<Draft> drafts);

}  // namespace siffra::reconcile::internal
