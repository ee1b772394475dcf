// Sums printed without words, under the rows of a group that has a heading:
//
//   Rörelsens intäkter
//   Årsavgifter och hyror        7 826 324
//   Övriga intäkter              1 038 902
//                                8 865 226
//
// Such a sum is what "Summa rörelsens intäkter" would be, and ties to what that ties to.
#pragma once

#include "extract/statement.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

// Gives such sums of an income statement, balance sheet or cash flow statement the concept of their
// group, where no other row with figures has it. Their labels stay empty.
void know_unlabelled_sums(Statement& statement, const rules::RuleBook& book);

}  // namespace siffra::extract::internal
