#include "reconcile/internal/history_facts.h"

#include <chrono>

#include "reconcile/internal/history_equity.h"

namespace siffra::reconcile::internal {
namespace {

using rules::Date;
using rules::StatementKind;

bool is_traced(StatementKind kind) {
  switch (kind) {
    case StatementKind::kIncomeStatement:
    case StatementKind::kBalanceSheet:
    case StatementKind::kCashFlowStatement:
    case StatementKind::kOperatingAccount:
    case StatementKind::kOverview:
    case StatementKind::kEquityChanges:
      return true;
    default:
      return false;
  }
}

bool is_balance(const rules::Concept& known, StatementKind kind) {
  if (kind == StatementKind::kBalanceSheet) return true;
  return known.nature == rules::Nature::kAsset || known.nature == rules::Nature::kCredit;
}

// A column whose figures are what was, rather than what was planned or how much they differ.
bool is_traced(const extract::StatementColumn& column) {
  return (column.role == rules::ColumnRole::kActual ||
          column.role == rules::ColumnRole::kOpening) &&
         column.period_end.has_value();
}

rules::EntityScope scope_of(const extract::Statement& statement,
                            const extract::StatementColumn& column) {
  return column.scope == rules::EntityScope::kUnstated ? statement.scope : column.scope;
}

// Equity and the year's result may be negative: the liabilities they stand among tell how the side
// is printed, and the total before all.
enum class CreditSide { kUnknown, kPlain, kTurned };

CreditSide credit_side_of(const std::vector<Fact>& facts) {
  bool some_plain = false, some_turned = false;
  for (const Fact& fact : facts) {
    const std::int64_t ore = fact.figure.value.ore();
    if (fact.kind != StatementKind::kBalanceSheet || fact.nature != rules::Nature::kCredit ||
        ore == 0) {
      continue;
    }
    if (fact.concept_id == "balance.equity_and_liabilities") {
      return ore > 0 ? CreditSide::kPlain : CreditSide::kTurned;
    }
    if (fact.concept_id.find("liabilities") == std::string::npos) continue;
    some_plain = some_plain || ore > 0;
    some_turned = some_turned || ore < 0;
  }
  if (some_plain == some_turned) return CreditSide::kUnknown;
  return some_plain ? CreditSide::kPlain : CreditSide::kTurned;
}

void tell_signs(std::vector<Fact>& facts) {
  const CreditSide side = credit_side_of(facts);
  for (Fact& fact : facts) {
    if (fact.nature != rules::Nature::kCredit) continue;
    const bool balance = fact.kind == StatementKind::kBalanceSheet;
    const bool changes = fact.kind == StatementKind::kEquityChanges && is_equity(fact.concept_id);
    // How changes in equity are printed beside a turned balance sheet nobody knows.
    fact.sign_known = (side == CreditSide::kPlain && (balance || changes)) ||
                      (side == CreditSide::kTurned && balance);
    fact.turned = side == CreditSide::kTurned && balance;
  }
}

}  // namespace

Date day_before(Date date) { return std::chrono::sys_days(date) - std::chrono::days(1); }

Date a_year_before(Date date) {
  const Date same = date - std::chrono::years(1);
  return same.ok() ? same : Date(same.year() / same.month() / std::chrono::last);
}

std::vector<Fact> facts_of(const HistoryReport& source, std::size_t index,
                           const rules::RuleBook& book) {
  std::vector<Fact> facts;
  const auto& extraction = source.report.extraction;
  for (std::size_t s = 0; s < extraction.statements.size(); ++s) {
    const auto& statement = extraction.statements[s];
    if (!is_traced(statement.kind) || statement.set != 0) continue;
    for (std::size_t r = 0; r < statement.rows.size(); ++r) {
      const auto& row = statement.rows[r];
      const auto* known = row.concept_id.empty() ? nullptr : book.find_concept(row.concept_id);
      if (known == nullptr || row.kind == rules::RowKind::kHeading) continue;
      for (const auto& cell : row.cells) {
        if (cell.column >= statement.columns.size() || !cell.amount) continue;
        const auto& column = statement.columns[cell.column];
        if (!is_traced(column) || cell.unit != rules::Unit::kMoney) continue;
        const auto scale = column.scale ? column.scale : statement.scale;
        const auto value = cell.amount->money(scale.value_or(1));
        const auto quantum = cell.amount->quantum(scale.value_or(1));
        if (!value || !quantum) continue;
        // Statements are audited as if in kronor where they name no unit; overviews seldom are.
        if (!scale && statement.kind == StatementKind::kOverview) continue;
        Fact fact;
        fact.concept_id = row.concept_id;
        fact.nature = known->nature;
        fact.kind = statement.kind;
        fact.scope = scope_of(statement, column);
        fact.item = row.kind == rules::RowKind::kItem && known->row_kind == rules::RowKind::kItem;
        fact.scale_stated = scale.has_value() || cell.amount->stated_scale != 0;
        fact.opening = column.role == rules::ColumnRole::kOpening;
        fact.end = *column.period_end;
        if (!is_balance(*known, statement.kind)) fact.start = column.period_start;
        if (fact.opening && unsigned{fact.end.day()} == 1) fact.end = day_before(fact.end);
        fact.own = !column.prior && !fact.opening &&
                   (!extraction.period_end || *extraction.period_end == *column.period_end);
        const extract::CellAddress address{s, r, cell.column};
        const auto coverage = source.report.audit.coverage.find(address);
        fact.sound = coverage != source.report.audit.coverage.end() &&
                     coverage->second.holding > 0 && coverage->second.failing == 0;
        fact.failing =
            coverage != source.report.audit.coverage.end() && coverage->second.failing > 0;
        fact.ocr = cell.source == extract::Source::kOcr;
        fact.label = row.label;
        fact.figure = {index, address, cell.page, *value, *quantum};
        if (is_equity(row.concept_id) && fact.own) {
          fact.start = extraction.period_start;
        }
        facts.push_back(std::move(fact));
      }
    }
  }
  add_equity_facts(source, index, book, facts);
  tell_signs(facts);
  return facts;
}

}  // namespace siffra::reconcile::internal
