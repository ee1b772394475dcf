// What the other figures of a column say about the print of one: digits of a column are set alike,
// so that the room a figure takes tells how many characters it has, and whether a comma is among
// them.
//
//   1 234,5     six characters and a space would take as much room as five, a space and a comma,
//     984,2     but the column is set with one decimal, and
//      843      this one takes more room than three digits do: there is a comma in it.
//
// It says nothing of which digit is printed, and only weighs what recognition put forward.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/internal/comma_marks.h"

namespace siffra::extract {

struct ColumnFigure {
  double right = 0;  // edge, pixels
  double width = 0;  // of its print, pixels; without the sign where one has been found
  double confidence = 0;
  std::string text;             // its groups parted by spaces; a sign only if it is in the width
  std::vector<Reading> others;  // likewise
  CommaMark comma;              // that its ink shows, whether or not it was read
  bool begins_tall = false;     // its first mark is as tall as digits: no sign, and no dirt
};

struct ColumnAdvice {
  std::optional<std::size_t> better;  // of the other readings: takes the room there is
  double confidence = 0;              // of that reading, or of the figure as it was read
  bool doubtful = false;              // as it was read it does not take the room there is
  int decimals = 0;                   // there is room for a comma before so many digits
  int column_decimals = 0;            // of most figures of its column; 0 = none, or they differ
};

// One for each figure. Columns are told by right edges less than `near` pixels apart.
std::vector<ColumnAdvice> advise_by_columns(const std::vector<ColumnFigure>& figures, double near);

}  // namespace siffra::extract
