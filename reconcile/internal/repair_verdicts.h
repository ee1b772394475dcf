// What the explanations of connected sums say of each sum that fails, and of each figure.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "reconcile/internal/repair_equations.h"
#include "reconcile/internal/repair_findings.h"
#include "reconcile/internal/repair_solver.h"

namespace siffra::reconcile::internal {

constexpr double kLeastConfidence = 0.5;  // that a failing sum leaves a plainly read figure

extract::StatementCell& cell_at(extract::Extraction& extraction, const extract::CellAddress& cell);

// Whether the report itself is wrong in the sum, by the departures that touch it alone: one finding
// of a table may be an error of the report and the next a misreading.
Weighed weigh_equation(const Component& component, const Solution& solution, std::size_t equation);

// Probability that a cell is not what was read.
double misread(const Component& component, const Solution& solution, std::size_t cell);

// Failing checks that ask for no particular figure (a share, a comparison of sizes): weighed by how
// sure their figures are as told, which then are no surer than that. For checks not yet in
// `weighed`, by index of the draft; what is told as an error keeps to the readings alone.
void weigh_comparisons(extract::Extraction& extraction, const std::vector<Draft>& drafts,
                       const Beliefs& beliefs, std::map<std::size_t, Weighed>& weighed);

}  // namespace siffra::reconcile::internal
