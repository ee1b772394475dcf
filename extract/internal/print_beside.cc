#include "extract/internal/print_beside.h"

#include <algorithm>

#include "extract/internal/digit_cut.h"
#include "extract/internal/grey_darkness.h"

namespace siffra::extract {

namespace {

// All in heights of the figure.
constexpr double kDigit = 0.45;  // as wide as the narrow part of a digit's place
constexpr double kReach = 1.8;   // as far as a digit of the next group stands, a typewriter's too
constexpr double kClear = 0.1;   // the soft edge of the figure itself

// A digit covers a fourth of its place or more, evenly from top to foot; a stop, a dash, a line or
// a speck does not.
bool is_like_a_digit(const GreyDarkness& grey, double x0, double x1, const PixelBox& figure) {
  constexpr double kDark = 0.2;
  constexpr double kThird = 0.1;
  const double height = figure.height / 3.0;
  double sum = 0;
  for (int part = 0; part < 3; ++part) {
    const double top = figure.y + part * height;
    const double dark = grey.mean(x0, top, x1, top + height - 1);
    if (dark < kThird) return false;
    sum += dark;
  }
  return sum / 3 >= kDark;
}

bool has_digit_between(const GreyDarkness& grey, double from, double to, const PixelBox& figure) {
  const double width = kDigit * figure.height;
  for (int step = 0; from + step + width <= to; ++step) {
    const double x = from + step;
    if (is_like_a_digit(grey, x, x + width, figure)) return true;
  }
  return false;
}

}  // namespace

bool goes_on_beside(const PreparedPage& page, const PixelBox& figure, double free_before,
                    double free_behind) {
  const auto print = grey_of_print(page, figure);
  if (!print) return false;
  const GreyDarkness grey(page, *print);
  const double clear = kClear * figure.height;
  const double reach = kReach * figure.height;
  return has_digit_between(grey, figure.x - std::min(reach, free_before), figure.x - clear,
                           figure) ||
         has_digit_between(grey, figure.right() + clear,
                           figure.right() + std::min(reach, free_behind), figure);
}

}  // namespace siffra::extract
