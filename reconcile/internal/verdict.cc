#include "reconcile/internal/verdict.h"

#include <limits>

namespace siffra::reconcile::internal {
namespace {

bool fits(Wide value) {
  return value <= std::numeric_limits<std::int64_t>::max() &&
         value >= -static_cast<Wide>(std::numeric_limits<std::int64_t>::max());
}

}  // namespace

Judgement judge(std::span<const WeightedFigure> terms) {
  Judgement judgement;
  Wide sum = 0;
  Wide tolerance = 0;
  Wide variance = 0;
  for (const WeightedFigure& term : terms) {
    if (!term.figure.present) continue;
    if (!term.figure.readable) return judgement;
    const Wide weighted_quantum = static_cast<Wide>(term.figure.quantum) * term.weight;
    sum += static_cast<Wide>(term.figure.value) * term.weight;
    tolerance += weighted_quantum < 0 ? -weighted_quantum : weighted_quantum;
    variance += weighted_quantum * weighted_quantum;
  }
  if (!fits(sum) || !fits(tolerance)) return judgement;
  judgement.difference = static_cast<std::int64_t>(-sum);
  judgement.doubled_tolerance = static_cast<std::int64_t>(tolerance);
  const Wide magnitude = sum < 0 ? -sum : sum;
  if (magnitude == 0) {
    judgement.verdict = Verdict::kExact;
  } else if (2 * magnitude <= tolerance) {
    judgement.verdict = Verdict::kRounding;
    judgement.improbable = 4 * magnitude * magnitude > 3 * variance;
  } else {
    judgement.verdict = Verdict::kDiscrepancy;
  }
  return judgement;
}

}  // namespace siffra::reconcile::internal
