#include "extract/internal/word_space.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace siffra::extract::internal {

namespace {

constexpr double kUsualWordSpace = 0.28;   // font sizes
constexpr double kWidestWordSpace = 0.62;  // a typewriter's

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// The width of every letter in font sizes where all are equally wide, as a typewriter's are: its
// space is as wide. 0 for other types.
double fixed_pitch(const Page& page) {
  constexpr double kSame = 0.04;
  double narrowest = 1e9, widest = 0;
  for (const Word& word : page.words) {
    const std::size_t letters = letters_in(word.text);
    if (letters < 3 || word.rotation != 0) continue;
    const double pitch = word.box.width() / (static_cast<double>(letters) * size_of(word));
    narrowest = std::min(narrowest, pitch);
    widest = std::max(widest, pitch);
  }
  return widest > 0 && widest - narrowest < kSame * widest ? (narrowest + widest) / 2 : 0;
}

}  // namespace

double size_of(const Word& word) {
  return word.font_size > 0 ? word.font_size : std::max(1.0, word.box.height() * 0.85);
}

double word_space(const Page& page, const std::vector<std::vector<std::size_t>>& rows) {
  constexpr std::size_t kEnough = 10;
  std::vector<double> gaps;
  for (const auto& row : rows) {
    for (std::size_t i = 1; i < row.size(); ++i) {
      const Word& left = page.words[row[i - 1]];
      const Word& right = page.words[row[i]];
      const double gap = (right.box.x0 - left.box.x1) / std::max(size_of(left), size_of(right));
      if (gap > 0.05 && gap < 0.9) gaps.push_back(gap);
    }
  }
  if (gaps.size() < kEnough) {
    const double pitch = fixed_pitch(page);
    return pitch > 0.45 ? std::min(pitch, kWidestWordSpace) : kUsualWordSpace;
  }
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return std::clamp(*middle, 0.2, kWidestWordSpace);
}

double pitch_of_recognised(const Page& page) {
  constexpr std::size_t kFewest = 30;
  constexpr std::size_t kLetters = 3;
  constexpr double kBeside = 0.3;  // of its room, what the ink of a letter leaves
  constexpr double kSame = 0.05;
  constexpr double kMost = 0.75;  // of the words; half of them in other types
  std::vector<double> pitches;
  for (const Word& word : page.words) {
    const std::size_t letters = letters_in(word.text);
    if (word.source != Source::kOcr || word.rotation != 0 || letters < kLetters) continue;
    pitches.push_back(word.box.width() / (static_cast<double>(letters) - kBeside));
  }
  if (pitches.size() < kFewest) return 0;
  const auto middle = pitches.begin() + static_cast<std::ptrdiff_t>(pitches.size() / 2);
  std::nth_element(pitches.begin(), middle, pitches.end());
  const double pitch = *middle;
  const auto same = std::count_if(pitches.begin(), pitches.end(), [&](double other) {
    return std::abs(other - pitch) <= kSame * pitch;
  });
  return static_cast<double>(same) >= kMost * static_cast<double>(pitches.size()) ? pitch : 0;
}

}  // namespace siffra::extract::internal
