#include "extract/internal/word_heights.h"

#include <algorithm>

namespace siffra::extract {

namespace {

// The height of the letters of a run: half of its pieces are as high. Bits of broken ones are not.
double usual_height(const InkLayout& layout, const InkRun& run) {
  std::vector<int> heights;
  for (const std::size_t i : run.pieces) heights.push_back(layout.pieces[i].box.height);
  if (heights.empty()) return run.height;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return std::max<double>(*middle, layout.letter_height);
}

}  // namespace

void fit_heights(const InkLayout& layout, const InkRun& run, std::vector<Word>& words) {
  constexpr double kTooHigh = 1.7;      // with accents and descenders
  constexpr double kTallLetter = 1.25;  // of the usual height
  constexpr double kLeastPrint =
      0.7;  // of a tall letter: less is bits of what the mark goes through
  // A bar across a word, or letters that touch, make the run's letters seem taller than they are.
  const double tall = std::min<double>(run.height, kTallLetter * usual_height(layout, run));
  if (run.lone_dash || run.height <= 0 || run.box.height <= kTooHigh * tall) return;
  const auto between = [&](double from, double to) {
    Box ink{from, 1e9, to, -1e9};
    for (const std::size_t i : run.pieces) {
      const PixelBox& piece = layout.pieces[i].box;
      if (piece.center_x() < from || piece.center_x() > to) continue;
      if (piece.height > kTooHigh * tall) continue;  // the mark itself
      ink.y0 = std::min(ink.y0, static_cast<double>(piece.y));
      ink.y1 = std::max(ink.y1, static_cast<double>(piece.bottom()));
    }
    return ink;
  };
  const Box whole = between(run.box.x, run.box.right());
  for (Word& word : words) {
    Box ink = between(word.box.x0, word.box.x1);
    if (ink.height() < kLeastPrint * tall) ink = whole;  // the mark goes through all of the word
    if (ink.height() < kLeastPrint * tall) continue;
    word.box.y0 = std::max(word.box.y0, ink.y0);
    word.box.y1 = std::min(word.box.y1, ink.y1);
  }
}

}  // namespace siffra::extract
