// A check before it is numbered, with what is known about how much it proves.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "reconcile/check.h"
#include "reconcile/internal/grid.h"
#include "reconcile/internal/verdict.h"

namespace siffra::reconcile::internal {

struct Draft {
  Check check;
  // Whether its holding clears the cells in it: the equation is known to be the right one and adds
  // something other than zeros.
  bool clears = false;
  // Fails in every column alike, though another total bears this one out: a row seems to be gone.
  // All columns of the structure make one finding.
  bool row_gone = false;
  // Waits for a figure that could not be read, and agrees with nothing that it may be.
  bool unmet = false;
  // Figures that stand among the parts of a failing sum and are none of them: one may be meant.
  std::vector<extract::CellAddress> left_out;
};

// One printed figure with its place.
struct PlacedFigure {
  extract::CellAddress cell;
  Figure figure;
  int weight = 1;
};

// Judges the terms, printed total first (weight −1), and fills verdict, difference and tolerance.
// Terms that are not printed are left out.
Draft make_draft(std::string rule, rules::CheckKind kind, rules::Severity severity,
                 std::span<const PlacedFigure> terms);

}  // namespace siffra::reconcile::internal
