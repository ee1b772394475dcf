// A table as a grid: what alignment alone tells, before anything is known about accounts.
//
// Invariants: every row's cells are ordered by first_column and do not overlap; a column index is
// less than columns.size(); rows run in reading order over all pages of the table; wrapped labels
// and wrapped heads are already joined into one cell.
#pragma once

#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/lines.h"
#include "rules/rule_book.h"

namespace siffra::extract {

enum class Alignment { kLeft, kCenter, kRight };

// What a column holds by the look of its body cells.
enum class ColumnContent {
  kLabel,   // text that names the rows
  kAmount,  // figures
  kNote,    // note references: "3", "Not 3", "2, 3"
  kCode,    // account or project numbers before the label: "1511", "101-104"
  kText,    // other text
};

struct TableColumn {
  double left = 0, right = 0;  // extent over its cells, points
  Alignment alignment = Alignment::kLeft;
  ColumnContent content = ColumnContent::kText;
};

struct TableCell {
  std::string text;
  Box box;
  int page = 1;
  std::size_t first_column = 0, last_column = 0;  // equal unless the cell spans columns (heads do)
  bool bold = false;
  std::vector<std::size_t> words;  // indices into the page's words
};

enum class TableRowRole { kHead, kBody };

struct TableRow {
  int page = 1;
  Box box;
  TableRowRole role = TableRowRole::kBody;
  std::vector<TableCell> cells;
  double indent = 0;       // of the label, points right of the leftmost label of the table
  bool bold = false;       // the label is
  double space_above = 0;  // points between this row and the one above on the same page
};

struct Table {
  std::vector<int> pages;  // in order, each once
  std::vector<Box> boxes;  // one per page
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;
  std::vector<TextLine> lines_above;  // up to eight lines before it in its block, nearest last; a
                                      // heading at the foot of the page before counts
  std::vector<TextLine> lines_below;  // up to two lines after it
};

// Every table of the document in reading order, whether it is a statement or not. A table that goes
// on over a page break is one table. Prose with figures in it, tables of contents and page
// furniture are none.
// With a rule book, titles of statements and notes part tables that alignment alone would join, and
// a sum's wrapped label is known from a heading.
std::vector<Table> find_tables(const Document& document, const rules::RuleBook* book = nullptr);

}  // namespace siffra::extract
