#include "extract/internal/earlier_text.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace siffra::extract {

namespace {

double shared_area(const Box& a, const Box& b) {
  const double width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  const double height = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return width > 0 && height > 0 ? width * height : 0;
}

// The words of the earlier text whose middle lies within the word, from left to right.
std::string earlier_reading(const std::vector<Word>& earlier, const Box& box,
                            std::vector<bool>& used) {
  std::vector<std::size_t> inside;
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    const Box& other = earlier[i].box;
    const bool within = other.center_x() > box.x0 - 1 && other.center_x() < box.x1 + 1 &&
                        other.center_y() > box.y0 - 1 && other.center_y() < box.y1 + 1;
    if (within || shared_area(other, box) > 0.5 * other.width() * other.height()) {
      inside.push_back(i);
    }
  }
  std::sort(inside.begin(), inside.end(),
            [&](std::size_t a, std::size_t b) { return earlier[a].box.x0 < earlier[b].box.x0; });
  std::string text;
  for (const std::size_t i : inside) {
    text += earlier[i].text;
    used[i] = true;
  }
  return text;
}

}  // namespace

void join_earlier_text(const Page& before, Page& page) {
  if (before.words.empty()) return;
  constexpr double kEarlierRight = 0.7;   // of the words of an unknown recognition
  constexpr double kSurerTogether = 0.5;  // of the doubt is left where both agree
  std::vector<bool> used(before.words.size(), false);
  for (Word& word : page.words) {
    const std::string earlier = earlier_reading(before.words, word.box, used);
    if (earlier.empty()) continue;
    if (earlier == word.text) {
      word.confidence = 1 - (1 - word.confidence) * kSurerTogether;
      continue;
    }
    const auto known =
        std::find_if(word.readings.begin(), word.readings.end(),
                     [&](const Reading& reading) { return reading.text == earlier; });
    if (known != word.readings.end()) {
      known->log_likelihood = std::max(known->log_likelihood, std::log(0.5));
    } else {
      word.readings.push_back(
          {earlier, std::log((1 - kEarlierRight) * word.confidence), Source::kTextLayer});
    }
  }
  for (std::size_t i = 0; i < before.words.size(); ++i) {
    const bool can_be_seen = before.words[i].source == Source::kTextLayer;
    if (!used[i] && can_be_seen) page.words.push_back(before.words[i]);
  }
  if (page.content == PageContent::kScanWithText) page.reading = PageReading::kBoth;
}

}  // namespace siffra::extract
