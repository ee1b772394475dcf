// A table about to be set: cells of text, before anything has a place.
#pragma once

#include <string>
#include <vector>

#include "tools/corpus/flow.h"
#include "tools/corpus/report.h"

namespace siffra::corpus {

enum class GridPart { kCode, kLabel, kNote, kFigures };

struct GridRow {
  RowStyle style = RowStyle::kItem;
  std::vector<std::string> cells;
};

struct GridColumn {
  GridPart part =
      GridPart::kFigures;  // the one column of labels wraps and takes what width is left
  Align align = Align::kRight;
  std::vector<std::string> head;  // lines; wrapped further where they are too wide
};

struct Grid {
  std::vector<GridColumn> columns;
  std::vector<GridRow> rows;
};

// The statement as this house lays out its columns: codes, label, note, figures.
Grid grid_of(const Statement& statement, const HouseStyle& style);

// A table of anything: the first row is its head, the first column its labels.
Grid grid_of(const std::vector<std::vector<std::string>>& table);

// Sets the table at the current place of the flow, over as many frames as it takes.
void set_grid(const Grid& grid, Flow& flow);

// How high it becomes, were it set in one piece.
double height_of(const Grid& grid, Flow& flow);

// The width it wants: below it, labels wrap.
double natural_width(const Grid& grid, Flow& flow);

}  // namespace siffra::corpus
