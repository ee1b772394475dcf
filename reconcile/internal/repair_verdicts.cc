#include "reconcile/internal/repair_verdicts.h"

#include <algorithm>
#include <map>
#include <utility>

namespace siffra::reconcile::internal {
namespace {

bool touches(const Component& component, std::size_t equation, const Departure& departure) {
  if (departure.equation) return departure.index == equation;
  const auto& terms = component.problem.equations[equation].terms;
  return std::any_of(terms.begin(), terms.end(),
                     [&](const SolverTerm& term) { return term.cell == departure.index; });
}

}  // namespace

Weighed weigh_equation(const Component& component, const Solution& solution, std::size_t equation) {
  Weighed verdict;
  verdict.report_wrong = solution.explanations.empty() ? 0.5 : 0;
  std::map<std::pair<std::size_t, std::size_t>, double> readings;
  for (const Explained& explained : solution.explanations) {
    double sound = 1;
    for (const Departure& departure : explained.departures) {
      if (!touches(component, equation, departure)) continue;
      if (departure.equation) {
        sound *= 1 - component.report_share_of_equation[departure.index];
      } else if (departure.option == Departure::kVoid) {
        sound *= 1 - component.report_share_of_cell[departure.index];
      } else {
        readings[{departure.index, departure.option}] += explained.probability;
      }
    }
    verdict.report_wrong += explained.probability * (1 - sound);
  }
  for (const auto& [choice, probability] : readings) {
    constexpr double kWorthTelling = 0.1;
    if (probability < kWorthTelling || probability <= verdict.probability) continue;
    verdict.misread = true;
    verdict.cell = component.cells[choice.first];
    verdict.value = component.others[choice.first][choice.second].amount.decimal_text();
    verdict.probability = probability;
  }
  return verdict;
}

double misread(const Component& component, const Solution& solution, std::size_t cell) {
  double probability = 0;
  for (const Explained& explained : solution.explanations) {
    for (const Departure& departure : explained.departures) {
      if (departure.equation || departure.index != cell) continue;
      const bool is_void = departure.option == Departure::kVoid;
      probability +=
          explained.probability * (is_void ? 1 - component.report_share_of_cell[cell] : 1);
    }
  }
  return probability;
}

}  // namespace siffra::reconcile::internal
