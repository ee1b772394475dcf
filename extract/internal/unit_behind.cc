#include "extract/internal/unit_behind.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace siffra::extract {

bool ends_in_unit(const LineReading& words) {
  constexpr std::size_t kLongest = 4;
  if (words.size() < 2) return false;
  const std::string& last = words.back().text;
  return last.size() >= 2 && last.size() <= kLongest &&
         last.find_first_of("kK") != std::string::npos &&
         std::all_of(last.begin(), last.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
         });
}

void place_unit(const PreparedPage& page, const InkRun& run, LineReading& words) {
  constexpr double kLetter = 0.6;  // heights that a letter takes
  constexpr double kLeast = 0.5, kMost = 1.7;
  const double usual = kLetter * run.height * static_cast<double>(words.back().text.size());
  const std::vector<InkSpan> spans = spans_of_ink(page, run.box);
  std::optional<std::size_t> begin;
  int widest = 0;
  for (std::size_t i = 1; i < spans.size(); ++i) {
    const double width = run.box.right() - spans[i].from;
    const int gap = spans[i].from - spans[i - 1].to;
    if (width < kLeast * usual || width > kMost * usual || gap <= widest) continue;
    begin = i;
    widest = gap;
  }
  if (!begin) return;
  PixelBox& unit = words.back().box;
  unit = {spans[*begin].from, unit.y, run.box.right() - spans[*begin].from, unit.height};
  PixelBox& figure = words[words.size() - 2].box;
  figure.x = std::min(figure.x, spans[*begin - 1].from);
  figure.width = spans[*begin - 1].to - figure.x;
}

}  // namespace siffra::extract
