#include "reconcile/internal/columns.h"

#include <algorithm>
#include <cctype>
#include <chrono>

namespace siffra::reconcile::internal {
namespace {

using extract::Statement;
using extract::StatementColumn;
using rules::ColumnRole;
using rules::EntityScope;

EntityScope scope_of(const Statement& statement, const StatementColumn& column) {
  return column.scope != EntityScope::kUnstated ? column.scope : statement.scope;
}

EntityScope scope_of(const Statement& statement, const StatementColumn& column,
                     EntityScope assumed) {
  const EntityScope stated = scope_of(statement, column);
  return stated != EntityScope::kUnstated ? stated : assumed;
}

bool states_scope(const Statement& statement) {
  return std::any_of(statement.columns.begin(), statement.columns.end(),
                     [&](const StatementColumn& column) {
                       return scope_of(statement, column) != EntityScope::kUnstated;
                     });
}

// Unstated may be either; but the group's figures are never the parent's.
bool scopes_agree(EntityScope a, EntityScope b) {
  return a == b || a == EntityScope::kUnstated || b == EntityScope::kUnstated;
}

bool roles_agree(const StatementColumn& a, const StatementColumn& b) {
  if (is_actual(a) && is_actual(b)) return true;
  return a.role == b.role;
}

bool starts_agree(const StatementColumn& a, const StatementColumn& b) {
  return !a.period_start || !b.period_start || *a.period_start == *b.period_start;
}

std::vector<std::size_t> columns_like(const Statement& statement, const StatementColumn& like,
                                      EntityScope scope) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < statement.columns.size(); ++i) {
    const StatementColumn& column = statement.columns[i];
    if (roles_agree(column, like) && scopes_agree(scope_of(statement, column), scope)) {
      found.push_back(i);
    }
  }
  return found;
}

// A column of a stray figure or two is not one that its neighbours are counted with.
bool has_figures(const Statement& statement, std::size_t column) {
  constexpr std::size_t kFewOf = 6;
  std::size_t shown = 0;
  std::size_t rows = 0;
  for (const auto& row : statement.rows) {
    rows += row.cells.empty() ? 0U : 1U;
    shown += std::any_of(row.cells.begin(), row.cells.end(),
                         [&](const auto& cell) { return cell.column == column; })
                 ? 1U
                 : 0U;
  }
  return kFewOf * shown > rows;
}

std::optional<std::size_t> only(const std::vector<std::size_t>& found) {
  if (found.size() == 1) return found.front();
  return std::nullopt;
}

// "2023-01-01" over a year's income: the beginning of a period whose end could not be read.
bool is_beginning(const Statement& statement, const StatementColumn& column) {
  using std::chrono::day;
  const bool flows = statement.kind == rules::StatementKind::kIncomeStatement ||
                     statement.kind == rules::StatementKind::kCashFlowStatement;
  return flows && column.role == ColumnRole::kActual && column.period_end &&
         column.period_end->month() == std::chrono::January && column.period_end->day() == day{1};
}

// The only column of the same year as a period without its end.
std::optional<std::size_t> by_year(const Statement& from, const StatementColumn& column,
                                   const Statement& to, const std::vector<std::size_t>& like) {
  if (!is_beginning(from, column)) return std::nullopt;
  std::vector<std::size_t> same_year;
  for (const std::size_t i : like) {
    const StatementColumn& other = to.columns[i];
    if (other.period_end && other.period_end->year() == column.period_end->year()) {
      same_year.push_back(i);
    }
  }
  return only(same_year);
}

std::optional<std::size_t> by_period(const Statement& to, const StatementColumn& column,
                                     const std::vector<std::size_t>& like) {
  std::vector<std::size_t> same_end;
  std::vector<std::size_t> same_start;
  for (const std::size_t i : like) {
    const StatementColumn& other = to.columns[i];
    if (!other.period_end || *other.period_end != *column.period_end) continue;
    if (!starts_agree(column, other)) continue;
    same_end.push_back(i);
    if (column.period_start == other.period_start) same_start.push_back(i);
  }
  if (same_end.size() > 1 && same_start.size() == 1) return same_start.front();
  return only(same_end);
}

// Beside a period's income an interim report prints that of last year's same months, beside its
// balance sheet that of the last year's end: only the first columns of the two go together.
bool order_misleads(const extract::Extraction& extraction, const Statement& from,
                    const Statement& to) {
  const auto is_balance = [](const Statement& statement) {
    return statement.kind == rules::StatementKind::kBalanceSheet;
  };
  const auto is_flow = [](const Statement& statement) {
    return statement.kind == rules::StatementKind::kIncomeStatement ||
           statement.kind == rules::StatementKind::kCashFlowStatement;
  };
  // The year of a company may end in any month.
  const bool interim =
      extraction.report_kind == rules::ReportKind::kInterim ||
      (extraction.report_kind == rules::ReportKind::kUnknown && extraction.period_end &&
       extraction.period_end->month() != std::chrono::December);
  return interim && ((is_balance(from) && is_flow(to)) || (is_flow(from) && is_balance(to)));
}

