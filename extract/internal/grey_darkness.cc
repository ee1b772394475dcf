#include "extract/internal/grey_darkness.h"

#include <algorithm>
#include <cstddef>

namespace siffra::extract {

double GreyDarkness::mean(double x0, double y0, double x1, double y1) const {
  const int left = std::max(0, static_cast<int>(x0));
  const int top = std::max(0, static_cast<int>(y0));
  const int right = std::min(pixGetWidth(page_.grey.get()), static_cast<int>(x1) + 1);
  const int bottom = std::min(pixGetHeight(page_.grey.get()), static_cast<int>(y1) + 1);
  const auto stride = static_cast<std::size_t>(pixGetWpl(page_.grey.get()));
  double sum = 0;
  int count = 0;
  for (int y = top; y < bottom; ++y) {
    const l_uint32* row = pixGetData(page_.grey.get()) + static_cast<std::size_t>(y) * stride;
    for (int x = left; x < right; ++x) {
      const double value = static_cast<int>(GET_DATA_BYTE(row, x));
      sum += std::clamp((kPaper - value) / (kPaper - print_), 0.0, 1.0);
      ++count;
    }
  }
  return count > 0 ? sum / count : 0;
}

}  // namespace siffra::extract
