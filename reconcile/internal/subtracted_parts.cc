#include "reconcile/internal/subtracted_parts.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>

#include "reconcile/internal/grid.h"

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;
using extract::Extraction;

constexpr std::size_t kMostLost = 2;  // in one column: more would fit too much
constexpr std::size_t kMostTerms = 24;

// A sum of one column of one table, its total first.
struct ColumnSum {
  std::vector<CellAddress> cells;
  std::vector<Wide> values;
  std::vector<bool> may_lack;  // recognised, and read without a minus
  Wide doubled_tolerance = 0;
  int minuses = 0;  // that were read
};

std::optional<ColumnSum> column_sum(const Extraction& extraction, const Beliefs& beliefs,
                                    const Check& check) {
  if (check.terms.size() < 3 || check.terms.size() > kMostTerms) return std::nullopt;
  const CellAddress& total = check.terms.front().cell;
  ColumnSum sum;
  sum.doubled_tolerance = check.doubled_tolerance.ore();
  for (const Term& term : check.terms) {
    const extract::StatementCell* cell = extract::find_cell(extraction, term.cell);
    if (cell == nullptr || term.cell.statement != total.statement ||
        term.cell.column != total.column) {
      return std::nullopt;
    }
    const Figure figure = figure_of(extraction.statements[total.statement], *cell, cell->unit);
    if (!figure.readable) return std::nullopt;
    sum.cells.push_back(term.cell);
    sum.values.push_back(figure.value);
    sum.may_lack.push_back(figure.value > 0 && beliefs.count(term.cell) > 0);
    sum.minuses += figure.value < 0 ? 1 : 0;
  }
  return sum;
}

// The rows of the fewest figures that, given a minus, make the parts add up to the total.
std::optional<std::set<std::size_t>> lost_minuses(const ColumnSum& sum) {
  Wide difference = -sum.values.front();
  for (std::size_t i = 1; i < sum.values.size(); ++i) difference += sum.values[i];
  const auto agrees = [&](Wide left) {
    return 2 * (left < 0 ? -left : left) <= sum.doubled_tolerance;
  };
  const auto turned = [&](Wide left, std::size_t i) {
    return left + (i == 0 ? 2 : -2) * sum.values[i];
  };
  if (agrees(difference)) return std::set<std::size_t>{};
  static_assert(kMostLost == 2);
  for (std::size_t i = 0; i < sum.values.size(); ++i) {
    if (sum.may_lack[i] && agrees(turned(difference, i))) return {{sum.cells[i].row}};
  }
  for (std::size_t i = 0; i < sum.values.size(); ++i) {
    for (std::size_t j = i + 1; sum.may_lack[i] && j < sum.values.size(); ++j) {
      if (sum.may_lack[j] && agrees(turned(turned(difference, i), j)))
        return {{sum.cells[i].row, sum.cells[j].row}};
    }
  }
  return std::nullopt;
}

bool same_rows(const Check& a, const Check& b) {
  const auto same = [](const Term& one, const Term& other) {
    return one.cell.statement == other.cell.statement && one.cell.row == other.cell.row &&
           one.weight == other.weight;
  };
  return std::equal(a.terms.begin(), a.terms.end(), b.terms.begin(), b.terms.end(), same);
}

// Whether each row that lost its minus shows it in the other column, or lost it there, too.
bool rows_agree(const std::set<std::size_t>& lost, const std::set<std::size_t>& lost_there,
                const ColumnSum& there) {
  return std::all_of(lost.begin(), lost.end(), [&](std::size_t row) {
    if (lost_there.count(row) > 0) return true;
    for (std::size_t i = 0; i < there.cells.size(); ++i) {
      if (there.cells[i].row == row) return there.values[i] < 0;
    }
    return false;
  });
}

}  // namespace

bool subtracts_for_lost_minuses(const Extraction& extraction, const std::vector<Draft>& drafts,
                                const Beliefs& beliefs, const Check& check) {
  const bool subtracts = std::any_of(check.terms.begin() + 1, check.terms.end(),
                                     [](const Term& term) { return term.weight < 0; });
  if (check.terms.front().weight >= 0 || !subtracts) return false;
  const auto here = column_sum(extraction, beliefs, check);
  if (!here) return false;
  const auto lost = lost_minuses(*here);
  if (!lost || lost->empty()) return false;
  return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& draft) {
    const bool holds =
        draft.check.verdict == Verdict::kExact || draft.check.verdict == Verdict::kRounding;
    if (!holds || !same_rows(draft.check, check)) return false;
    const auto there = column_sum(extraction, beliefs, draft.check);
    if (!there) return false;
    const auto lost_there = lost_minuses(*there);
    if (!lost_there || lost_there->empty()) return false;
    const std::size_t all = lost->size() + lost_there->size();
    return all <=
               static_cast<std::size_t>(here->minuses) + static_cast<std::size_t>(there->minuses) &&
           rows_agree(*lost, *lost_there, *there) && rows_agree(*lost_there, *lost, *here);
  });
}

}  // namespace siffra::reconcile::internal
