#include "extract/internal/illegible_text.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/internal/unicode.h"

namespace siffra::extract {

namespace {

bool is_vowel(char32_t c) {
  return std::u32string_view(U"aeiouyåäöéAEIOUYÅÄÖÉ").find(c) != std::u32string_view::npos;
}

// Punctuation, dashes, signs of currency and the like, which any report may use.
bool is_common_sign(char32_t c) {
  return (c > 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0x100) || (c >= 0x2010 && c < 0x2070) ||
         (c >= 0x20A0 && c < 0x20D0) || (c >= 0x2190 && c < 0x2300) || (c >= 0x25A0 && c < 0x2700);
}

bool is_dash(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

// The digits of a figure, with '-' before them where it has a minus sign; empty for other words.
std::u32string figure_of(std::string_view word) {
  std::u32string digits;
  bool minus = false;
  for (const char32_t c : from_utf8(word)) {
    if (is_digit(c)) {
      digits += c;
    } else if (is_dash(c)) {
      minus = true;
    } else if (std::u32string_view(U".,()%+").find(c) == std::u32string_view::npos) {
      return {};
    }
  }
  if (minus) digits.insert(digits.begin(), U'-');
  return digits;
}

bool lies_in(const Box& inner, const Box& outer) {
  return inner.center_x() > outer.x0 - 1 && inner.center_x() < outer.x1 + 1 &&
         inner.center_y() > outer.y0 - 1 && inner.center_y() < outer.y1 + 1;
}

// A recognised figure and the words of the text layer in its place.
struct Meeting {
  std::size_t recognised = 0;
  std::vector<std::size_t> words;  // from left to right
  std::u32string seen, told;

  bool same_sign() const { return seen.starts_with(U'-') == told.starts_with(U'-'); }
};

std::vector<Meeting> meetings(const Page& before, const Page& page) {
  std::vector<Meeting> found;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    Meeting meeting{i, {}, figure_of(page.words[i].text), {}};
    if (meeting.seen.empty()) continue;
    for (std::size_t j = 0; j < before.words.size(); ++j) {
      if (lies_in(before.words[j].box, page.words[i].box)) meeting.words.push_back(j);
    }
    std::sort(meeting.words.begin(), meeting.words.end(), [&](std::size_t a, std::size_t b) {
      return before.words[a].box.x0 < before.words[b].box.x0;
    });
    std::string text;
    for (const std::size_t word : meeting.words) text += before.words[word].text;
    meeting.told = figure_of(text);
    if (!meeting.words.empty()) found.push_back(std::move(meeting));
  }
  return found;
}

}  // namespace

bool is_illegible(const Page& page, bool others_are) {
  constexpr std::size_t kFewSigns = 40;
  const std::size_t few_letters = others_are ? 40 : 150;
  constexpr double kMuch = 0.3;        // of all characters; writing has hardly any that are strange
  constexpr double kFewVowels = 0.22;  // of the letters; Swedish and English have 0.36 to 0.40
  std::size_t signs = 0, strange = 0, letters = 0, vowels = 0;
  for (const Word& word : page.words) {
    if (word.source != Source::kTextLayer) continue;
    for (const char32_t c : from_utf8(word.text)) {
      ++signs;
      if (is_letter(c)) ++letters;
      if (is_vowel(c)) ++vowels;
      if (!is_letter(c) && !is_common_sign(c)) ++strange;
    }
  }
  if (signs < kFewSigns) return false;
  if (static_cast<double>(strange) > kMuch * static_cast<double>(signs)) return true;
  return letters >= few_letters &&
         static_cast<double>(vowels) < kFewVowels * static_cast<double>(letters);
}

void restore_confirmed_figures(const Page& before, Page& page) {
  constexpr std::size_t kSeveral = 10;
  constexpr double kNearlyAll = 0.85;  // recognition itself errs now and then
  const std::vector<Meeting> met = meetings(before, page);
  const auto agreed = static_cast<double>(std::count_if(
      met.begin(), met.end(), [](const Meeting& each) { return each.seen == each.told; }));
  if (met.size() < kSeveral || agreed < kNearlyAll * static_cast<double>(met.size())) return;
  // A sign may be mapped wrongly where digits are not: what the picture denies is left as seen.
  std::vector<bool> replaced(page.words.size(), false);
  std::vector<Word> restored;
  for (const Meeting& each : met) {
    if (each.told.empty() || !each.same_sign()) continue;
    replaced[each.recognised] = true;
    // Level with the recognised labels beside it, and of their weight, or the two make no row: a
    // font's box is taller than its ink, and recognition knows no bold.
    const Word& recognised = page.words[each.recognised];
    for (const std::size_t word : each.words) {
      restored.push_back(before.words[word]);
      restored.back().box.y0 = recognised.box.y0;
      restored.back().box.y1 = recognised.box.y1;
      restored.back().bold = recognised.bold;
      restored.back().font_size = recognised.font_size;
    }
  }
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    if (!replaced[i]) restored.push_back(std::move(page.words[i]));
  }
  page.words = std::move(restored);
  page.reading = PageReading::kBoth;
}

}  // namespace siffra::extract
