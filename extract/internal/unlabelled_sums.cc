#include "extract/internal/unlabelled_sums.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace siffra::extract::internal {
namespace {

using rules::RowKind;
using rules::StatementKind;

bool is_unlabelled_sum(const StatementRow& row) {
  return row.kind == RowKind::kSum && row.label.empty() && row.concept_id.empty();
}

// The heading of the group that the sum at `sum` closes; nullopt where another sum stands between
// them, or nothing does: then the figures are the heading's own, or a greater sum.
std::optional<std::size_t> heading_of(const std::vector<StatementRow>& rows, std::size_t sum) {
  for (std::size_t i = sum; i-- > 0;) {
    const RowKind kind = rows[i].kind;
    if (kind == RowKind::kHeading) return i + 1 < sum ? std::optional(i) : std::nullopt;
    if (kind != RowKind::kItem && kind != RowKind::kOfWhich) return std::nullopt;
  }
  return std::nullopt;
}

std::string concept_of_sum(const std::string& heading, StatementKind kind,
                           const rules::RuleBook& book) {
  const auto match = book.concept_for("Summa " + heading, kind);
  return match && match->concept_found != nullptr ? match->concept_found->id : std::string();
}

}  // namespace

void know_unlabelled_sums(Statement& statement, const rules::RuleBook& book) {
  if (statement.kind != StatementKind::kIncomeStatement &&
      statement.kind != StatementKind::kBalanceSheet &&
      statement.kind != StatementKind::kCashFlowStatement) {
    return;
  }
  for (std::size_t i = 0; i < statement.rows.size(); ++i) {
    if (!is_unlabelled_sum(statement.rows[i])) continue;
    const auto heading = heading_of(statement.rows, i);
    if (!heading) continue;
    const std::string found = concept_of_sum(statement.rows[*heading].label, statement.kind, book);
    const bool taken = std::any_of(
        statement.rows.begin(), statement.rows.end(),
        [&](const StatementRow& row) { return !row.cells.empty() && row.concept_id == found; });
    if (!found.empty() && !taken) statement.rows[i].concept_id = found;
  }
}

}  // namespace siffra::extract::internal
