#include "reconcile/percentages.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "reconcile/internal/grid.h"
#include "reconcile/internal/percent_columns.h"

namespace siffra::reconcile {
namespace {

using extract::Statement;
using extract::StatementCell;

void make_percent(Statement& statement, std::size_t column) {
  statement.columns[column].role = rules::ColumnRole::kPercent;
  for (extract::StatementRow& row : statement.rows) {
    for (StatementCell& cell : row.cells) {
      if (cell.column == column && cell.amount) cell.unit = rules::Unit::kPercent;
    }
  }
}

// Percentages are small, and printed with decimals or under the head of a change: what is worth
// the trial.
bool may_be_percent(const Statement& statement, std::size_t column) {
  constexpr std::int64_t kLargest = 1000;
  constexpr int kFewest = 3;
  const rules::ColumnRole role = statement.columns[column].role;
  const bool by_head = role == rules::ColumnRole::kChange || role == rules::ColumnRole::kVariance;
  if (role == rules::ColumnRole::kPercent || role == rules::ColumnRole::kText) return false;
  int amounts = 0, with_decimals = 0;
  for (const extract::StatementRow& row : statement.rows) {
    for (const StatementCell& cell : row.cells) {
      if (cell.column != column || !cell.amount || cell.amount->is_nil) continue;
      if (cell.unit != rules::Unit::kMoney) continue;
      std::int64_t limit = kLargest;
      for (int place = 0; place < cell.amount->decimals; ++place) limit *= 10;
      if (cell.amount->digits >= limit || cell.amount->digits <= -limit) return false;
      ++amounts;
      with_decimals += cell.amount->decimals > 0 ? 1 : 0;
    }
  }
  return amounts >= kFewest && (by_head || with_decimals == amounts);
}

}  // namespace

void settle_percentages(extract::Extraction& extraction, const rules::RuleBook& book) {
  constexpr std::size_t kFewestColumns = 2;
  for (Statement& statement : extraction.statements) {
    if (statement.columns.size() < kFewestColumns) continue;
    for (std::size_t column = 0; column < statement.columns.size(); ++column) {
      if (!may_be_percent(statement, column)) continue;
      extract::Extraction tried;
      tried.statements.push_back(statement);
      make_percent(tried.statements.front(), column);
      const internal::Grid money = internal::make_grid(tried, 0, rules::Unit::kMoney, book);
      const internal::Grid percent = internal::make_grid(tried, 0, rules::Unit::kPercent, book);
      if (internal::is_computed_as_percent(money, percent, column)) {
        statement = std::move(tried.statements.front());
      }
    }
  }
}

}  // namespace siffra::reconcile
