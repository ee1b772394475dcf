// What the search for sums has read of a table so far.
#pragma once

#include <cstddef>
#include <vector>

#include "reconcile/internal/structure.h"

namespace siffra::reconcile::internal {

// A row that no total has covered yet; a subtotal stands for its rows.
struct OpenRow {
  std::size_t row = 0;
  std::size_t first = 0;  // first row of the block it stands for
  bool cost = false;
  friend bool operator==(const OpenRow&, const OpenRow&) = default;
};

// A total that was read, and the one before it in the same state.
struct Step {
  int previous = -1;
  SumStructure structure;
};

struct State {
  std::vector<OpenRow> open;
  int score = 0;
  int last_step = -1;
};

// A way to read the current row as a total of the last `length` open rows.
struct Reading {
  int score = 0;
  std::size_t length = 0;
  std::vector<int> weights;  // of the last `length` open rows, oldest first; 0 = left out
  Shape shape = Shape::kBelow;
  bool above = false;
};

}  // namespace siffra::reconcile::internal
