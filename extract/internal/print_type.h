// What the digits of one size and weight look like on a page, and the room each takes: learned from
// figures that were read, some of which may have been misread (print_decoding.h).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "extract/internal/page_preparation.h"

namespace siffra::extract {

struct PrintSample {
  PixelBox box;      // without a sign and a percent sign
  std::string text;  // of digits, spaces, stops and commas
};

// A digit or a mark, column by column. Pixels are taken for independent and normal.
struct PrintTemplate {
  int examples = 0;
  std::vector<float> mean;    // darkness, 0 to 1, top to foot in each column
  std::vector<float> weight;  // of what is off it, squared
  std::vector<float> least;   // misfit of each column where nothing is off

  [[nodiscard]] double at_least(int columns) const;
};

struct PrintType {
  // Rows above and below the digits that take part: commas hang below them.
  static constexpr int kAbove = 2, kBelow = 4;
  static constexpr std::size_t kMark = 10;  // the template of comma and stop

  int height = 0;                                  // rows from the digits' top to their foot
  double density = 0;                              // share of ink in that height and a digit's room
  double digit = 0, one = 0, space = 0, mark = 0;  // the room each takes, in pixels
  double ends = 0;                                 // what the first and the last lack of theirs
  double misfit = 0;                               // what is usually off a digit
  double gain = 0;   // what a digit usually explains better than paper does, as a logarithm
  double ink = 0;    // of a digit, in pixels
  double trust = 0;  // how often it reads sure figures as they were read
  std::array<PrintTemplate, 11> templates;  // the digits, then the mark

  [[nodiscard]] double room_of(char c) const;
  // Whether the text would take the width of ink.
  [[nodiscard]] bool fits(std::string_view text, int width, double off = kOff) const;
  // Whether it has seen the digits of a text often enough to tell them from others.
  [[nodiscard]] bool knows(std::string_view text) const;
  [[nodiscard]] bool knows_all() const { return knows("0123456789"); }

  static constexpr double kOff = 0.3;  // of a digit's room
};

bool is_printed_digit(char c);
bool is_printed_mark(char c);

// Which template a character has.
std::size_t template_of(char c);

// One for each size and weight of which there are enough figures.
std::vector<PrintType> learn_types(const PreparedPage& page,
                                   const std::vector<PrintSample>& figures);

}  // namespace siffra::extract
