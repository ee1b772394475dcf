// What one printed unit is worth in kronor: said in the head, over the table, or once for the whole
// report.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/internal/report_facts.h"
#include "extract/internal/statement_columns.h"
#include "extract/statement.h"
#include "extract/table.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

// Stated in the table's head, in its title or in the lines beside it.
std::optional<std::int64_t> stated_scale(const Table& table, const ColumnPlan& plan,
                                         const std::string& title, const rules::RuleBook& book);

// Where every row of money names its unit in its own label, and all the same one.
std::optional<std::int64_t> scale_of_rows(const std::vector<StatementRow>& rows);

// Stated for the whole report ("Belopp anges i tkr om inget annat anges"); nullopt when it is not,
// or said in two ways. What the titles and heads of other statements say is theirs alone.
std::optional<std::int64_t> document_scale(const DocumentLines& pages,
                                           const std::vector<Statement>& statements,
                                           const rules::RuleBook& book);

// Gives the statements that state no unit one where there is no doubt: kronor where öre are
// printed; for the main statements and what explains them the one that the others state, in which
// they repeat figures of the report whose unit is known, or the document's; for the rest the one in
// which their figures are those of the main statements.
void infer_scales(std::vector<Statement>& statements, const DocumentLines& pages,
                  const rules::RuleBook& book);

}  // namespace siffra::extract::internal
