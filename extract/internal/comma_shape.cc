#include "extract/internal/comma_shape.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "extract/internal/digit_cut.h"
#include "extract/internal/grey_darkness.h"

namespace siffra::extract {

namespace {

constexpr double kClearly = 6;

// All in heights of a digit.
constexpr double kRoom = 0.2;    // a gap that can hold a comma
constexpr double kNarrow = 0.3;  // one that need not
constexpr double kMark = 0.1;    // of the smallest mark, each way
constexpr double kFrom = 0.75;   // from the top of the digits: where a mark begins at most
constexpr double kBelow = 0.25;  // below their foot: where a comma's tail ends
constexpr double kHigh = 0.6;    // from the top: paper in a gap between digits
constexpr double kDown = 0.08;   // a digit that reaches lower has the comma in it
constexpr double kDark = 0.6;    // of the print
constexpr double kClean = 0.2;

double darkest_mark(const GreyDarkness& grey, double from, double to, double top, double bottom,
                    double size) {
  double darkest = 0;
  const auto across = static_cast<int>(std::floor(to - from - size));
  const auto down = static_cast<int>(std::floor(bottom - top - size));
  for (int i = 0; i <= across; ++i) {
    for (int j = 0; j <= down; ++j) {
      const double x = from + i;
      const double y = top + j;
      darkest = std::max(darkest, grey.mean(x, y, x + size - 1, y + size - 1));
    }
  }
  return darkest;
}

// Of the digits that stand beside the gap one reaches below the others: the comma is part of it.
bool has_a_tail(const std::vector<CutDigit>& cut, std::size_t before) {
  const auto reaches_down = [&](std::size_t digit) {
    const PixelBox& box = cut[digit].box;
    int foot = box.bottom();
    for (std::size_t i = 0; i < cut.size(); ++i) {
      if (i != digit) foot = std::min(foot, cut[i].box.bottom());
    }
    return box.bottom() - foot > kDown * box.height;
  };
  return reaches_down(before - 1) || reaches_down(before);
}

// Print at the foot of the digit behind the gap, before all of it but its edge: the bar of a 4
// reaches over a comma and touches it, so that no gap is left and the digit holds the mark.
bool may_hold_mark(const GreyDarkness& grey, const PixelBox& left, const PixelBox& right) {
  constexpr double kEdge = 0.15;    // of the digit's width
  constexpr double kSomeInk = 0.4;  // of the print
  constexpr double kCorner = 0.12;  // of its height, above its foot: round digits have left it
  const double height = std::max(left.height, right.height);
  const double foot = std::min(left.bottom(), right.bottom());
  return darkest_mark(grey, right.x, right.x + kEdge * right.width, foot - kCorner * height,
                      foot + kBelow * height, std::max(2.0, kMark * height)) > kSomeInk;
}

}  // namespace

std::optional<double> weigh_comma(const PreparedPage& page, const PixelBox& box, std::size_t count,
                                  std::size_t before) {
  if (before == 0 || before >= count) return std::nullopt;
  const std::vector<CutDigit> cut = cut_digits(page, box, count);
  if (cut.empty() || has_a_tail(cut, before)) return std::nullopt;
  const GreyDarkness grey(page, cut.front().print);
  const PixelBox& left = cut[before - 1].box;
  const double from = left.right();
  const double to = cut[before].box.x;
  const double gap = to - from;
  const double height = std::max(left.height, cut[before].box.height);
  // The soft edges of the digits are no mark.
  const double mark =
      darkest_mark(grey, from + 1, to - 1, left.y + kFrom * left.height,
                   left.bottom() + kBelow * left.height, std::max(2.0, kMark * left.height));
  const double above = grey.mean(from + 1, left.y, to - 2, left.y + kHigh * height - 1);
  if (gap >= kRoom * height && mark >= kDark && above <= kClean) return kClearly;
  const bool may_hide = may_hold_mark(grey, left, cut[before].box);
  if (gap < kNarrow * height && mark <= kClean && !may_hide) return -kClearly;
  return std::nullopt;
}

}  // namespace siffra::extract
