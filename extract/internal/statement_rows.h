// The rows of a statement: labels with their codes and note references, figures read in the number
// format of their table, and what each row is: an item, a sum, a heading, a part of another.
#pragma once

#include <vector>

#include "extract/internal/statement_columns.h"
#include "extract/statement.h"
#include "extract/table.h"
#include "rules/amount.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

// How the figures of each value column are printed, judged over the table as a whole.
std::vector<rules::AmountOptions> amount_options(const Table& table, const ColumnPlan& plan);

// Rows in print order; ids are not given yet. Rows with neither label nor figure are left out.
std::vector<StatementRow> build_rows_of(const Table& table, const ColumnPlan& plan,
                                        rules::StatementKind kind, const rules::RuleBook& book);

}  // namespace siffra::extract::internal
