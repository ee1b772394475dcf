// Ticks, numbers and frames as PDF drawing operators. Drawn as lines, not as text: a reader that
// takes text out of the page must not find ours among the report's.
#pragma once

#include <string>
#include <vector>

#include "reconcile/report/marks.h"

namespace siffra::reconcile::internal {

struct Rgb {
  double red = 0, green = 0, blue = 0;
};

// Ink for the pencil: the colour of a tick, of the frame round a figure.
Rgb ink_of(Tick tick);
Rgb ink_of(CellState state);

// A number as PDF writes it: "12.5", never an exponent, independent of the locale.
std::string pdf_number(double value);
std::string stroke_color(const Rgb& color);
std::string fill_color(const Rgb& color);

// Each tick stands in a square with this side.
inline constexpr double kTickSide = 10;
// Draws one tick with its lower left corner at x, y, in its own ink.
std::string draw_tick(Tick tick, double x, double y, double side = kTickSide);
// Draws several beside one another from x = 0.
std::string draw_ticks(const std::vector<Tick>& ticks);

// A number in line digits, `height` high; and how wide it becomes.
std::string draw_number(std::size_t number, double x, double y, double height);
double number_width(std::size_t number, double height);

}  // namespace siffra::reconcile::internal
