#include "extract/internal/sign_shape.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "extract/internal/digit_cut.h"
#include "extract/internal/grey_darkness.h"

namespace siffra::extract {

namespace {

constexpr double kClearly = 6;

// All in heights of a digit.
constexpr double kReach = 1.2;    // how far before the first digit a minus may begin
constexpr double kLength = 0.25;  // of the shortest
constexpr double kThick = 0.08;
constexpr double kHighest = 0.35;  // from the top of the digits
constexpr double kLowest = 0.75;
constexpr double kBeside = 0.22;  // above and below a dash is paper

// The darkest dash-shaped place before the digit, and what is above and below it.
struct Dash {
  double dark = 0;
  double around = 0;
};

Dash darkest_dash(const GreyDarkness& grey, const PixelBox& digit) {
  const double height = digit.height;
  const double length = kLength * height;
  const double thick = std::max(1.0, kThick * height);
  Dash best;
  const double left = std::max(0.0, digit.x - kReach * height);
  const double top = digit.y + kHighest * height;
  for (int column = 0; left + column + length <= digit.x - 1; ++column) {
    const double x = left + column;
    for (int row = 0; top + row + thick <= digit.y + kLowest * height; ++row) {
      const double y = top + row;
      const double dark = grey.mean(x, y, x + length, y + thick - 1);
      if (dark <= best.dark) continue;
      best.dark = dark;
      best.around = std::max(
          grey.mean(x, y - kBeside * height, x + length, y - kBeside * height),
          grey.mean(x, y + thick + kBeside * height, x + length, y + thick + kBeside * height));
    }
  }
  return best;
}

}  // namespace

std::optional<double> weigh_minus(const PreparedPage& page, const PixelBox& box,
                                  std::string_view text) {
  constexpr double kDark = 0.7;  // of the print
  constexpr double kPaperAround = 0.25;
  constexpr double kNone = 0.2;
  const auto digits = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  const std::vector<CutDigit> cut = cut_digits(page, box, digits);
  if (cut.empty()) return std::nullopt;
  const GreyDarkness grey(page, cut.front().print);
  const PixelBox& first = cut.front().box;
  const Dash dash = darkest_dash(grey, first);
  if (dash.dark >= kDark && dash.around <= kPaperAround) return kClearly;
  const bool all_seen = first.x >= kReach * first.height;
  if (all_seen && dash.dark <= kNone) return -kClearly;
  return std::nullopt;
}

}  // namespace siffra::extract
