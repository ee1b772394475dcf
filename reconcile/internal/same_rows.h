// Rows that repeat, by name, a row of the main statements.
#pragma once

#include <span>
#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/tables.h"
#include "rules/rule_book.h"

namespace siffra::reconcile::internal {

// The rule packs know the rows that every report has. One that a body has of its own is known by
// its name: "Utlåning till allmänheten" in an overview, "Föreningens intäkter" there for "Summa
// föreningens intäkter", "Summa räntenetto" of a note, "Verksamhetsresultat" that a cash flow
// statement begins with. The name alone proves nothing: a year must bear it out. Where the figures
// agree in one column at least they are held against each other in all; a name that agrees in none
// may mean something else, and is no check. Cells that a draft of `already` ties are left out.
std::vector<Draft> same_row_checks(const extract::Extraction& extraction,
                                   const rules::RuleBook& book,
                                   const std::vector<TableFacts>& tables,
                                   std::span<const Draft> already);

}  // namespace siffra::reconcile::internal