// The place of the column among those like it, counting only once what is printed in order.
std::optional<std::size_t> by_order(const extract::Extraction& extraction, const Statement& from,
                                    std::size_t from_column, const Statement& to,
                                    const std::vector<std::size_t>& like) {
  const StatementColumn& column = from.columns[from_column];
  std::vector<std::size_t> own = columns_like(from, column, scope_of(from, column));
  if (own.size() > like.size()) {
    std::erase_if(own, [&](std::size_t i) { return i != from_column && !has_figures(from, i); });
  }
  // A head that says something else than a period ("Bokslut helår") is not simply the next column;
  // one of digits alone ("08-31") is a piece of a period.
  const auto is_named = [](const Statement& statement, std::size_t index) {
    const StatementColumn& head = statement.columns[index];
    return !head.period_end && std::any_of(head.header.begin(), head.header.end(), [](char c) {
      return std::isalpha(static_cast<unsigned char>(c)) != 0;
    });
  };
  const bool order_tells =
      std::none_of(own.begin(), own.end(), [&](std::size_t i) { return is_named(from, i); }) ||
      std::none_of(like.begin(), like.end(),
                   [&](std::size_t i) { return to.columns[i].period_end.has_value(); });
  if (own.size() == like.size() && order_tells) {
    const auto place = std::find(own.begin(), own.end(), from_column);
    if (place != own.begin() && order_misleads(extraction, from, to)) return std::nullopt;
    return like[static_cast<std::size_t>(place - own.begin())];
  }
  // One column alone is this period's.
  const auto is_current = [&](const Statement& statement, std::size_t index) {
    const StatementColumn& candidate = statement.columns[index];
    if (candidate.prior) return false;
    return !candidate.period_end || !extraction.period_end ||
           *candidate.period_end == *extraction.period_end;
  };
  if (like.size() == 1 && is_current(from, from_column) && is_current(to, like.front())) {
    return like.front();
  }
  if (own.size() == 1 && !like.empty() && is_current(to, like.front())) return like.front();
  return std::nullopt;
}

}  // namespace

bool is_actual(const StatementColumn& column) {
  return column.role == ColumnRole::kActual || column.role == ColumnRole::kOpening;
}

std::optional<std::size_t> matching_column(const extract::Extraction& extraction,
                                           std::size_t from_statement, std::size_t from_column,
                                           std::size_t to_statement, EntityScope assumed) {
  const Statement& from = extraction.statements[from_statement];
  const Statement& to = extraction.statements[to_statement];
  if (from_statement == to_statement) return from_column;
  const StatementColumn& column = from.columns[from_column];
  std::vector<std::size_t> like = columns_like(to, column, scope_of(from, column, assumed));
  // Where the other statement prints the group and the parent, a statement of one body is neither.
  const bool dated = std::any_of(like.begin(), like.end(), [&](std::size_t i) {
    return to.columns[i].period_end.has_value();
  });
  if (column.period_end && dated) {
    const auto same_period = by_period(to, column, like);
    return same_period ? same_period : by_year(from, column, to, like);
  }
  return by_order(extraction, from, from_column, to, like);
}

std::optional<std::size_t> opening_column(const extract::Extraction& extraction,
                                          std::size_t from_statement, std::size_t from_column,
                                          std::size_t to_statement, EntityScope assumed) {
  const Statement& from = extraction.statements[from_statement];
  const Statement& to = extraction.statements[to_statement];
  const StatementColumn& column = from.columns[from_column];
  std::optional<rules::Date> start = column.period_start;
  if (!start && column.period_end) {
    start = rules::Date{column.period_end->year(), std::chrono::January, std::chrono::day{1}};
  }
  if (!start || !start->ok()) return std::nullopt;
  const rules::Date eve{std::chrono::sys_days{*start} - std::chrono::days{1}};
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < to.columns.size(); ++i) {
    const StatementColumn& other = to.columns[i];
    if (!is_actual(other)) continue;
    if (!scopes_agree(scope_of(to, other), scope_of(from, column, assumed))) continue;
    if (other.period_end && (*other.period_end == eve || *other.period_end == *start)) {
      found.push_back(i);
    }
  }
  return only(found);
}

std::vector<EntityScope> scopes_to_try(const extract::Extraction& extraction,
                                       std::size_t statement) {
  std::vector<EntityScope> scopes = {EntityScope::kUnstated};
  if (states_scope(extraction.statements[statement])) return scopes;
  if (std::any_of(extraction.statements.begin(), extraction.statements.end(), states_scope)) {
    scopes.push_back(EntityScope::kGroup);
    scopes.push_back(EntityScope::kParent);
  }
  return scopes;
}

}  // namespace siffra::reconcile::internal
