#include "extract/internal/fixed_pitch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

namespace siffra::extract {

namespace {

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

double space_of_fixed_pitch(const std::vector<InkRun>& runs, const std::vector<InkPiece>& pieces) {
  constexpr std::size_t kFewest = 60;     // pairs of letters
  constexpr double kAlike = 0.12;         // of the pitch
  constexpr double kMost = 0.48;          // of the pairs; a quarter in other print
  constexpr double kMostWithGaps = 0.52;  // or two places apart: worn print lacks letters; .3
  constexpr double kWithinWord = 1.4;
  constexpr double kNarrowLetters = 0.25;  // of the pitch, what the ink of two of them takes
  std::vector<double> steps;
  for (const InkRun& run : runs) {
    for (std::size_t i = 1; i < run.pieces.size(); ++i) {
      steps.push_back(pieces[run.pieces[i]].box.center_x() -
                      pieces[run.pieces[i - 1]].box.center_x());
    }
  }
  if (steps.size() < kFewest) return 0;
  const double middle = median(steps);
  std::vector<double> within;  // words, since steps over a space are twice as long
  std::copy_if(steps.begin(), steps.end(), std::back_inserter(within),
               [&](double step) { return step <= kWithinWord * middle; });
  const double pitch = median(std::move(within));
  const auto share_of = [&](int most_places) {
    const auto alike = std::count_if(steps.begin(), steps.end(), [&](double step) {
      const double places = std::clamp(std::round(step / pitch), 1.0, double(most_places));
      return std::abs(step - places * pitch) <= kAlike * pitch;
    });
    return static_cast<double>(alike) / static_cast<double>(steps.size());
  };
  if (share_of(1) < kMost && share_of(2) < kMostWithGaps) return 0;
  return (2 - kNarrowLetters) * pitch;
}

}  // namespace siffra::extract
