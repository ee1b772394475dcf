#include "reconcile/internal/labels.h"

#include <algorithm>
#include <string_view>

#include "reconcile/internal/structure_weights.h"

namespace siffra::reconcile::internal {
namespace {

constexpr std::size_t kShortestName = 4;

bool is_heading(const GridRow& row) { return !row.has_figures && !row.label.empty(); }

// The first row with figures at or after `row`.
std::size_t next_figures(const Grid& grid, std::size_t row) {
  while (row < grid.rows.size() && !grid.rows[row].has_figures) ++row;
  return row;
}

// "summa omsättningstillgångar" names the heading "omsättningstillgångar". The longest name wins,
// then the nearest, so that "summa eget kapital och skulder" is not taken for "eget kapital".
std::size_t named_block(const Grid& grid, std::size_t total) {
  std::size_t best = Layout::kNone;
  std::size_t best_length = 0;
  const std::string_view label = grid.rows[total].label;
  for (std::size_t row = total; row-- > 0;) {
    const GridRow& heading = grid.rows[row];
    if (!is_heading(heading)) continue;
    std::string_view name = heading.label;
    while (!name.empty() && (name.back() == ':' || name.back() == ' ')) name.remove_suffix(1);
    if (name.size() < kShortestName || name.size() <= best_length) continue;
    if (label.find(name) == std::string_view::npos) continue;
    best = next_figures(grid, row);
    best_length = name.size();
  }
  return best < total ? best : Layout::kNone;
}

// Positive minus negative figures of the rows that a total takes away.
template <typename Predicate>
int balance_of_signs(const Grid& grid, Predicate&& takes_away) {
  int balance = 0;
  for (const GridRow& row : grid.rows) {
    if (!takes_away(row)) continue;
    for (const Figure& figure : row.figures) {
      if (figure.readable) balance += figure.value > 0 ? 1 : figure.value < 0 ? -1 : 0;
    }
  }
  return balance;
}

// Rows to subtract: costs and deductions, where the table prints them positive.
std::vector<bool> subtracted_rows(const Grid& grid) {
  const auto is_cost = [](const GridRow& row) { return row.nature == rules::Nature::kCost; };
  const auto is_deduction = [](const GridRow& row) { return row.deduction; };
  const bool costs = balance_of_signs(grid, is_cost) > 0;
  const bool deductions = balance_of_signs(grid, is_deduction) > 0;
  std::vector<bool> subtracted(grid.rows.size(), false);
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    subtracted[row] =
        (costs && is_cost(grid.rows[row])) || (deductions && is_deduction(grid.rows[row]));
  }
  return subtracted;
}

}  // namespace

Layout layout_of(const Grid& grid) {
  Layout layout;
  layout.begins_block.assign(grid.rows.size(), false);
  layout.named_block.assign(grid.rows.size(), Layout::kNone);
  bool fresh = true;
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    const GridRow& current = grid.rows[row];
    if (!current.has_figures) {
      fresh = fresh || is_heading(current);
      continue;
    }
    layout.begins_block[row] = fresh;
    fresh = is_labelled_total(current);
    if (is_labelled_total(current)) layout.named_block[row] = named_block(grid, row);
  }
  layout.subtracted = subtracted_rows(grid);
  return layout;
}

int preference_for_total(const GridRow& row) {
  if (row.sum_word) return 5;
  if (row.sum_concept || row.marked_sum) return 3;
  if (row.closing) return -2;
  if (row.tied) return -4;
  // Items do add up to other items by nature (a region pays what all municipalities pay), so a row
  // with a label of its own needs more than digits that agree.
  return row.label.empty() ? 1 : -16;
}

int price_of_item(const GridRow& row) {
  if (row.sum_word) return -12;
  if (row.sum_concept) return -7;
  return row.marked_sum ? -3 : 0;
}

int price_of_sign(const GridRow& row) {
  if (row.nature == rules::Nature::kFlow) return kNeverSubtracted;
  return row.nature == rules::Nature::kIncome ? kUnshownSubtraction : 0;
}

int preference_above(const GridRow& row) {
  if (row.sum_word) return kAbove + 2;
  return is_labelled_total(row) || !row.concept_id.empty() ? kAbove : kPlainItemAbove;
}

bool is_repeated(const Grid& grid, std::size_t row) {
  const GridRow& own = grid.rows[row];
  return std::any_of(grid.rows.begin(), grid.rows.end(), [&](const GridRow& other) {
    if (other.row == own.row || !other.has_figures || other.label != own.label) return false;
    for (std::size_t column = 0; column < grid.columns; ++column) {
      if (other.figures[column].value != own.figures[column].value) return false;
    }
    return true;
  });
}

}  // namespace siffra::reconcile::internal
