// The checks of a report as problems for the solver: failing checks that share cells, with the
// holding ones over the cells that may change.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/repair_candidates.h"
#include "reconcile/internal/repair_solver.h"

namespace siffra::reconcile::internal {

// Of all that a figure may be instead, how much would make up for just one difference. A reading
// foretells the difference; that something is wrong somewhere does not.
constexpr double kJustThis = 0.1;

// Real reports: one sum in four hundred is wrong, of some four figures each (docs/repair.md).
constexpr double kReportWrong = 1.0 / 1500;

// Sums of figures, and variances also of the wrong sign; a share or a comparison of sizes asks for
// no particular figure.
bool adds_up(const Check& check);

// What a cell would have to be, a misreading away from what was read, for failing checks to agree.
struct NeededFigure {
  std::size_t cell = 0;  // of the component
  std::string text;
  rules::ReportedAmount amount;
  int edits = 0;      // digits and signs that differ
  int mended = 0;     // failing checks that it makes agree
  bool alone = true;  // else where another figure is another of its values, too
};

struct Component {
  Problem problem;
  std::vector<extract::CellAddress> cells;       // by cell of the problem
  std::vector<std::vector<OtherFigure>> others;  // by cell of the problem and by its option
  std::vector<std::size_t> checks;               // by equation of the problem: index of its draft
  std::vector<bool> failing;                     // by equation
  std::vector<double> report_share_of_cell;      // of a void cell: that the report is wrong, not
                                                 // the reading
  std::vector<double> report_share_of_equation;
  std::vector<NeededFigure> needed;  // those that mend most first
};

// Whether print that was not read stands in an area of a page; nullopt where nobody can say.
using Unread = std::function<std::optional<bool>(int page, const extract::Box& area)>;

// Every failing check over a recognised figure is in exactly one component.
std::vector<Component> components_of(const extract::Extraction& extraction,
                                     const std::vector<Draft>& drafts, const Beliefs& beliefs,
                                     const std::map<int, double>& doubt, const Unread& unread);

}  // namespace siffra::reconcile::internal
