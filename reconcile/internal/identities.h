// Checks of what the rule packs say must hold: within a statement, between statements, and shares
// that can be recomputed.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/concepts.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/tables.h"
#include "rules/rule_book.h"

namespace siffra::reconcile::internal {

// One check for every identity, statement and column in which its terms are printed. Within one
// table the inferred structure goes first: where a total's rows are known, an identity that names
// other rows says nothing. An identity between statements that holds in no column at all is taken
// for a difference of definitions and is told one step milder, unless it is a balance.
std::vector<Draft> identity_checks(const extract::Extraction& extraction,
                                   const rules::RuleBook& book,
                                   const std::vector<TableFacts>& tables,
                                   const ConceptIndex& concepts);

}  // namespace siffra::reconcile::internal
