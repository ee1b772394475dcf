// A printed figure in the corpus: its digits and decimals, and how a house prints it.
//
// The corpus has a reader of its own, separate from rules/amount.h: what is measured must not be
// measured with itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace siffra::corpus {

struct Figure {
  std::int64_t digits = 0;  // with their sign: "-12,5" is −125
  int decimals = 0;
  bool percent = false;

  friend bool operator==(const Figure&, const Figure&) = default;
};

// How one house prints figures.
struct NumberStyle {
  std::string thousands = " ";  // between groups of three; empty: none
  std::string minus = "-";
  bool space_after_minus = false;
  bool parentheses = false;  // for negative figures, instead of the sign
  bool plus = false;         // before positive figures of variance and change columns
  std::string nil = "0";     // how zero is printed: "0", "-", "–"
  bool sign_behind = false;  // "1 250-"
};

// nullopt when the text is not a figure. A lone dash is zero.
std::optional<Figure> parse_figure(std::string_view text);

std::string print_figure(const Figure& figure, const NumberStyle& style);

// The plain form of the table files: "-12 500", "3,5", "78 %".
std::string print_figure(const Figure& figure);

// The figure's value in units of 10^-2 of the printed unit; nullopt for more than two decimals.
std::optional<std::int64_t> hundredths(const Figure& figure);

// 10 to a small power; the exponent is at most 18.
std::int64_t power_of_ten(int exponent);

}  // namespace siffra::corpus
