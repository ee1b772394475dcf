// How wide text is when set, by Pango; the same for PDF and for images.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tools/corpus/page.h"

namespace siffra::corpus {

class TextMeasure {
 public:
  TextMeasure();
  ~TextMeasure();
  TextMeasure(const TextMeasure&) = delete;
  TextMeasure& operator=(const TextMeasure&) = delete;

  double width(std::string_view text, const Font& font);
  // The text in lines no wider than `limit`; a single word may be wider. Breaks at spaces, and
  // after a hyphen or slash inside a word.
  std::vector<std::string> wrapped(std::string_view text, const Font& font, double limit);
  // The widest single word.
  double widest_word(std::string_view text, const Font& font);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace siffra::corpus
