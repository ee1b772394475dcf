#include <array>
#include <utility>

#include "rules/internal/utf8.h"
#include "rules/rule_book.h"

// Folding goes code point by code point: what has no width is dropped, ligatures are spelled out,
// dashes and quotation marks become their plain forms, a combining mark joins the letter before it,
// and letters become lower case. A run of white space is written as one space when the next visible
// character comes, which trims both ends without a second pass.

namespace siffra::rules {
namespace {

constexpr std::array<std::pair<char32_t, std::string_view>, 9> kSpelledOut = {{
    {0xFB00, "ff"},
    {0xFB01, "fi"},
    {0xFB02, "fl"},
    {0xFB03, "ffi"},
    {0xFB04, "ffl"},
    {0xFB05, "st"},
    {0xFB06, "st"},
    {0x2026, "..."},
    {0x2044, "/"},
}};

// Letters that Swedish text may hold in two code points: the letter, its mark, the single letter.
struct Composition {
  char32_t letter, mark, composed;
};
constexpr std::array<Composition, 12> kCompositions = {{
    {'a', 0x30A, 0xE5},
    {'a', 0x308, 0xE4},
    {'o', 0x308, 0xF6},
    {'u', 0x308, 0xFC},
    {'e', 0x308, 0xEB},
    {'e', 0x301, 0xE9},
    {'e', 0x300, 0xE8},
    {'a', 0x301, 0xE1},
    {'a', 0x300, 0xE0},
    {'o', 0x301, 0xF3},
    {'u', 0x301, 0xFA},
    {'i', 0x301, 0xED},
}};

char32_t composed(char32_t letter, char32_t mark) {
  for (const Composition& composition : kCompositions) {
    if (composition.letter == letter && composition.mark == mark) return composition.composed;
  }
  return 0;
}

char32_t plain_mark(char32_t c) {
  if (internal::is_dash(c)) return '-';
  if (c == 0x2018 || c == 0x2019 || c == 0xB4) return '\'';
  if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB) return '"';
  return c;
}

std::string_view spelled_out(char32_t c) {
  for (const auto& [ligature, text] : kSpelledOut) {
    if (ligature == c) return text;
  }
  return {};
}

}  // namespace

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  char32_t pending = 0;  // a letter that a combining mark may still join
  bool space = false;
  const auto flush = [&folded, &pending, &space] {
    if (pending == 0) return;
    if (space && !folded.empty()) folded += ' ';
    space = false;
    internal::append_utf8(folded, pending);
    pending = 0;
  };
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = internal::next_code_point(text, position);
    if (internal::is_invisible(c)) continue;
    if (internal::is_space(c)) {
      flush();
      space = true;
      continue;
    }
    if (const char32_t letter = composed(pending, c); letter != 0) {
      pending = letter;
      continue;
    }
    flush();
    if (const std::string_view letters = spelled_out(c); !letters.empty()) {
      if (space && !folded.empty()) folded += ' ';
      space = false;
      folded += letters;
      continue;
    }
    pending = internal::to_lower(plain_mark(c));
  }
  flush();
  return folded;
}

}  // namespace siffra::rules
