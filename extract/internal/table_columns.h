// Columns of one table body, voted by the right edges of its figures.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/lines.h"
#include "extract/table.h"

namespace siffra::extract::internal {

// A column while it is being found. `cells` tells for every line which of its chunks stands in the
// column.
struct FoundColumn {
  double left = 0, right = 0;
  Alignment alignment = Alignment::kRight;
  ColumnContent content = ColumnContent::kAmount;
};

// Where one chunk of a line belongs: an index into the columns.
struct Layout {
  std::vector<FoundColumn> columns;  // left to right; label (and code) columns among them
  std::vector<std::vector<std::size_t>> column_of;  // per line, per chunk
  double support = 0;     // share of figures that stand in a column with others
  bool by_order = false;  // columns that end nowhere in common, told by their order on the line
};

// Finds the columns of the lines of a body. Chunks that hold two figures, or a label and a figure,
// are split in place where the columns show it.
Layout find_columns(const Page& page, std::vector<TextLine>& body);

}  // namespace siffra::extract::internal
