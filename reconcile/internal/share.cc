#include "reconcile/internal/share.h"

#include <limits>
#include <utility>

#include "reconcile/internal/magnitude.h"

namespace siffra::reconcile::internal {
namespace {

constexpr Wide kWhole = 10000;  // shares are in hundredths of a percent

}  // namespace

void ShareAmount::add(const PlacedFigure& term, int weight) {
  terms.push_back(term);
  sum += static_cast<Wide>(term.figure.value) * weight;
  doubled_tolerance += term.figure.quantum;
}

Draft share_check(std::string rule, rules::Severity severity, const extract::CellAddress& cell,
                  const Figure& share, const ShareAmount& part, const ShareAmount& whole) {
  Draft draft;
  draft.check.rule = std::move(rule);
  draft.check.kind = rules::CheckKind::kRatio;
  draft.check.severity = severity;
  draft.check.terms.push_back({cell, -1});
  for (const PlacedFigure& term : part.terms) draft.check.terms.push_back({term.cell, 1});
  for (const PlacedFigure& term : whole.terms) draft.check.terms.push_back({term.cell, 1});
  const Wide miss = share.value * whole.sum - kWhole * part.sum;
  const Wide allowed = share.quantum * magnitude(whole.sum) + kWhole * part.doubled_tolerance +
                       magnitude(share.value) * whole.doubled_tolerance;
  const Wide difference = miss / whole.sum;
  if (magnitude(difference) > std::numeric_limits<std::int32_t>::max()) return draft;
  draft.check.difference = rules::Money(static_cast<std::int64_t>(difference));
  draft.check.doubled_tolerance =
      rules::Money(static_cast<std::int64_t>(allowed / magnitude(whole.sum)));
  draft.check.verdict = 2 * magnitude(miss) <= allowed ? Verdict::kRounding : Verdict::kDiscrepancy;
  if (miss == 0) draft.check.verdict = Verdict::kExact;
  // Less than a hundredth of a percent away: what is said of it would be the same figure twice.
  if (miss != 0 && difference == 0) draft.check.verdict = Verdict::kRounding;
  const bool short_of = magnitude(share.value * whole.sum) < magnitude(kWhole * part.sum);
  const Wide cut = allowed + share.quantum * magnitude(whole.sum);
  if (short_of && 2 * magnitude(miss) <= cut) draft.check.severity = rules::Severity::kInfo;
  return draft;
}

}  // namespace siffra::reconcile::internal
