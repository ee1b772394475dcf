#include "reconcile/internal/repair_verdicts.h"

#include <algorithm>
#include <map>
#include <utility>

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;
using extract::Extraction;
using extract::StatementCell;

// That a comparison does not hold though all its figures are right: another definition, another
// convention of signs.
constexpr double kNotComparable = 0.003;

bool touches(const Component& component, std::size_t equation, const Departure& departure) {
  if (departure.equation) return departure.index == equation;
  const auto& terms = component.problem.equations[equation].terms;
  return std::any_of(terms.begin(), terms.end(),
                     [&](const SolverTerm& term) { return term.cell == departure.index; });
}

}  // namespace

StatementCell& cell_at(Extraction& extraction, const CellAddress& address) {
  auto& cells = extraction.statements[address.statement].rows[address.row].cells;
  return *std::find_if(cells.begin(), cells.end(),
                       [&](const StatementCell& cell) { return cell.column == address.column; });
}

Weighed weigh_equation(const Component& component, const Solution& solution, std::size_t equation) {
  Weighed verdict;
  verdict.report_wrong = solution.explanations.empty() ? 0.5 : 0;
  std::map<std::pair<std::size_t, std::size_t>, double> readings;
  for (const Explained& explained : solution.explanations) {
    double sound = 1;
    double well_read = 1;
    for (const Departure& departure : explained.departures) {
      if (!touches(component, equation, departure)) continue;
      if (departure.equation) {
        sound *= 1 - component.report_share_of_equation[departure.index];
      } else if (departure.option == Departure::kVoid) {
        const double share = component.report_share_of_cell[departure.index];
        sound *= 1 - share;
        well_read *= share;
      } else {
        well_read = 0;
        readings[{departure.index, departure.option}] += explained.probability;
      }
    }
    verdict.report_wrong += explained.probability * (1 - sound);
    verdict.figures_misread += explained.probability * (1 - well_read);
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

void weigh_comparisons(Extraction& extraction, const std::vector<Draft>& drafts,
                       const Beliefs& beliefs, std::map<std::size_t, Weighed>& weighed) {
  std::map<CellAddress, double> lowered;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Check& check = drafts[i].check;
    const bool compares = check.verdict == Verdict::kDiscrepancy && !adds_up(check) &&
                          check.severity != rules::Severity::kError;
    if (!compares || weighed.count(i) > 0) continue;
    std::map<CellAddress, double> doubts;
    double doubt = 0;
    for (const Term& term : check.terms) {
      const auto* cell = extract::find_cell(extraction, term.cell);
      if (cell == nullptr || beliefs.count(term.cell) == 0) continue;
      if (doubts.emplace(term.cell, 1 - cell->confidence).second) doubt += 1 - cell->confidence;
    }
    if (doubts.empty()) continue;
    const double wrong = kReportWrong * static_cast<double>(check.terms.size());
    const double all = doubt + wrong + kNotComparable;
    weighed[i].report_wrong = wrong / all;
    weighed[i].figures_misread = doubt / all;
    for (const auto& [cell, own] : doubts) {
      double& least = lowered.try_emplace(cell, 1.0).first->second;
      least = std::min(least, std::max(kLeastConfidence, 1 - own / all));
    }
  }
  for (const auto& [address, confidence] : lowered) {
    StatementCell& cell = cell_at(extraction, address);
    cell.confidence = std::min(cell.confidence, confidence);
  }
}

}  // namespace siffra::reconcile::internal
