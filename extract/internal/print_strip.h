// The darkness of a figure's print, pixel by pixel, and where its digits stand.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "extract/internal/page_preparation.h"

namespace siffra::extract {

// A part of the page, paper beyond its edges.
struct PrintStrip {
  int left = 0, top = 0, width = 0, height = 0;
  std::vector<float> dark;  // 0 paper to 1 print, column by column

  [[nodiscard]] const float* column(int x) const {
    return dark.data() + static_cast<std::ptrdiff_t>(x) * height;
  }
};

PrintStrip strip_of(const PreparedPage& page, const PixelBox& box);

// Where the ink of a figure stands: its digits' top and foot, without the tails of commas.
struct PrintStand {
  int left = 0, right = 0, top = 0, foot = 0;
  double ink = 0;  // all of it, in pixels

  [[nodiscard]] int height() const { return foot - top; }
  [[nodiscard]] int width() const { return right - left; }
};

std::optional<PrintStand> stand_of(const PreparedPage& page, const PixelBox& box);

}  // namespace siffra::extract
