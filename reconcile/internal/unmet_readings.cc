#include "reconcile/internal/unmet_readings.h"

#include <algorithm>
#include <optional>
#include <span>

#include "reconcile/internal/grid.h"
#include "reconcile/internal/verdict.h"

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;
using extract::Extraction;

Figure figure_as(const Extraction& extraction, const CellAddress& address,
                 const std::optional<rules::ReportedAmount>& amount) {
  extract::StatementCell cell = *extract::find_cell(extraction, address);
  cell.amount = amount;
  return figure_of(extraction.statements[address.statement], cell, cell.unit);
}

// The one figure that the check waits for.
std::optional<std::size_t> awaited(const Extraction& extraction, const Check& check,
                                   const Beliefs& beliefs) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < check.terms.size(); ++i) {
    const auto* cell = extract::find_cell(extraction, check.terms[i].cell);
    if (cell == nullptr) return std::nullopt;
    if (cell->amount) continue;
    const auto belief = beliefs.find(check.terms[i].cell);
    if (found || belief == beliefs.end() || belief->second.others.empty()) return std::nullopt;
    found = i;
  }
  return found;
}

Judgement judged_with(const Extraction& extraction, const Check& check, std::size_t waiting,
                      const rules::ReportedAmount& amount) {
  std::vector<WeightedFigure> figures;
  for (std::size_t i = 0; i < check.terms.size(); ++i) {
    const auto* cell = extract::find_cell(extraction, check.terms[i].cell);
    const auto& value = i == waiting ? amount : *cell->amount;
    figures.push_back({figure_as(extraction, check.terms[i].cell, value), check.terms[i].weight});
  }
  return judge(figures);
}

bool is_sum(const Check& check) {
  return check.kind != rules::CheckKind::kRatio && check.kind != rules::CheckKind::kUnitTie &&
         check.rule != "variance.sign" && check.terms.size() >= 2;
}

}  // namespace

void tell_unmet(const Extraction& extraction, const Beliefs& beliefs, std::vector<Draft>& drafts) {
  for (Draft& draft : drafts) {
    Check& check = draft.check;
    if (check.verdict != Verdict::kUnverifiable || !draft.clears || !is_sum(check)) continue;
    const auto waiting = awaited(extraction, check, beliefs);
    if (!waiting) continue;
    const auto& others = beliefs.at(check.terms[*waiting].cell).others;
    const bool none = std::all_of(others.begin(), others.end(), [&](const OtherFigure& other) {
      return judged_with(extraction, check, *waiting, other.amount).verdict ==
             Verdict::kDiscrepancy;
    });
    if (!none) continue;
    const Judgement best = judged_with(extraction, check, *waiting, others.front().amount);
    draft.unmet = true;
    check.verdict = Verdict::kDiscrepancy;
    check.severity = std::min(check.severity, rules::Severity::kWarning);
    check.difference = rules::Money(best.difference);
    check.doubled_tolerance = rules::Money(best.doubled_tolerance);
  }
}

}  // namespace siffra::reconcile::internal
