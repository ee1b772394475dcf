#include "extract/internal/text_markup.h"

#include <algorithm>
#include <array>

#include "extract/internal/unicode.h"

namespace siffra::extract {

namespace {

constexpr std::array<std::u32string_view, 10> kTags = {U"b",   U"i",   U"u",     U"strong", U"em",
                                                       U"sup", U"sub", U"small", U"span",   U"br"};

// Length of the known tag that begins at `at` (0 = none); `bold` tells what a <b> or </b> turns.
std::size_t tag_length(std::u32string_view text, std::size_t at, int& bold) {
  if (text[at] != U'<') return 0;
  constexpr std::size_t kLongestTag = 80;
  const std::size_t close = text.substr(at, kLongestTag).find(U'>');
  if (close == std::u32string_view::npos) return 0;
  std::u32string_view inside = text.substr(at + 1, close - 1);
  const bool ends = !inside.empty() && inside.front() == U'/';
  if (ends) inside.remove_prefix(1);
  std::u32string name;
  for (const char32_t c : inside) {
    if (!is_letter(c)) break;
    name.push_back(c >= U'A' && c <= U'Z' ? c + 32 : c);
  }
  if (std::find(kTags.begin(), kTags.end(), name) == kTags.end()) return 0;
  const std::size_t rest = name.size();
  if (rest < inside.size() && inside[rest] != U' ' && inside[rest] != U'/') return 0;
  bold = name == U"b" || name == U"strong" ? (ends ? -1 : 1) : 0;
  return close + 1;
}

// "[bookmark: _Toc319]" is nothing; "[text](address)" is its text.
struct Bracket {
  std::size_t length = 0;
  std::u32string_view text;
};

Bracket bracket_at(std::u32string_view text, std::size_t at) {
  if (text[at] != U'[') return {};
  const std::size_t close = text.find(U']', at);
  if (close == std::u32string_view::npos) return {};
  const std::u32string_view inside = text.substr(at + 1, close - at - 1);
  if (inside.starts_with(U"bookmark:") || inside.starts_with(U"footnoteRef:")) {
    return {close - at + 1, {}};
  }
  if (close + 1 < text.size() && text[close + 1] == U'(') {
    const std::size_t end = text.find(U')', close);
    if (end != std::u32string_view::npos) return {end - at + 1, inside};
  }
  return {};
}

// A run of one to three stars that opens or closes emphasis, told by what stands beside it: a star
// between spaces is a star.
std::size_t star_run(std::u32string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] == U'*') ++end;
  return end - at;
}

bool has_closing_stars(std::u32string_view text, std::size_t from, std::size_t count) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] != U'*') continue;
    const std::size_t run = star_run(text, at);
    if (run == count && !is_white_space(text[at - 1])) return true;
    at += run - 1;
  }
  return false;
}

// Only dashes, stars or equal signs, three or more: a drawn line.
bool is_drawn_line(std::u32string_view text) {
  std::size_t marks = 0;
  for (const char32_t c : text) {
    if (is_white_space(c)) continue;
    if (c != text[0] || (c != U'-' && c != U'*' && c != U'=' && c != U'_')) return false;
    ++marks;
  }
  return marks >= 3;
}

class MarkupReader {
 public:
  explicit MarkupReader(std::u32string_view text) : text_(text) {}

  StyledText read() {
    for (std::size_t at = 0; at < text_.size();) at += step(at);
    return std::move(out_);
  }

 private:
  std::size_t step(std::size_t at) {
    int bold = 0;
    if (const std::size_t length = tag_length(text_, at, bold); length > 0) {
      depth_ = std::max(0, depth_ + bold);
      return length;
    }
    if (const Bracket bracket = bracket_at(text_, at); bracket.length > 0) {
      for (const char32_t c : bracket.text) put(c);
      return bracket.length;
    }
    if (text_[at] == U'*') return stars(at);
    put(text_[at]);
    return 1;
  }

  std::size_t stars(std::size_t at) {
    const std::size_t run = star_run(text_, at);
    const bool known = run <= 3;
    const std::size_t after = at + run;
    if (known && run == open_stars_ && at > 0 && !is_white_space(text_[at - 1])) {
      open_stars_ = 0;
      if (run >= 2) starred_bold_ = false;
      return run;
    }
    if (known && open_stars_ == 0 && after < text_.size() && !is_white_space(text_[after]) &&
        has_closing_stars(text_, after + 1, run)) {
      open_stars_ = run;
      if (run >= 2) starred_bold_ = true;
      return run;
    }
    for (std::size_t i = 0; i < run; ++i) put(U'*');
    return run;
  }

  void put(char32_t c) {
    out_.text.push_back(c);
    out_.bold.push_back(depth_ > 0 || starred_bold_);
  }

  std::u32string_view text_;
  StyledText out_;
  int depth_ = 0;
  std::size_t open_stars_ = 0;
  bool starred_bold_ = false;
};

}  // namespace

StyledText StyledText::part(std::size_t from, std::size_t count) const {
  StyledText out;
  out.text = text.substr(from, count);
  const auto begin = bold.begin() + static_cast<std::ptrdiff_t>(from);
  out.bold.assign(begin, begin + static_cast<std::ptrdiff_t>(out.text.size()));
  return out;
}

StyledText StyledText::trimmed() const {
  std::size_t from = 0, to = text.size();
  while (from < to && is_white_space(text[from])) ++from;
  while (to > from && is_white_space(text[to - 1])) --to;
  return part(from, to - from);
}

MarkedLine read_markup(std::u32string_view line) {
  MarkedLine out;
  if (!line.empty() && is_drawn_line(line)) return out;
  std::size_t level = 0;
  while (level < line.size() && line[level] == U'#') ++level;
  if (level >= 1 && level <= 6 && level < line.size() && line[level] == U' ') {
    out.heading_level = static_cast<int>(level);
    line.remove_prefix(level + 1);
  }
  out.styled = MarkupReader(line).read();
  if (out.heading_level > 0) {
    out.styled.bold.assign(out.styled.text.size(), true);
  }
  return out;
}

}  // namespace siffra::extract
