#include "reconcile/report/terminal_text.h"

#include <cstdint>

namespace siffra::reconcile {
namespace {

constexpr std::string_view kReplacement = "\ufffd";

// One code point from the front of `text`; length 0 where it is not UTF-8.
struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 0;
};

CodePoint front(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length == 0 || text.size() < length || lead > 0xf4) return {};
  std::uint32_t value = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return {};
    value = value << 6U | (byte(i) & 0x3fU);
  }
  return {value, length};
}

bool is_control(std::uint32_t c) {
  const bool direction_override = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || direction_override;
}

bool is_combining(std::uint32_t c) { return c >= 0x300 && c < 0x370; }

std::string cut(std::string_view text, std::size_t width) {
  std::string kept;
  std::size_t shown = 0;
  while (!text.empty()) {
    const CodePoint c = front(text);
    const std::size_t length = c.length == 0 ? 1 : c.length;
    if (!is_combining(c.value) && ++shown > width) break;
    kept += text.substr(0, length);
    text.remove_prefix(length);
  }
  return kept;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = front(text);
    if (c.length == 0) {
      clean += kReplacement;
      text.remove_prefix(1);
      continue;
    }
    if (c.value == '\n' || c.value == '\t' || c.value == '\r') {
      clean += ' ';
    } else if (is_control(c.value)) {
      clean += kReplacement;
    } else {
      clean += text.substr(0, c.length);
    }
    text.remove_prefix(c.length);
  }
  return clean;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint c = front(text);
    width += is_combining(c.value) ? 0U : 1U;
    text.remove_prefix(c.length == 0 ? 1 : c.length);
  }
  return width;
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t shown = display_width(text);
  if (shown > width) return width == 0 ? std::string() : cut(text, width - 1) + "…";
  return std::string(text) + std::string(width - shown, ' ');
}

std::string padded_left(std::string_view text, std::size_t width) {
  const std::size_t shown = display_width(text);
  return (shown < width ? std::string(width - shown, ' ') : std::string()) + std::string(text);
}

std::string wrapped(std::string_view text, std::size_t width, std::string_view indent) {
  std::string lines, line;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (word.empty()) continue;
    if (!line.empty() && display_width(line) + 1 + display_width(word) > width) {
      lines += std::string(indent) + line + "\n";
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty()) lines += std::string(indent) + line + "\n";
  return lines;
}

std::string Painter::paint(Style style, std::string_view text) const {
  if (!on_ || text.empty()) return std::string(text);
  const auto code = [style]() -> std::string_view {
    switch (style) {
      case Style::kBold:
        return "1";
      case Style::kDim:
        return "2";
      case Style::kGood:
        return "32";
      case Style::kBad:
        return "1;31";
      case Style::kDoubtful:
        break;
    }
    return "33";
  }();
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace siffra::reconcile
