// What the explanations of connected sums say of each sum that fails, and of each figure.
#pragma once

#include <cstddef>

#include "reconcile/internal/repair_equations.h"
#include "reconcile/internal/repair_findings.h"
#include "reconcile/internal/repair_solver.h"

namespace siffra::reconcile::internal {

// Whether the report itself is wrong in the sum, by the departures that touch it alone: one finding
// of a table may be an error of the report and the next a misreading.
Weighed weigh_equation(const Component& component, const Solution& solution, std::size_t equation);

// Probability that a cell is not what was read.
double misread(const Component& component, const Solution& solution, std::size_t cell);

}  // namespace siffra::reconcile::internal
