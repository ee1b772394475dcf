// What a recogniser saw of a figure, step by step along its line, before it made up its mind.
//
//   FigureLattice lattice;
//   for (const auto& step : …) lattice.add(step);
//   lattice.log_likelihood("2997335");      // how well these digits explain what was seen
//   lattice.best(4);                        // the digits that explain it best
//   lattice.spelled("2997335");             // "2 997 335": with the spaces that were seen
//
// The recogniser is trained to spread its belief over steps, with an empty symbol between letters
// (connectionist temporal classification, Graves 2006); the likelihood of a text is the sum over
// every way to spread it. Two readings under different conditions are compared by what each makes
// of the other's text, which a mere list of letters cannot tell.
//
// A skeleton is a figure without spaces and with every stop or comma written '.'.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace siffra::extract {

// The symbols told apart. Letters that look like digits count, in part, as those.
inline constexpr std::string_view kFigureSymbols = "0123456789.-+%()";

struct LatticeStep {
  double blank = 0;  // the empty symbol
  double space = 0;
  double comma = 0;  // of what is in '.': commas
  std::array<double, kFigureSymbols.size()> symbols{};
};

struct Skeleton {
  std::string text;
  double log_likelihood = 0;
};

class FigureLattice {
 public:
  // `text` as the recogniser names it, in UTF-8; empty for the empty symbol.
  static void add_to(LatticeStep& step, std::string_view text, double probability);
  void add(const LatticeStep& step);
  void append(const FigureLattice& right);

  [[nodiscard]] bool empty() const { return steps_.empty(); }
  [[nodiscard]] std::size_t size() const { return steps_.size(); }

  [[nodiscard]] double log_likelihood(std::string_view skeleton) const;

  // At most `count`, best first.
  [[nodiscard]] std::vector<Skeleton> best(std::size_t count) const;

  // Words of the skeleton as they were seen to be parted, with the share of the line, 0 to 1, at
  // which each begins and ends.
  struct Part {
    std::string text;
    double from = 0, to = 0;
  };
  [[nodiscard]] std::vector<Part> spelled(std::string_view skeleton) const;

 private:
  std::vector<LatticeStep> steps_;
};

// The skeleton of a printed or recognised text; what is no part of a figure is left out.
std::string skeleton_of(std::string_view text);

}  // namespace siffra::extract
