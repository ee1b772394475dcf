#include "extract/internal/apart_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace siffra::extract {
namespace {

// Digits that make no figure stay together, and a point among them sets no decimals apart.
std::string kept_together(const std::string& raw) {
  std::string text;
  for (const char c : raw) {
    if (c == ' ') {
      text += "\u00A0";
    } else {
      text += c;
      if (c == '.') text += "\u00A0";
    }
  }
  return text;
}

}  // namespace

void ApartLayout::move(std::size_t word, double top) {
  Box& box = page_.words[word].box;
  box = {box.x0, top, box.x1, top + box.height()};
}

void ApartLayout::add(const std::string& text, double edge, double top, double confidence,
                      const std::vector<std::string>& others) {
  double x1 = edge;
  const std::size_t first = added_.size();
  for (std::size_t end = text.size(); end > 0;) {
    const std::size_t space = text.rfind(' ', end - 1);
    const std::size_t begin = space == std::string::npos ? 0 : space + 1;
    Word word;
    word.text = text.substr(begin, end - begin);
    word.box = {x1 - kApartCharacter * static_cast<double>(word.text.size()), top, x1,
                top + kApartLine - 2};
    word.font_size = 10;
    word.source = Source::kOcr;
    word.confidence = confidence;
    x1 = word.box.x0 - kApartCharacter;
    added_.push_back(std::move(word));
    end = space == std::string::npos ? 0 : space;
  }
  std::reverse(added_.begin() + static_cast<std::ptrdiff_t>(first), added_.end());
  const double share = std::log((1 - confidence + 1e-6) / static_cast<double>(others.size() + 1));
  for (const std::string& other : others) {
    added_.back().readings.push_back({other, share, Source::kOcr});
  }
}

void ApartLayout::add_figure(const PlacedFigure& placed, const std::vector<ApartLine>& figures,
                             double note_edge, double edge, double top) {
  const ApartLine& line = figures[placed.figure];
  constexpr double kConfirmed = 0.9, kByCounts = 0.7, kSpelled = 0.5, kOpen = 0.3;
  const bool regrouped = line.readings.empty() && line.regrouped && placed.confirmed;
  if (line.readings.empty() && !regrouped)
    return add(kept_together(line.raw), edge, top, kOpen, {});
  const ApartFigure& figure = regrouped ? *line.regrouped : line.readings[placed.reading];
  double confidence = figure.spelled ? kSpelled : kByCounts;
  if (placed.confirmed) confidence = kConfirmed;
  if (!placed.others.empty()) confidence = kOpen;
  std::vector<std::string> others;
  for (std::size_t i = 0; i < line.readings.size(); ++i) {
    if (i != placed.reading) others.push_back(line.readings[i].text);
  }
  if (figure.spelled || regrouped) others.push_back(line.raw);
  for (const std::size_t other : placed.others) {
    if (other < figures.size() && !figures[other].readings.empty()) {
      others.push_back(figures[other].readings.front().text);
    }
  }
  if (!figure.note.empty()) add(figure.note, note_edge, top, confidence, {});
  add(figure.text, edge, top, confidence, others);
}

void ApartLayout::finish(const std::string& trouble) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < page_.words.size(); ++i) {
    if (dropped_.contains(i)) continue;
    words.push_back(std::move(page_.words[i]));
    words.back().source = Source::kOcr;
  }
  words.insert(words.end(), added_.begin(), added_.end());
  page_.words = std::move(words);
  std::stable_sort(page_.words.begin(), page_.words.end(), [](const Word& a, const Word& b) {
    return a.box.y0 != b.box.y0 ? a.box.y0 < b.box.y0 : a.box.x0 < b.box.x0;
  });
  for (const Word& word : page_.words) page_.width = std::max(page_.width, word.box.x1 + 36);
  page_.content = PageContent::kScanWithText;
  page_.reading = PageReading::kOcr;
  page_.trouble = "columns that had come apart from their labels were put together" +
                  (trouble.empty() ? "" : "; " + trouble);
}

}  // namespace siffra::extract
