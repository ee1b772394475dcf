// The checks of a report as problems for the solver: failing checks that share cells, with the
// holding ones over the cells that may change.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/repair_candidates.h"
#include "reconcile/internal/repair_solver.h"

namespace siffra::reconcile::internal {

struct Component {
  Problem problem;
  std::vector<extract::CellAddress> cells;       // by cell of the problem
  std::vector<std::vector<OtherFigure>> others;  // by cell of the problem and by its option
  std::vector<std::size_t> checks;               // by equation of the problem: index of its draft
  std::vector<bool> failing;                     // by equation
  std::vector<double> report_share_of_cell;      // of a void cell: that the report is wrong, not
                                                 // the reading
  std::vector<double> report_share_of_equation;
};

// Every failing check over a recognised figure is in exactly one component.
std::vector<Component> components_of(const extract::Extraction& extraction,
                                     const std::vector<Draft>& drafts, const Beliefs& beliefs,
                                     const std::map<int, double>& doubt);

}  // namespace siffra::reconcile::internal
