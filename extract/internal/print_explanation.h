// The print of one figure explained by digits, marks and spaces of a type set side by side.
//
// Every column of pixels is explained once: by a column of a digit, or as paper. So explanations of
// any length compare, and no digit has to stand apart from the next. The best one is found column
// by column (Viterbi), the share of one text among all by summing instead (forward algorithm).
#pragma once

#include <array>
#include <limits>
#include <string_view>
#include <vector>

#include "extract/internal/print_strip.h"
#include "extract/internal/print_type.h"

namespace siffra::extract {

class PrintExplanation {
 public:
  struct Token {
    char c = 0;  // '_': a column of paper more than there should be
    int x = 0, width = 0;
    double gain = 0;  // over paper, as a logarithm
  };
  struct Path {
    double score = kNever;
    std::vector<Token> tokens;
  };

  // `down` moves the rows that are looked at.
  PrintExplanation(const PreparedPage& page, const PrintType& type, const PrintStand& stand,
                   int down);

  // The best way to set these characters or, where `text` is empty, those of any figure.
  [[nodiscard]] Path best(std::string_view text) const;
  // The logarithm of the sum over all ways to. Pixels side by side tell the same, so that it grows
  // far more slowly than what is best.
  [[nodiscard]] double all(std::string_view text) const;

  // How much better than paper alone.
  [[nodiscard]] double gain(const Path& path) const { return path.score - paper(0, strip_.width); }
  // What is off the template of a digit or mark.
  [[nodiscard]] double misfit(const Token& token) const;
  [[nodiscard]] const PrintStrip& strip() const { return strip_; }

  static constexpr double kNever = -std::numeric_limits<double>::infinity();

 private:
  [[nodiscard]] double paper(int x, int width) const;
  using Fits = std::vector<std::array<double, 2>>;
  [[nodiscard]] const Fits& fits_of(std::size_t kind) const;
  [[nodiscard]] Fits weigh(const PrintTemplate& known) const;
  template <typename Step>
  void set(char c, int x, Step step) const;
  template <typename Step, typename Reached>
  void walk(std::string_view text, Step step, Reached reached) const;

  const PrintType& type_;
  int margin_;
  PrintStrip strip_;
  std::vector<double> paper_;  // of all columns before
  // Of each template at each place, with one column less and with all of its columns; found when
  // first asked for.
  mutable std::array<Fits, 11> fits_;
};

}  // namespace siffra::extract
