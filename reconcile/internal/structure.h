// Which rows a total covers, inferred from the figures of the whole table.
//
// Rows are read from the top with a list of open rows: those no total has covered yet. A row is
// either an item, which joins the list, or a total of the last k open rows, which it replaces.
// Costs printed positive, totals above their parts, differences (closing − opening) and rows left
// out are variants of the same. Each reading is scored over all columns together: a column in
// which a large total agrees to the last place is strong evidence, one in which it does not agree
// is evidence against, labels and headings give a small preference. A beam of the best readings is
// kept, so that a later total (the balance sheet's) decides what an earlier row was.
//
// Example: 100 · 20 · «Summa» 120 · 30 · «Totalt» 150: the total 120 covers two rows and then
// stands for them, so that 150 = 120 + 30. What it does not do: totals over rows scattered through
// the table, which are said to be unverifiable.
#pragma once

#include <cstddef>
#include <vector>

#include "reconcile/internal/grid.h"

namespace siffra::reconcile::internal {

struct SumTerm {
  std::size_t row = 0;  // index into Grid::rows
  int weight = 1;
  friend bool operator==(const SumTerm&, const SumTerm&) = default;
};

enum class Shape {
  kBelow,       // the total stands under its parts
  kAbove,       // the total stands over its parts
  kDifference,  // of rows that another total has covered
};

struct SumStructure {
  std::size_t total = 0;  // index into Grid::rows
  std::vector<SumTerm> terms;
  Shape shape = Shape::kBelow;
  bool natural = false;        // covers a whole block: from a heading, total or table start
  bool heading_match = false;  // the block's heading has the total's name
  bool skips = false;          // leaves out a row that stands between
  bool passed_over = false;    // a proven sum of its parts leaves the total out
  int holding = 0;             // columns in which it holds and something is added
  int failing = 0;
  int evidence = 0;  // bits of the holding columns: how unlikely they are to agree by chance
};

// In the order of their totals. Rows with several readings get the best one.
std::vector<SumStructure> infer_sums(const Grid& grid);

// Whether the columns in which it holds prove it: enough digits agree, and something was added.
bool is_proven(const SumStructure& structure);

}  // namespace siffra::reconcile::internal
