#include <algorithm>

#include "tools/corpus/grid.h"

namespace siffra::corpus {
namespace {

bool any_row(const Statement& statement, std::string Row::*field) {
  return std::any_of(statement.rows.begin(), statement.rows.end(),
                     [field](const Row& row) { return !(row.*field).empty(); });
}

GridColumn figures_column(const Column& column, const Statement& statement,
                          const HouseStyle& style) {
  GridColumn result{GridAlign::kRight, false, column.head};
  if (style.unit_place == UnitPlace::kColumnHeads && statement.unit != "kr")
    result.head.push_back(unit_word(style, statement.unit));
  return result;
}

}  // namespace

Grid grid_of(const Statement& statement, const HouseStyle& style) {
  const bool codes = any_row(statement, &Row::code);
  const bool notes = statement.note_col || any_row(statement, &Row::note);
  const bool notes_first = notes && style.note_place == NotePlace::kBeforeFigures;
  const GridColumn note_column{GridAlign::kCenter, false, {"Not"}};
  Grid grid;
  if (codes) grid.columns.push_back({GridAlign::kLeft, false, {}});
  GridColumn label{GridAlign::kLeft, true, {}};
  if (style.unit_place == UnitPlace::kStubHead)
    label.head.push_back(unit_word(style, statement.unit));
  grid.columns.push_back(std::move(label));
  if (notes_first) grid.columns.push_back(note_column);
  for (const Column& column : statement.columns)
    grid.columns.push_back(figures_column(column, statement, style));
  if (notes && !notes_first) grid.columns.push_back(note_column);
  for (const Row& row : statement.rows) {
    GridRow set{row.style, {}};
    if (codes) set.cells.push_back(row.code);
    set.cells.push_back(row.label);
    if (notes_first) set.cells.push_back(row.note);
    for (const auto& cell : row.cells) set.cells.push_back(cell.value_or(""));
    if (notes && !notes_first) set.cells.push_back(row.note);
    grid.rows.push_back(std::move(set));
  }
  return grid;
}

Grid grid_of(const std::vector<std::vector<std::string>>& table) {
  Grid grid;
  if (table.empty()) return grid;
  for (std::size_t c = 0; c < table.front().size(); ++c)
    grid.columns.push_back(
        {c == 0 ? GridAlign::kLeft : GridAlign::kRight, c == 0, {table.front()[c]}});
  for (std::size_t r = 1; r < table.size(); ++r) {
    GridRow row{RowStyle::kItem, table[r]};
    row.cells.resize(grid.columns.size());
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

}  // namespace siffra::corpus
