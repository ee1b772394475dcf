#include "rules/terms.h"

#include <array>
#include <cstddef>
#include <utility>

namespace siffra::rules {
namespace {

template <typename Term, std::size_t N>
using Names = std::array<std::pair<Term, std::string_view>, N>;

constexpr Names<StatementKind, 11> kStatementKinds = {{
    {StatementKind::kIncomeStatement, "income_statement"},
    {StatementKind::kBalanceSheet, "balance_sheet"},
    {StatementKind::kCashFlowStatement, "cash_flow_statement"},
    {StatementKind::kOperatingAccount, "operating_account"},
    {StatementKind::kNote, "note"},
    {StatementKind::kOverview, "overview"},
    {StatementKind::kBudgetFollowUp, "budget_follow_up"},
    {StatementKind::kInvestmentAccount, "investment_account"},
    {StatementKind::kEquityChanges, "equity_changes"},
    {StatementKind::kBalancedResult, "balanced_result"},
    {StatementKind::kOther, "other"},
}};

constexpr Names<ColumnRole, 8> kColumnRoles = {{
    {ColumnRole::kActual, "actual"},
    {ColumnRole::kBudget, "budget"},
    {ColumnRole::kForecast, "forecast"},
    {ColumnRole::kVariance, "variance"},
    {ColumnRole::kOpening, "opening"},
    {ColumnRole::kChange, "change"},
    {ColumnRole::kPercent, "percent"},
    {ColumnRole::kText, "text"},
}};

constexpr Names<RowKind, 4> kRowKinds = {{
    {RowKind::kItem, "item"},
    {RowKind::kSum, "sum"},
    {RowKind::kHeading, "heading"},
    {RowKind::kOfWhich, "of_which"},
}};

constexpr Names<CheckKind, 10> kCheckKinds = {{
    {CheckKind::kFooting, "footing"},
    {CheckKind::kCrossFooting, "cross_footing"},
    {CheckKind::kBalance, "balance"},
    {CheckKind::kNoteTie, "note_tie"},
    {CheckKind::kStatementTie, "statement_tie"},
    {CheckKind::kUnitTie, "unit_tie"},
    {CheckKind::kVariance, "variance"},
    {CheckKind::kRollForward, "roll_forward"},
    {CheckKind::kRatio, "ratio"},
    {CheckKind::kPeriodTie, "period_tie"},
}};

constexpr Names<Severity, 3> kSeverities = {{
    {Severity::kInfo, "info"},
    {Severity::kWarning, "warning"},
    {Severity::kError, "error"},
}};

template <typename Term, std::size_t N>
std::string_view name_in(const Names<Term, N>& names, Term term) {
  for (const auto& [value, name] : names) {
    if (value == term) return name;
  }
  return {};
}

template <typename Term, std::size_t N>
std::optional<Term> term_in(const Names<Term, N>& names, std::string_view text) {
  for (const auto& [value, name] : names) {
    if (name == text) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(StatementKind kind) { return name_in(kStatementKinds, kind); }
std::string_view name_of(ColumnRole role) { return name_in(kColumnRoles, role); }
std::string_view name_of(RowKind kind) { return name_in(kRowKinds, kind); }
std::string_view name_of(CheckKind kind) { return name_in(kCheckKinds, kind); }
std::string_view name_of(Severity severity) { return name_in(kSeverities, severity); }

std::optional<StatementKind> statement_kind_from(std::string_view name) {
  return term_in(kStatementKinds, name);
}
std::optional<ColumnRole> column_role_from(std::string_view name) {
  return term_in(kColumnRoles, name);
}
std::optional<CheckKind> check_kind_from(std::string_view name) {
  return term_in(kCheckKinds, name);
}
std::optional<Severity> severity_from(std::string_view name) { return term_in(kSeverities, name); }
std::optional<RowKind> row_kind_from(std::string_view name) { return term_in(kRowKinds, name); }

}  // namespace siffra::rules
