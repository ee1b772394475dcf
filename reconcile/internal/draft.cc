#include "reconcile/internal/draft.h"

#include <algorithm>
#include <utility>

namespace siffra::reconcile::internal {

Draft make_draft(std::string rule, rules::CheckKind kind, rules::Severity severity,
                 std::span<const PlacedFigure> terms) {
  Draft draft;
  draft.check.rule = std::move(rule);
  draft.check.kind = kind;
  draft.check.severity = severity;
  std::vector<WeightedFigure> figures;
  std::size_t nonzero = 0;
  for (const PlacedFigure& term : terms) {
    if (!term.figure.present) continue;
    draft.check.terms.push_back({term.cell, term.weight});
    figures.push_back({term.figure, term.weight});
    if (term.figure.readable && term.figure.value != 0) ++nonzero;
  }
  const Judgement judgement = judge(figures);
  draft.check.verdict = judgement.verdict;
  draft.check.difference = rules::Money(judgement.difference);
  draft.check.doubled_tolerance = rules::Money(judgement.doubled_tolerance);
  draft.check.rounding_improbable = judgement.improbable;
  draft.clears = nonzero >= 2;
  return draft;
}

}  // namespace siffra::reconcile::internal
