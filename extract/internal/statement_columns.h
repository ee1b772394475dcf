// The columns of a table by their use, and what their heads say of role, period and entity.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extract/internal/report_facts.h"
#include "extract/statement.h"
#include "extract/table.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

struct ColumnPlan {
  std::vector<std::size_t> labels;  // indices into Table::columns; their texts together name a row
  std::vector<std::size_t> codes, notes;
  std::vector<std::size_t> values;       // left to right
  std::vector<StatementColumn> columns;  // one for each of values; ids are not given yet
  std::vector<std::string> corner;       // head texts over the label columns, top to bottom
  bool headed = false;                   // a value column has a head
};

ColumnPlan plan_columns(const Table& table, rules::StatementKind kind, const ReportFacts& facts,
                        const rules::RuleBook& book);

// Marks comparative columns: those of the same role and entity that end before the latest.
void mark_prior(std::vector<StatementColumn>& columns);

}  // namespace siffra::extract::internal
