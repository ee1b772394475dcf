#include "reconcile/internal/rival_sums.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;

constexpr std::size_t kFewestTerms = 3;  // that one row repeats another says nothing of a sum

// The cells that add something.
std::set<CellAddress> cells_of(const extract::Extraction& extraction, const Draft& draft) {
  std::set<CellAddress> cells;
  for (const Term& term : draft.check.terms) {
    const auto* cell = extract::find_cell(extraction, term.cell);
    if (cell == nullptr || !cell->amount || cell->amount->digits != 0) cells.insert(term.cell);
  }
  return cells;
}

bool is_sum(const Draft& draft) {
  return draft.check.kind == rules::CheckKind::kFooting ||
         draft.check.kind == rules::CheckKind::kRollForward;
}

bool is_inferred(const Draft& draft) { return draft.check.rule == "sum.inferred"; }

bool named_and_holds(const Draft& draft) {
  return is_sum(draft) && !is_inferred(draft) && draft.clears &&
         draft.check.terms.size() >= kFewestTerms &&
         (draft.check.verdict == Verdict::kExact || draft.check.verdict == Verdict::kRounding);
}

bool are_rivals(const extract::Extraction& extraction, const Draft& inferred, const Draft& named) {
  const std::set<CellAddress> own = cells_of(extraction, inferred);
  const std::set<CellAddress> other = cells_of(extraction, named);
  if (own == other) return true;
  return inferred.check.terms.front().cell == named.check.terms.front().cell &&
         (std::includes(own.begin(), own.end(), other.begin(), other.end()) ||
          std::includes(other.begin(), other.end(), own.begin(), own.end()));
}

}  // namespace

void soften_rivals(const extract::Extraction& extraction, std::vector<Draft>& drafts) {
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> named;  // by column
  const auto column_of = [&](const Draft& draft) {
    const CellAddress& cell = draft.check.terms.front().cell;
    return std::pair(cell.statement, cell.column);
  };
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (named_and_holds(drafts[i])) named[column_of(drafts[i])].push_back(i);
  }
  for (Draft& draft : drafts) {
    if (!is_inferred(draft) || !is_sum(draft)) continue;
    if (draft.check.verdict != Verdict::kDiscrepancy) continue;
    const auto found = named.find(column_of(draft));
    if (found == named.end()) continue;
    const bool rival = std::any_of(
        found->second.begin(), found->second.end(),
        [&](std::size_t other) { return are_rivals(extraction, draft, drafts[other]); });
    if (rival) draft.check.severity = std::min(draft.check.severity, rules::Severity::kWarning);
  }
}

}  // namespace siffra::reconcile::internal
