#include "reconcile/internal/passed_over.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "reconcile/internal/evidence.h"
#include "reconcile/internal/labels.h"

namespace siffra::reconcile::internal {
namespace {

bool is_total(const std::vector<SumStructure>& structures, std::size_t row) {
  return std::any_of(structures.begin(), structures.end(),
                     [&](const SumStructure& other) { return other.total == row; });
}

// A row that takes part in no sum.
bool is_loose(const Grid& grid, const std::vector<SumStructure>& structures, std::size_t row) {
  const GridRow& own = grid.rows[row];
  if (!own.has_figures || own.of_which || is_total(structures, row)) return false;
  return std::none_of(structures.begin(), structures.end(), [&](const SumStructure& other) {
    return std::any_of(other.terms.begin(), other.terms.end(),
                       [&](const SumTerm& term) { return term.row == row; });
  });
}

// The sum of terms [first, last) of a structure, if figures prove that it is one.
std::optional<SumStructure> proven_sum(const Grid& grid, std::size_t total,
                                       const SumStructure& structure, std::size_t first,
                                       std::size_t last, Shape shape) {
  SumStructure own;
  own.total = total;
  own.shape = shape;
  own.terms.assign(structure.terms.begin() + static_cast<std::ptrdiff_t>(first),
                   structure.terms.begin() + static_cast<std::ptrdiff_t>(last));
  own = weighed(grid, std::move(own));
  if (!is_proven(own) || own.holding < own.failing) return std::nullopt;
  return own;
}

// The parts just above: the longest run of them.
void add_below(const Grid& grid, const SumStructure& structure,
               const std::vector<SumStructure>& structures, std::vector<SumStructure>& found) {
  if (!structure.skips) return;
  for (std::size_t next = 1; next <= structure.terms.size(); ++next) {
    const std::size_t end =
        next < structure.terms.size() ? structure.terms[next].row : structure.total;
    for (std::size_t row = structure.terms[next - 1].row + 1; row < end; ++row) {
      const GridRow& left_out = grid.rows[row];
      if (!left_out.has_figures || left_out.of_which || is_total(structures, row)) continue;
      for (std::size_t count = next; count >= 2; --count) {
        auto own = proven_sum(grid, row, structure, next - count, next, Shape::kBelow);
        if (!own) continue;
        own->passed_over = true;
        found.push_back(std::move(*own));
        break;
      }
    }
  }
}

// The parts just below a loose row, which is known by name: that plain items add up is no wonder.
void add_above(const Grid& grid, const SumStructure& structure,
               const std::vector<SumStructure>& structures, std::vector<SumStructure>& found) {
  constexpr int kEnoughBits = 14;
  for (std::size_t first = 0; first + 2 <= structure.terms.size(); ++first) {
    const std::size_t part = structure.terms[first].row;
    if (part == 0 || !is_loose(grid, structures, part - 1)) continue;
    const GridRow& total = grid.rows[part - 1];
    if (total.concept_id.empty() && !is_labelled_total(total)) continue;
    for (std::size_t last = structure.terms.size(); last >= first + 2; --last) {
      if (first == 0 && last == structure.terms.size()) continue;
      auto own = proven_sum(grid, part - 1, structure, first, last, Shape::kAbove);
      if (!own || own->failing == 0 || own->evidence < kEnoughBits) continue;
      own->natural = true;
      own->passed_over = true;
      found.push_back(std::move(*own));
      break;
    }
  }
}

}  // namespace

SumStructure weighed(const Grid& grid, SumStructure structure) {
  std::vector<ColumnSum> sums(grid.columns);
  for (const SumTerm& term : structure.terms) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      sums[column].add(grid.rows[term.row].figures[column], term.weight);
    }
  }
  structure.holding = structure.failing = structure.evidence = 0;
  for (std::size_t column = 0; column < grid.columns; ++column) {
    const ColumnEvidence evidence =
        evidence_of(sums[column], grid.rows[structure.total].figures[column]);
    structure.holding += evidence.holds ? 1 : 0;
    structure.failing += evidence.fails ? 1 : 0;
    if (evidence.holds) structure.evidence += evidence.bits;
  }
  return structure;
}

std::vector<SumStructure> passed_over(const Grid& grid,
                                      const std::vector<SumStructure>& structures) {
  std::vector<SumStructure> found;
  for (const SumStructure& structure : structures) {
    if (structure.shape != Shape::kBelow || !is_proven(structure)) continue;
    add_below(grid, structure, structures, found);
    add_above(grid, structure, structures, found);
  }
  return found;
}

std::vector<SumStructure> remainders(const Grid& grid,
                                     const std::vector<SumStructure>& structures) {
  std::vector<SumStructure> found;
  for (std::size_t row = 2; row < grid.rows.size(); ++row) {
    if (!grid.rows[row - 1].of_which || !is_loose(grid, structures, row)) continue;
    std::size_t whole = row - 1;
    while (whole > 0 && grid.rows[whole].of_which) --whole;
    if (grid.rows[whole].of_which || !grid.rows[whole].has_figures) continue;
    SumStructure best;
    for (const int weight : {1, -1}) {
      SumStructure parts;
      parts.total = whole;
      parts.shape = Shape::kAbove;
      parts.natural = parts.passed_over = true;
      for (std::size_t part = whole + 1; part < row; ++part) {
        if (grid.rows[part].has_figures) parts.terms.push_back({part, weight});
      }
      if (parts.terms.empty()) continue;
      parts.terms.push_back({row, 1});
      parts = weighed(grid, std::move(parts));
      if (parts.evidence > best.evidence) best = std::move(parts);
    }
    constexpr int kEnoughBits = 14;
    if (best.evidence >= kEnoughBits && best.holding >= best.failing)
      found.push_back(std::move(best));
  }
  return found;
}

}  // namespace siffra::reconcile::internal
