#include "reconcile/internal/repair_trace.h"

#include <algorithm>
#include <map>

#include "reconcile/internal/repair_verdicts.h"

namespace siffra::reconcile::internal {
namespace {

void note_cell(const extract::Extraction& extraction, const Beliefs& beliefs,
               const Component& component, const Solution& solution, std::size_t index,
               RepairTrace& trace) {
  const auto belief = beliefs.find(component.cells[index]);
  if (belief == beliefs.end()) return;
  std::map<std::size_t, double> changed;
  for (const auto& explained : solution.explanations) {
    for (const Departure& departure : explained.departures) {
      if (departure.equation || departure.index != index) continue;
      changed[departure.option] += explained.probability;
    }
  }
  if (changed.empty()) return;
  const auto* cell = extract::find_cell(extraction, component.cells[index]);
  double rest = 1;
  for (const auto& [option, probability] : changed) rest -= probability;
  trace.choices.push_back(
      {component.cells[index], cell->raw, belief->second.as_read, std::max(0.0, rest), true});
  for (const auto& [option, probability] : changed) {
    constexpr double kWorthTelling = 0.001;
    if (option == Departure::kVoid || probability < kWorthTelling) continue;
    const OtherFigure& other = component.others[index][option];
    trace.choices.push_back(
        {component.cells[index], other.text, other.probability, probability, false});
  }
}

}  // namespace

RepairTrace trace_of(const extract::Extraction& extraction, const Beliefs& beliefs,
                     const std::vector<Draft>& drafts, const Component& component,
                     const Solution& solution) {
  RepairTrace trace;
  trace.gave_up = solution.gave_up;
  for (std::size_t i = 0; i < component.checks.size(); ++i) {
    if (!component.failing[i]) continue;
    trace.checks.push_back(drafts[component.checks[i]].check.id);
    const Weighed weighed = weigh_equation(component, solution, i);
    trace.report_wrong = std::max(trace.report_wrong, weighed.report_wrong);
  }
  for (std::size_t i = 0; i < component.cells.size(); ++i)
    note_cell(extraction, beliefs, component, solution, i, trace);
  return trace;
}

}  // namespace siffra::reconcile::internal
