// Where the text of a dump would stand on a page: a dump has no boxes, only lines and tabs.
//
// A line without tabs stands as it is written (a table laid out with spaces keeps its columns); a
// long one is prose and is wrapped. Tabbed lines are gathered into blocks, and the cells of a block
// are laid out in common columns: figures to one right edge, text to one left edge, four characters
// between. Two habits of dumps are undone first: a table written one cell a line, and a row whose
// long label swallowed a tab, so that its figures stand one cell too early.
//
//   Intäkter <tab> <tab> 120 <tab> 110         Intäkter                    120    110
//   Summa av allt ovanstående <tab> 120 <tab> 110   →   Summa av allt ovanstående   120    110
//
// What it does not do: it moves no figure in a row that has fewer figures than the table has figure
// columns, since then nothing says which are missing.
#pragma once

#include <string>
#include <vector>

#include "extract/internal/text_markup.h"

namespace siffra::extract {

struct PlacedText {
  std::size_t column = 0;  // in characters from the left edge
  StyledText styled;
};

struct PlacedLine {
  std::vector<PlacedText> parts;  // left to right; none for a blank line
  int heading_level = 0;
};

std::vector<PlacedLine> lay_out(const std::vector<MarkedLine>& lines);

}  // namespace siffra::extract
