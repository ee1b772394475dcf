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
  GridColumn result{GridPart::kFigures, style.figure_align, column.head};
  if (style.unit_place == UnitPlace::kColumnHeads && statement.unit != "kr")
    result.head.push_back(unit_word(style, statement.unit));
  return result;
}

GridColumn label_column(const Statement& statement, const HouseStyle& style) {
  GridColumn result{GridPart::kLabel, Align::kLeft, {}};
  if (style.unit_place == UnitPlace::kStubHead)
    result.head.push_back(unit_word(style, statement.unit));
  return result;
}

GridColumn note_column(const HouseStyle& style) {
  GridColumn result{GridPart::kNote, Align::kCenter, {}};
  if (!style.note_head.empty()) result.head.push_back(style.note_head);
  return result;
}

std::string cell_of(const Row& row, const GridColumn& column, std::size_t figure,
                    const HouseStyle& style) {
  switch (column.part) {
    case GridPart::kCode:
      return row.code;
    case GridPart::kLabel:
      return row.label;
    case GridPart::kNote:
      return row.note.empty() ? "" : style.note_prefix + row.note;
    case GridPart::kFigures:
      return row.cells[figure].value_or("");
  }
  return "";
}

}  // namespace

Grid grid_of(const Statement& statement, const HouseStyle& style) {
  const bool notes = statement.note_col || any_row(statement, &Row::note);
  Grid grid;
  if (any_row(statement, &Row::code)) grid.columns.push_back({GridPart::kCode, Align::kLeft, {}});
  if (notes && style.note_place == NotePlace::kBeforeLabels)
    grid.columns.push_back(note_column(style));
  grid.columns.push_back(label_column(statement, style));
  if (notes && style.note_place == NotePlace::kBeforeFigures)
    grid.columns.push_back(note_column(style));
  for (const Column& column : statement.columns)
    grid.columns.push_back(figures_column(column, statement, style));
  if (notes && style.note_place == NotePlace::kAfterFigures)
    grid.columns.push_back(note_column(style));
  for (const Row& row : statement.rows) {
    GridRow set{row.style, {}};
    std::size_t figure = 0;
    for (const GridColumn& column : grid.columns) {
      set.cells.push_back(cell_of(row, column, figure, style));
      if (column.part == GridPart::kFigures) ++figure;
    }
    grid.rows.push_back(std::move(set));
  }
  return grid;
}

Grid grid_of(const std::vector<std::vector<std::string>>& table) {
  Grid grid;
  if (table.empty()) return grid;
  for (std::size_t c = 0; c < table.front().size(); ++c)
    grid.columns.push_back({c == 0 ? GridPart::kLabel : GridPart::kFigures,
                            c == 0 ? Align::kLeft : Align::kRight,
                            {table.front()[c]}});
  for (std::size_t r = 1; r < table.size(); ++r) {
    GridRow row{RowStyle::kItem, table[r]};
    row.cells.resize(grid.columns.size());
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

}  // namespace siffra::corpus
