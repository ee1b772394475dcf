#include "reconcile/internal/labels.h"

#include <algorithm>
#include <string_view>

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
  std::size_t best = Layout::npos;
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
  return best < total ? best : Layout::npos;
}

bool prints_costs_positive(const Grid& grid) {
  int positive = 0;
  int negative = 0;
  for (const GridRow& row : grid.rows) {
    if (row.nature != rules::Nature::kCost) continue;
    for (const Figure& figure : row.figures) {
      if (!figure.readable) continue;
      positive += figure.value > 0 ? 1 : 0;
      negative += figure.value < 0 ? 1 : 0;
    }
  }
  return positive > negative;
}

}  // namespace

Layout layout_of(const Grid& grid) {
  Layout layout;
  layout.begins_block.assign(grid.rows.size(), false);
  layout.named_block.assign(grid.rows.size(), Layout::npos);
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
  layout.costs_positive = prints_costs_positive(grid);
  return layout;
}

int preference_for_total(const GridRow& row) {
  if (row.sum_word) return 5;
  if (row.sum_concept || row.marked_sum) return 3;
  if (row.label.empty()) return 1;
  return -6;
}

int price_of_item(const GridRow& row) {
  if (row.sum_word) return -6;
  if (row.sum_concept) return -4;
  return row.marked_sum ? -2 : 0;
}

}  // namespace siffra::reconcile::internal
