// Pages set by hand for tests: text at a place, in a type whose every letter is half its size wide
// and whose space is a quarter of it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "extract/document.h"

namespace siffra::extract {

class PageBuilder {
 public:
  explicit PageBuilder(int number = 1, double width = 595, double height = 842) {
    page_.number = number;
    page_.width = width;
    page_.height = height;
  }

  PageBuilder& size(double points) {
    size_ = points;
    return *this;
  }
  // A typewriter: letters and spaces are six tenths of the size wide.
  PageBuilder& typewriter() {
    letter_ = space_ = 0.6;
    return *this;
  }
  PageBuilder& bold(bool on) {
    bold_ = on;
    return *this;
  }
  // Words of `text`, the first beginning at x; y is the top of the line.
  PageBuilder& left(double x, double y, std::string_view text) {
    std::size_t at = 0;
    while (at <= text.size()) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      const std::string_view word = text.substr(at, end - at);
      if (!word.empty()) add(x + width(text.substr(0, at)), y, word);
      at = end + 1;
    }
    return *this;
  }
  // The same, the last word ending at x.
  PageBuilder& right(double x, double y, std::string_view text) {
    return left(x - width(text), y, text);
  }

  [[nodiscard]] Page page() const { return page_; }
  [[nodiscard]] Document document() const {
    Document document;
    document.pages.push_back(page_);
    return document;
  }

 private:
  [[nodiscard]] double width(std::string_view text) const {
    double ems = 0;
    for (const char c : text) {
      const bool continuation = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
      if (!continuation) ems += c == ' ' ? space_ : letter_;
    }
    return ems * size_;
  }
  void add(double x, double y, std::string_view word) {
    Word made;
    made.text = std::string(word);
    made.box = {x, y, x + width(word), y + size_ * 1.15};
    made.font_size = size_;
    made.bold = bold_;
    page_.words.push_back(std::move(made));
  }

  Page page_;
  double size_ = 10;
  double letter_ = 0.5, space_ = 0.25;  // in sizes
  bool bold_ = false;
};

}  // namespace siffra::extract
