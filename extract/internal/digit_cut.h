// The digits of one figure cut out of the page, each scaled to the same height.
#pragma once

#include <optional>
#include <vector>

#include "extract/internal/digit_shapes.h"

namespace siffra::extract {

struct CutDigit {
  PixelBox box;      // on the page
  double print = 0;  // the grey of the figure's print
  DigitShapes::Shape shape;
};

// `count` digits from left to right; empty where the ink does not fall apart into so many. Stops,
// commas, dashes and specks are left out; digits that touch are cut where there is least ink.
std::vector<CutDigit> cut_digits(const PreparedPage& page, const PixelBox& box, std::size_t count);

// The grey of the print in the box; nothing where it does not stand out from the paper.
std::optional<double> grey_of_print(const PreparedPage& page, const PixelBox& box);

}  // namespace siffra::extract
