#include "extract/internal/run_words.h"

#include <algorithm>
#include <string>

namespace siffra::extract {

namespace {

Box pixels(const PixelBox& box) {
  return {double(box.x), double(box.y), double(box.right()), double(box.bottom())};
}

// The engine is sure of labels it gets wrong; a label is never held surer than this.
constexpr double kSurestLabel = 0.99;

}  // namespace

Word to_word(const WordReading& reading, const InkRun& run, double confidence) {
  Word word;
  word.text = reading.text;
  word.box = pixels(reading.box);
  word.font_size = run.height / 0.7;  // letters without descenders fill about so much of their size
  word.source = Source::kOcr;
  word.confidence = confidence;
  return word;
}

void add_label(const LineReading& words, std::size_t from, std::size_t to, const InkRun& run,
               std::vector<Word>& out) {
  for (std::size_t i = from; i < to; ++i) {
    out.push_back(to_word(words[i], run, std::min(words[i].confidence, kSurestLabel)));
  }
}

void add_figure(const FigureReading& figure, const InkRun& run, std::vector<Word>& out) {
  const std::size_t first = out.size();
  for (const WordReading& word : figure.words) {
    out.push_back(to_word(word, run, figure.confidence));
  }
  // What the figure may be otherwise is kept with its first word when it is one word; a figure in
  // groups shares it out group by group where the groups correspond.
  for (const Reading& other : figure.others) {
    std::vector<std::string> groups(1);
    for (const char c : other.text) {
      if (c == ' ') {
        groups.emplace_back();
      } else {
        groups.back().push_back(c);
      }
    }
    if (groups.size() != out.size() - first) continue;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      Word& word = out[first + i];
      if (groups[i] == word.text) continue;
      word.readings.push_back({groups[i], other.log_likelihood, Source::kOcr});
    }
  }
}

}  // namespace siffra::extract
