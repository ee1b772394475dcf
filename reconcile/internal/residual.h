// What a difference tells about its cause (a row left out, a lost sign, swapped digits).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "reconcile/finding.h"
#include "reconcile/internal/draft.h"

namespace siffra::reconcile::internal {

// One cause that makes the equation hold: cell `term` should have been `value` (öre).
struct Explanation {
  HypothesisKind kind = HypothesisKind::kDigit;
  std::size_t term = 0;    // index into the terms given
  std::int64_t value = 0;  // what it would have been
  int strength = 0;        // higher explains better
};

// All simple explanations of the equation's failure, strongest first. `terms` are those of a check,
// printed total first.
std::vector<Explanation> explain_residual(std::span<const PlacedFigure> terms,
                                          std::int64_t difference);

}  // namespace siffra::reconcile::internal
