// Tables as text, for tests of how they are found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/table.h"
#include "tests/extract/page_builder.h"

namespace siffra::extract {

// A row as text: its cells by column, "|" between columns, heads marked with "#".
inline std::string row_text(const Table& table, const TableRow& row) {
  std::string text = row.role == TableRowRole::kHead ? "#" : "";
  std::size_t column = 0;
  for (const TableCell& cell : row.cells) {
    for (; column < cell.first_column; ++column) text += "|";
    text += cell.text;
    if (cell.last_column > cell.first_column) text += "<>";
  }
  for (; column + 1 < table.columns.size(); ++column) text += "|";
  return text;
}

inline std::vector<std::string> rows_of(const Table& table) {
  std::vector<std::string> rows;
  for (const TableRow& row : table.rows) rows.push_back(row_text(table, row));
  return rows;
}

inline PageBuilder& figure_row(PageBuilder& page, double y, std::string_view label,
                               std::string_view a, std::string_view b) {
  page.left(60, y, label);
  if (!a.empty()) page.right(400, y, a);
  if (!b.empty()) page.right(500, y, b);
  return page;
}

}  // namespace siffra::extract
