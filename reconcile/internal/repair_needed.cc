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

// One cell of a sum as another of its values.
struct Otherwise {
  std::size_t cell = 0;
  const SolverOption* option = nullptr;  // none: all as read
};

// The printed digits nearest to those read that make the sum agree.
std::optional<std::int64_t> needed_digits(const Problem& problem, const SolverEquation& equation,
                                          const SolverTerm& term, std::int64_t digits,
                                          const Otherwise& otherwise) {
  const SolverCell& cell = problem.cells[term.cell];
  if (cell.quantum <= 0 || (term.weight != 1 && term.weight != -1)) return std::nullopt;
  SolverWide sum = 0;
  SolverWide tolerance = 0;
  for (const SolverTerm& other : equation.terms) {
    const SolverCell& part = problem.cells[other.cell];
    const bool changed = otherwise.option != nullptr && otherwise.cell == other.cell;
    if (!changed && !part.readable) return std::nullopt;
    const std::int64_t value = changed ? otherwise.option->value : part.value;
    const std::int64_t quantum = changed ? otherwise.option->quantum : part.quantum;
    sum += static_cast<SolverWide>(value) * other.weight;
    tolerance += static_cast<SolverWide>(quantum) * std::abs(other.weight);
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

class Needs {
 public:
  Needs(const extract::Extraction& extraction, const Component& component)
      : extraction_(extraction), component_(component) {}

  // One misreading explains the sum.
  void add_alone(const SolverEquation& equation) {
    for (const SolverTerm& term : equation.terms) add(equation, term, {}, kMostEdits);
  }

  // Beside another figure that likely is another of its values, where the picture has been asked
  // of that one or the recogniser doubts it. Only one digit more: two of them agree by chance.
  void add_beside_another(const SolverEquation& equation) {
    constexpr double kLikely = 2.5;  // cost
    for (const SolverTerm& doubted : equation.terms) {
      for (const SolverOption& option : component_.problem.cells[doubted.cell].options) {
        if (option.cost > kLikely) continue;
        for (const SolverTerm& term : equation.terms) {
          if (term.cell != doubted.cell) add(equation, term, {doubted.cell, &option}, 1);
        }
      }
    }
  }

  [[nodiscard]] bool has_slip() const {
    return std::any_of(needed_.begin(), needed_.end(),
                       [](const auto& known) { return known.second.edits == 1; });
  }

  std::vector<NeededFigure> all() && {
    std::vector<NeededFigure> all;
    for (auto& [key, figure] : needed_) all.push_back(std::move(figure));
    std::stable_sort(all.begin(), all.end(), [](const NeededFigure& a, const NeededFigure& b) {
      if (a.alone != b.alone) return a.alone;
      return a.mended != b.mended ? a.mended > b.mended : a.edits < b.edits;
    });
    return all;
  }

 private:
  void add(const SolverEquation& equation, const SolverTerm& term, const Otherwise& otherwise,
           int most_edits) {
    const auto* cell = extract::find_cell(extraction_, component_.cells[term.cell]);
    if (cell->source != extract::Source::kOcr || cell->decided) return;
    if (!cell->amount || cell->amount->digits == 0) return;
    const std::int64_t digits = cell->amount->digits;
    const auto wanted = needed_digits(component_.problem, equation, term, digits, otherwise);
    if (!wanted) return;
    const int edits = edits_between(digits, *wanted);
    if (edits > most_edits) return;
    const bool alone = otherwise.option == nullptr;
    const auto [place, fresh] = needed_.try_emplace({term.cell, *wanted});
    NeededFigure& figure = place->second;
    if (!fresh && figure.alone && !alone) return;
    figure.cell = term.cell;
    figure.amount = *cell->amount;
    figure.amount.digits = *wanted;
    figure.text = rules::print_amount(*wanted, figure.amount);
    figure.amount.raw = figure.text;
    figure.edits = edits;
    figure.alone = alone;
    ++figure.mended;
  }

  const extract::Extraction& extraction_;
  const Component& component_;
  std::map<std::pair<std::size_t, std::int64_t>, NeededFigure> needed_;
};

}  // namespace

std::vector<NeededFigure> needed_figures(const extract::Extraction& extraction,
                                         const Component& component) {
  Needs needs(extraction, component);
  for (std::size_t i = 0; i < component.problem.equations.size(); ++i) {
    if (component.failing[i]) needs.add_alone(component.problem.equations[i]);
  }
  // Questions are few: two misreadings are asked for only where one slip does not do.
  if (needs.has_slip()) return std::move(needs).all();
  for (std::size_t i = 0; i < component.problem.equations.size(); ++i) {
    if (component.failing[i]) needs.add_beside_another(component.problem.equations[i]);
  }
  return std::move(needs).all();
}

}  // namespace siffra::reconcile::internal
