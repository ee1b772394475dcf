// The lines of a text dump as rows of cells, and what rows look like: figures, heads, labels.
#pragma once

#include <string>
#include <vector>

#include "extract/internal/text_markup.h"

namespace siffra::extract {

struct TextRow {
  std::vector<StyledText> cells;  // trimmed; trailing empty cells dropped, at least one cell kept
  std::size_t indent = 0;         // spaces before the first cell
  bool tabbed = false;
  int heading_level = 0;
  StyledText whole;  // the line as it stood, tabs and all

  [[nodiscard]] bool blank() const;  // nothing printed; a line of tabs alone is blank too
  [[nodiscard]] std::size_t last_cell() const { return cells.empty() ? 0 : cells.size() - 1; }
};

std::vector<TextRow> to_rows(const std::vector<MarkedLine>& lines);

bool reads_as_figure(const StyledText& cell);  // an amount, a share, a lone dash
bool reads_as_year(const StyledText& cell);    // "2020" alone: a head, seldom a figure
bool reads_as_note(const StyledText& cell);    // "3", "Not 3", "2, 3"

// Cells after the first, in a row, that read as figures other than bare years.
std::size_t figure_count(const TextRow& row);
bool is_body(const TextRow& row);  // has a figure after its first cell
bool is_head(const TextRow& row);  // two or more cells after the first, none a figure

// Tables written one cell a line (a tab, the cell; an empty line after each row) put together into
// rows.
std::vector<TextRow> join_cell_lines(std::vector<TextRow> rows);

// Lists of "name: amount" made rows of two cells.
void split_lists(std::vector<TextRow>& rows);

}  // namespace siffra::extract
