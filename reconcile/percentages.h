// Columns of percentages that no head and no sign tells from amounts.
//
//   settle_percentages(extraction, *book);    // before checks
//
// "Förändring" printed twice, the first in kronor and the second in percent; a head whose "%" was
// read as something else. Taken for kronor, such a column is added up and every sum in it is wrong.
#pragma once

#include "extract/statement.h"
#include "rules/rule_book.h"

namespace siffra::reconcile {

// A column of small figures whose every row, but for a few, is a change or share in percent of
// other columns is given the role and unit of percentages. Nothing else is changed, and no figure.
void settle_percentages(extract::Extraction& extraction, const rules::RuleBook& book);

}  // namespace siffra::reconcile
