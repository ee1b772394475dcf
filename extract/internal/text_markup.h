// The tags and marks that text dumps carry from the program that made them: read and taken out.
//
// Known are the HTML tags of emphasis, Markdown headings and stars, links, rules and the bracketed
// bookmarks of word processors. Everything else, a lone "*" or "<5 %", is text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace siffra::extract {

// Text with one weight per code point.
struct StyledText {
  std::u32string text;
  std::vector<bool> bold;  // as long as text

  [[nodiscard]] bool empty() const { return text.empty(); }
  [[nodiscard]] std::size_t size() const { return text.size(); }
  [[nodiscard]] StyledText part(std::size_t from, std::size_t count) const;
  [[nodiscard]] StyledText trimmed() const;
};

struct MarkedLine {
  StyledText styled;
  int heading_level = 0;  // 1–6 for a Markdown heading, 0 for other lines
};

MarkedLine read_markup(std::u32string_view line);

}  // namespace siffra::extract
