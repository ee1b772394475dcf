// Rows of an overview named as rows of the statements they repeat.
#pragma once

#include <span>
#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/tables.h"
#include "rules/rule_book.h"

namespace siffra::reconcile::internal {

// The rule packs know the rows that every overview has. One that a body has of its own
// ("Räntenetto", "Utlåning till allmänheten", "Föreningens intäkter" for "Summa föreningens
// intäkter") is known by its name, where a year bears it out: the figures agree in one column at
// least, and are then held against each other in all. A name that agrees in no column may mean
// something else, and is no check. Cells that a draft of `already` ties are left out.
std::vector<Draft> overview_row_checks(const extract::Extraction& extraction,
                                       const rules::RuleBook& book,
                                       const std::vector<TableFacts>& tables,
                                       std::span<const Draft> already);

}  // namespace siffra::reconcile::internal
