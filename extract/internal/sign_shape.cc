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
constexpr double kNear = 1.2;        // how far before the first digit a minus mostly begins
constexpr double kReach = 2.2;       // and at most: a typewriter puts a space between
constexpr double kNearBehind = 0.8;  // how far behind the last one it has to be looked for
constexpr double kLength = 0.25;     // of the shortest
constexpr double kThick = 0.08;
constexpr double kHighest = 0.35;  // from the top of the digits
constexpr double kLowest = 0.75;
constexpr double kBeside = 0.22;  // above and below a dash is paper
constexpr double kDark = 0.55;    // of the print: a thin dash lies between two rows of pixels
constexpr double kPaperAround = 0.25;
constexpr double kNone = 0.2;
constexpr double kOtherPrint = 0.4;
// Of print of a few pixels a dash is hardly one high, and greyer than the digits.
constexpr int kSmallPrint = 13;  // pixels
constexpr double kDarkSmall = 0.42;
constexpr double kPaperAroundSmall = 0.1;
constexpr double kHalf = 0.5;

// The darkest dash-shaped place before the digit, and what is above and below it.
struct Dash {
  double x = 0, y = 0;
  double dark = 0;
  double around = 0;
};

// From where to where a minus of the digit is looked for: as far as nothing as high as a digit
// stands, since the next column may be close.
struct Stretch {
  double from = 0, to = 0;
  bool all_seen = false;  // what lies beyond the kept part of the page was not
};

bool is_digit_high(const GreyDarkness& grey, const PixelBox& digit, int x) {
  const double height = digit.height;
  const double above = grey.mean(x, digit.y, x, digit.y + kHighest * height - 1);
  const double below = grey.mean(x, digit.y + kLowest * height + 1, x, digit.bottom() - 1);
  return above >= kOtherPrint || below >= kOtherPrint;
}

Stretch stretch_before(const GreyDarkness& grey, const PixelBox& digit) {
  const double height = digit.height;
  const double end = std::max(0.0, digit.x - kReach * height);
  int x = digit.x - 2;
  while (x > end && !is_digit_high(grey, digit, x)) --x;
  const bool all_seen = digit.x - x >= kNear * height && (x > 1 || digit.x >= kReach * height);
  return {std::max(0.0, double(x)), double(digit.x), all_seen};
}

Stretch stretch_behind(const GreyDarkness& grey, const PixelBox& digit, int page_width) {
  const double height = digit.height;
  const double end = std::min(page_width - 1.0, digit.right() + kNear * height);
  int x = digit.right() + 1;
  while (x < end && !is_digit_high(grey, digit, x)) ++x;
  const bool all_seen = x - digit.right() >= kNearBehind * height;
  return {digit.right() + 1.0, double(x), all_seen};
}

Dash darkest_dash(const GreyDarkness& grey, const PixelBox& digit, const Stretch& stretch) {
  const double height = digit.height;
  const double length = kLength * height;
  const double thick = std::max(1.0, kThick * height);
  Dash best;
  const double top = digit.y + kHighest * height;
  for (int column = 0; stretch.from + column + length <= stretch.to - 1; ++column) {
    const double x = stretch.from + column;
    for (int row = 0; top + row + thick <= digit.y + kLowest * height; ++row) {
      const double y = top + row;
      const double dark = grey.mean(x, y, x + length, y + thick - 1);
      if (dark <= best.dark) continue;
      best.x = x;
      best.y = y;
      best.dark = dark;
      best.around = std::max(
          grey.mean(x, y - kBeside * height, x + length, y - kBeside * height),
          grey.mean(x, y + thick + kBeside * height, x + length, y + thick + kBeside * height));
    }
  }
  return best;
}

// How many pixels on from a place the print goes in a direction.
int reach_of(const GreyDarkness& grey, double x, double y, int right, int down, double least) {
  constexpr int kFar = 200;
  int steps = 0;
  while (steps < kFar) {
    const double at_x = x + (steps + 1) * right;
    const double at_y = y + (steps + 1) * down;
    if (grey.mean(at_x, at_y, at_x, at_y) < least) break;
    ++steps;
  }
  return steps;
}

// A speck is about as high as it is wide.
bool is_long(const GreyDarkness& grey, const Dash& dash, double height, double least) {
  constexpr double kLongerThanHigh = 1.6;
  const double x = dash.x + kLength * height / 2;
  const double y = dash.y + (std::max(1.0, kThick * height) - 1) / 2;
  const int width = 1 + reach_of(grey, x, y, 1, 0, least) + reach_of(grey, x, y, -1, 0, least);
  const int thickness = 1 + reach_of(grey, x, y, 0, 1, least) + reach_of(grey, x, y, 0, -1, least);
  return width >= kLongerThanHigh * thickness;
}

bool is_dash(const GreyDarkness& grey, const Dash& dash, double height) {
  if (dash.dark >= kDark && dash.around <= kPaperAround)
    return is_long(grey, dash, height, kOtherPrint);
  return height < kSmallPrint && dash.dark >= kDarkSmall && dash.around <= kPaperAroundSmall &&
         is_long(grey, dash, height, kHalf * dash.dark);
}

// A first or last digit far wider than all others has the dash in it, so that nothing stands beside
// it.
bool holds_a_dash(const std::vector<CutDigit>& cut, const CutDigit& digit) {
  constexpr double kWider = 1.2;
  int widest = 0;
  for (const CutDigit& other : cut) {
    if (&other != &digit) widest = std::max(widest, other.box.width);
  }
  return widest > 0 && digit.box.width > kWider * widest;
}

}  // namespace

std::optional<double> weigh_minus(const PreparedPage& page, const PixelBox& box,
                                  std::string_view text, MinusPlace place) {
  const auto digits = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  const std::vector<CutDigit> cut = cut_digits(page, box, digits);
  const bool behind = place == MinusPlace::kBehind;
  if (cut.empty() || holds_a_dash(cut, behind ? cut.back() : cut.front())) return std::nullopt;
  const GreyDarkness grey(page, cut.front().print);
  const PixelBox& digit = behind ? cut.back().box : cut.front().box;
  const Stretch stretch = behind ? stretch_behind(grey, digit, pixGetWidth(page.grey.get()))
                                 : stretch_before(grey, digit);
  const Dash dash = darkest_dash(grey, digit, stretch);
  if (is_dash(grey, dash, digit.height)) return kClearly;
  if (stretch.all_seen && dash.dark <= kNone) return -kClearly;
  return std::nullopt;
}

}  // namespace siffra::extract
