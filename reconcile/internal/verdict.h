// Whether one equation holds on the printed figures, in integers.
//
// With quanta u the printed intervals allow a difference d when 2·|d| ≤ Σ|w|·u. Independent
// roundings seldom all pull one way: beyond three standard deviations, 4·d² > 3·Σ(w·u)², a
// difference inside the bound is doubtful.
#pragma once

#include <span>

#include "reconcile/check.h"
#include "reconcile/internal/grid.h"

namespace siffra::reconcile::internal {

struct WeightedFigure {
  Figure figure;
  int weight = 1;
};

struct Judgement {
  Verdict verdict = Verdict::kUnverifiable;
  std::int64_t difference = 0;  // −Σ weight·value: with weight −1 on the printed total, the
                                // printed total minus what it should be
  std::int64_t doubled_tolerance = 0;  // Σ|weight|·quantum
  bool improbable = false;
};

// Absent figures count as nothing printed (zero, without a quantum); an unreadable one, or a
// difference that does not fit 64 bits, makes the equation unverifiable.
Judgement judge(std::span<const WeightedFigure> terms);

}  // namespace siffra::reconcile::internal
