#include "extract/internal/run_places.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace siffra::extract {

namespace {

// "845 220", not "1 845": what may go on with the thousands of a figure.
bool begins_with_group(const std::string& text) {
  constexpr std::size_t kGroup = 3;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  return digits == kGroup;
}

}  // namespace

std::vector<int> figure_columns(const InkLayout& layout, const std::vector<RunReading>& readings) {
  std::vector<int> edges;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (readings[i].is_figure) edges.push_back(layout.runs[i].box.right());
  }
  std::sort(edges.begin(), edges.end());
  std::vector<int> columns;
  const double near = 0.5 * layout.letter_height;
  for (std::size_t first = 0, i = 0; i < edges.size(); ++i) {
    while (edges[i] - edges[first] > near) ++first;
    if (i - first >= 2) columns.push_back(edges[i - 1]);
  }
  return columns;
}

bool half_figure(const RunReading& reading) {
  std::size_t digits = 0;
  std::size_t letters = 0;
  for (const Word& word : reading.words) {
    for (const char c : word.text) {
      if (c >= '0' && c <= '9') ++digits;
      if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) ++letters;
    }
  }
  return digits > 0 && letters <= digits;
}

bool has_letter(const RunReading& reading) {
  return std::any_of(reading.words.begin(), reading.words.end(), [](const Word& word) {
    return std::any_of(word.text.begin(), word.text.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
    });
  });
}

bool has_digit(const Word& word) {
  return word.text.find_first_of("0123456789") != std::string::npos;
}

bool stands_in_column(const InkRun& run, const std::vector<int>& columns, double letter_height) {
  return std::any_of(columns.begin(), columns.end(), [&](int edge) {
    return std::abs(edge - run.box.right()) < 0.6 * letter_height;
  });
}

bool stands_in_row(const InkLayout& layout, const std::vector<RunReading>& readings,
                   std::size_t at) {
  constexpr double kFewCharacters = 2.2;  // heights
  constexpr std::size_t kMostBytes = 6;
  constexpr double kTypewritersSpace = 1.9;
  const InkRun& run = layout.runs[at];
  if (run.box.width > kFewCharacters * run.height || readings[at].words.size() > 1) return false;
  for (const Word& word : readings[at].words) {
    if (word.text.size() > kMostBytes) return false;
  }
  bool before = false;
  bool behind = false;
  bool goes_on = false;  // with groups of three: "1" of "1 845 220"
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (layout.runs[i].line != run.line || !readings[i].whole) continue;
    const int gap = layout.runs[i].box.x - run.box.right();
    before = before || layout.runs[i].box.right() < run.box.x;
    behind = behind || gap > 0;
    goes_on = goes_on || (gap > 0 && gap < kTypewritersSpace * run.height &&
                          begins_with_group(text_of(readings[i].whole->words)));
  }
  return goes_on || (before && behind);
}

}  // namespace siffra::extract
