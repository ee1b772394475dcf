// The closed sets of terms that every folder speaks in: kinds of statements, rows, columns and
// checks. Names in text (`income_statement`) are those of the report file `siffra.report/1`.
#pragma once

#include <optional>
#include <string_view>

namespace siffra::rules {

enum class StatementKind {
  kIncomeStatement,
  kBalanceSheet,
  kCashFlowStatement,
  kOperatingAccount,
  kNote,
  kOverview,
  kBudgetFollowUp,
  kInvestmentAccount,
  kEquityChanges,
  kBalancedResult,
  kOther,
};
enum class ColumnRole {
  kActual,
  kBudget,
  kForecast,
  kVariance,
  kOpening,
  kChange,
  kPercent,
  kText
};
enum class RowKind { kItem, kSum, kHeading, kOfWhich };
enum class EntityScope { kUnstated, kGroup, kParent };
enum class CheckKind {
  kFooting,
  kCrossFooting,
  kBalance,
  kNoteTie,
  kStatementTie,
  kUnitTie,
  kVariance,
  kRollForward,
  kRatio,
  kPeriodTie,
};
enum class Severity { kInfo, kWarning, kError };

std::string_view name_of(StatementKind kind);
std::string_view name_of(ColumnRole role);
std::string_view name_of(RowKind kind);
std::string_view name_of(CheckKind kind);
std::string_view name_of(Severity severity);
std::optional<StatementKind> statement_kind_from(std::string_view name);
std::optional<ColumnRole> column_role_from(std::string_view name);
std::optional<CheckKind> check_kind_from(std::string_view name);
std::optional<Severity> severity_from(std::string_view name);
std::optional<RowKind> row_kind_from(std::string_view name);

}  // namespace siffra::rules
