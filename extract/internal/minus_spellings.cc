#include "extract/internal/minus_spellings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

namespace siffra::extract::internal {
namespace {

constexpr std::array<std::string_view, 3> kSpellings = {"./.", ".\u2215.", "\u00f7"};
constexpr std::string_view kMinus = "\u2212";

bool begins_with_digit(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

// Whether a figure stands right of the word, on its line.
bool stands_before_figure(const Page& page, const Word& sign) {
  constexpr double kFarthest = 4;  // heights: signs are set at the left edge of their column, too
  return std::any_of(page.words.begin(), page.words.end(), [&](const Word& word) {
    const double gap = word.box.x0 - sign.box.x1;
    const bool level =
        std::abs(word.box.center_y() - sign.box.center_y()) < 0.5 * sign.box.height();
    return begins_with_digit(word.text) && level && gap > -1 &&
           gap < kFarthest * std::max(word.box.height(), sign.box.height());
  });
}

void spell(Word& word, std::string_view rest, std::string_view written) {
  constexpr double kEvenOdds = -0.7;  // logarithm; nobody reads the sign otherwise
  word.readings.push_back({std::string(written), kEvenOdds, word.source});
  word.text = std::string(kMinus) + std::string(rest);
}

}  // namespace

void spell_minus_signs(Document& document) {
  for (Page& page : document.pages) {
    for (Word& word : page.words) {
      const std::string written = word.text;
      for (const std::string_view spelling : kSpellings) {
        if (!written.starts_with(spelling)) continue;
        const std::string_view rest = std::string_view(written).substr(spelling.size());
        if (begins_with_digit(rest) || (rest.empty() && stands_before_figure(page, word)))
          spell(word, rest, written);
        break;
      }
    }
  }
}

}  // namespace siffra::extract::internal
