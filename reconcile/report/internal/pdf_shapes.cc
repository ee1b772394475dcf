#include "reconcile/report/internal/pdf_shapes.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace siffra::reconcile::internal {
namespace {

constexpr double kPen = 1.1;  // width of the line in a tick of the usual size
constexpr double kDigitAdvance = 0.72;

// Shapes in a square of side 10: "m" begins a line at x y, "l" goes on to x y, "c" is a curve.
std::string_view shape_of(Tick tick) {
  switch (tick) {
    case Tick::kFooted:
      return "8 8.8 m 2 8.8 l 5.6 5 l 2 1.2 l 8 1.2 l";
    case Tick::kTied:
      return "1 6.8 m 9 6.8 l 6.8 8.7 m 9 6.8 l 6.8 4.9 l 9 3.2 m 1 3.2 l 3.2 5.1 m 1 3.2 l 3.2 "
             "1.3 l";
    case Tick::kPrior:
      return "3.6 9 m 1 6.6 l 3.6 4.2 l 1 6.6 m 6.6 6.6 l 9.8 6.6 9.8 1.8 6.6 1.8 c 4.4 1.8 l";
    case Tick::kRecomputed:
      return "8 9 m 2 1 l 2.6 9 m 4 9 4 6 2.6 6 c 1.2 6 1.2 9 2.6 9 c "
             "7.4 4 m 8.8 4 8.8 1 7.4 1 c 6 1 6 4 7.4 4 c";
    case Tick::kIncluded:
      return "2 4.8 m 4.2 2.2 l 8 8 l";
    case Tick::kRounding:
      return "1 6 m 3 8.4 4.4 7.4 5 6.7 c 5.8 5.6 7.2 5 9 7.2 c "
             "1 2.8 m 3 5.2 4.4 4.2 5 3.5 c 5.8 2.4 7.2 1.8 9 4 c";
    case Tick::kDiffers:
      break;
  }
  return "2 2 m 8 8 l 2 8 m 8 2 l";
}

// Digits in a box 6 wide and 10 high.
std::string_view shape_of_digit(char digit) {
  static constexpr std::array<std::string_view, 10> kShapes = {
      "3 9 m 6 9 6 1 3 1 c 0 1 0 9 3 9 c",
      "1.4 7.4 m 3.4 9 l 3.4 1 l",
      "0.8 7.2 m 1.2 9.8 5.4 9.4 5.2 6.6 c 5 4.8 2.4 3.4 0.8 1 c 5.4 1 l",
      "0.8 8.2 m 2.4 9.8 5.2 9 5 7 c 4.8 5.4 3.2 5.2 2.4 5.2 c 6 5.4 6.2 0.8 2.8 1 c "
      "1.8 1 1.2 1.4 0.6 2 c",
      "4.4 1 m 4.4 9 l 0.6 3.4 l 5.6 3.4 l",
      "5 9 m 1.4 9 l 1 5.2 l 3 6.4 5.6 5.6 5.4 3.4 c 5.2 0.6 2 0.4 0.6 1.8 c",
      "4.8 8.4 m 2.4 10 0.6 7 0.7 4 c 0.8 0 5.4 0 5.4 3.4 c 5.4 6.6 1.2 6.4 0.8 3.6 c",
      "0.8 9 m 5.4 9 l 2.2 1 l",
      "3 9 m 5.6 9 5.6 5.4 3 5.2 c -0.2 5 -0.2 1 3 1 c 6.2 1 6.2 5 3 5.2 c 0.4 5.4 0.4 9 3 9 c",
      "1.2 1.6 m 3.6 0 5.4 3 5.3 6 c 5.2 10 0.6 10 0.6 6.6 c 0.6 3.4 4.8 3.6 5.2 6.4 c",
  };
  return kShapes[static_cast<std::size_t>(digit - '0')];
}

std::string placed(double x, double y, double scale, std::string_view shape, double pen) {
  const std::string size = pdf_number(scale);
  return "q " + size + " 0 0 " + size + " " + pdf_number(x) + " " + pdf_number(y) + " cm " +
         pdf_number(pen) + " w 1 J 1 j " + std::string(shape) + " S Q\n";
}

}  // namespace

Rgb ink_of(Tick tick) {
  switch (tick) {
    case Tick::kFooted:
    case Tick::kTied:
    case Tick::kPrior:
    case Tick::kRecomputed:
    case Tick::kIncluded:
      return {0.05, 0.45, 0.2};
    case Tick::kRounding:
      return {0.72, 0.45, 0};
    case Tick::kDiffers:
      break;
  }
  return {0.8, 0.08, 0.06};
}

Rgb ink_of(CellState state) {
  switch (state) {
    case CellState::kTwice:
    case CellState::kOnce:
      return {0.05, 0.45, 0.2};
    case CellState::kUnchecked:
      return {0.5, 0.5, 0.5};
    case CellState::kRounding:
      return {0.72, 0.45, 0};
    case CellState::kRepaired:
      return {0.05, 0.35, 0.75};
    case CellState::kUnsure:
      return {0.45, 0.15, 0.6};
    case CellState::kDiffers:
      break;
  }
  return {0.8, 0.08, 0.06};
}

std::string pdf_number(double value) {
  const auto hundredths = static_cast<std::int64_t>(std::llround(value * 100));
  const std::int64_t size = hundredths < 0 ? -hundredths : hundredths;
  std::string text = (hundredths < 0 ? "-" : "") + std::to_string(size / 100);
  if (size % 100 == 0) return text;
  text += "." + std::to_string(size % 100 / 10);
  if (size % 10 != 0) text += std::to_string(size % 10);
  return text;
}

std::string stroke_color(const Rgb& color) {
  return pdf_number(color.red) + " " + pdf_number(color.green) + " " + pdf_number(color.blue) +
         " RG ";
}

std::string fill_color(const Rgb& color) {
  return pdf_number(color.red) + " " + pdf_number(color.green) + " " + pdf_number(color.blue) +
         " rg ";
}

std::string draw_tick(Tick tick, double x, double y, double side) {
  const double pen = tick == Tick::kDiffers ? kPen * 1.6 : kPen;
  return stroke_color(ink_of(tick)) + placed(x, y, side / kTickSide, shape_of(tick), pen);
}

std::string draw_ticks(const std::vector<Tick>& ticks) {
  std::string drawn;
  double x = 0;
  for (const Tick tick : ticks) {
    drawn += draw_tick(tick, x, 0);
    x += kTickSide;
  }
  return drawn;
}

std::string draw_number(std::size_t number, double x, double y, double height) {
  std::string drawn;
  for (const char digit : std::to_string(number)) {
    drawn += placed(x, y, height / 10, shape_of_digit(digit), 1.2);
    x += height * kDigitAdvance;
  }
  return drawn;
}

double number_width(std::size_t number, double height) {
  return static_cast<double>(std::to_string(number).size()) * height * kDigitAdvance;
}

}  // namespace siffra::reconcile::internal
