#include "reconcile/internal/repair_needed.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace siffra::reconcile::internal {
namespace {

constexpr int kMostEdits = 2;
constexpr std::int64_t kMostSlack = 5;  // last places that roundings may hide

// Digits replaced, one digit lost or added; a turned sign counts as one.
int edits_between(std::int64_t read, std::int64_t other) {
  constexpr int kFar = 100;
  if (read == std::numeric_limits<std::int64_t>::min()) return kFar;
  if (other == std::numeric_limits<std::int64_t>::min()) return kFar;
  const int sign = (read < 0) != (other < 0) ? 1 : 0;
  std::string a = std::to_string(read < 0 ? -read : read);
  std::string b = std::to_string(other < 0 ? -other : other);
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() == b.size()) {
    int edits = sign;
    for (std::size_t i = 0; i < a.size(); ++i) edits += a[i] != b[i] ? 1 : 0;
    return edits;
  }
  if (a.size() != b.size() + 1) return kFar;
  const auto differ = std::mismatch(b.begin(), b.end(), a.begin());
  const bool one_lost = std::equal(differ.first, b.end(), differ.second + 1);
  return one_lost ? sign + 1 : kFar;
}

// The printed digits nearest to those read that make the sum agree.
std::optional<std::int64_t> needed_digits(const Problem& problem, const SolverEquation& equation,
                                          const SolverTerm& term, std::int64_t digits) {
  const SolverCell& cell = problem.cells[term.cell];
  if (cell.quantum <= 0 || (term.weight != 1 && term.weight != -1)) return std::nullopt;
  SolverWide sum = 0;
  SolverWide tolerance = 0;
  for (const SolverTerm& other : equation.terms) {
    const SolverCell& part = problem.cells[other.cell];
    if (!part.readable) return std::nullopt;
    sum += static_cast<SolverWide>(part.value) * other.weight;
    tolerance += static_cast<SolverWide>(part.quantum) * std::abs(other.weight);
  }
  const SolverWide change = -sum * term.weight;
  const auto steps = static_cast<std::int64_t>(change / cell.quantum);
  const auto slack = std::min(
      kMostSlack,
      static_cast<std::int64_t>(tolerance / (2 * static_cast<SolverWide>(cell.quantum))) + 1);
  std::optional<std::int64_t> best;
  for (std::int64_t more = -slack; more <= slack; ++more) {
    const std::int64_t wanted = digits + steps + more;
    const SolverWide left = static_cast<SolverWide>(steps + more) * cell.quantum - change;
    if (2 * (left < 0 ? -left : left) > tolerance || wanted == digits) continue;
    if (!best || edits_between(digits, wanted) < edits_between(digits, *best)) best = wanted;
  }
  return best;
}

}  // namespace

std::vector<NeededFigure> needed_figures(const extract::Extraction& extraction,
                                         const Component& component) {
  std::map<std::pair<std::size_t, std::int64_t>, NeededFigure> needed;
  for (std::size_t i = 0; i < component.problem.equations.size(); ++i) {
    if (!component.failing[i]) continue;
    const SolverEquation& equation = component.problem.equations[i];
    for (const SolverTerm& term : equation.terms) {
      const auto* cell = extract::find_cell(extraction, component.cells[term.cell]);
      if (cell->source != extract::Source::kOcr || cell->decided) continue;
      if (!cell->amount || cell->amount->digits == 0) continue;
      const std::int64_t digits = cell->amount->digits;
      const auto wanted = needed_digits(component.problem, equation, term, digits);
      if (!wanted) continue;
      const int edits = edits_between(digits, *wanted);
      if (edits > kMostEdits) continue;
      NeededFigure& figure = needed[{term.cell, *wanted}];
      figure.cell = term.cell;
      figure.amount = *cell->amount;
      figure.amount.digits = *wanted;
      figure.text = rules::print_amount(*wanted, figure.amount);
      figure.amount.raw = figure.text;
      figure.edits = edits;
      ++figure.mended;
    }
  }
  std::vector<NeededFigure> all;
  for (auto& [key, figure] : needed) all.push_back(std::move(figure));
  std::stable_sort(all.begin(), all.end(), [](const NeededFigure& a, const NeededFigure& b) {
    return a.mended != b.mended ? a.mended > b.mended : a.edits < b.edits;
  });
  return all;
}

}  // namespace siffra::reconcile::internal
