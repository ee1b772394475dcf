// What labels and headings say about totals, before any figure is added.
#pragma once

#include <cstddef>
#include <vector>

#include "reconcile/internal/grid.h"

namespace siffra::reconcile::internal {

struct Layout {
  // By row: a block may begin here (after a heading or total, or at the top).
  std::vector<bool> begins_block;
  // By row: the block that begins right below the heading bearing this total's name; kNone = none.
  std::vector<std::size_t> named_block;
  // By row: a cost or deduction that the table prints without a minus.
  std::vector<bool> subtracted;

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

Layout layout_of(const Grid& grid);

// Income is hardly ever subtracted, and the rows of a cash flow are printed with the sign they
// count with: a sign turned there is an error.
int price_of_sign(const GridRow& row);

// Preference in bits for reading the row as a total, and the price of reading it as an item.
int preference_for_total(const GridRow& row);
int price_of_item(const GridRow& row);
// Preference for reading the row as a total printed above its parts.
int preference_above(const GridRow& row);

// A row of the same name with the same figures elsewhere in the table.
bool is_repeated(const Grid& grid, std::size_t row);

inline bool is_labelled_total(const GridRow& row) {
  return row.sum_word || row.sum_concept || row.marked_sum;
}

}  // namespace siffra::reconcile::internal
