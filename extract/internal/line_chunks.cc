#include "extract/internal/line_chunks.h"

#include <algorithm>

#include "extract/internal/table_region.h"

namespace siffra::extract::internal {

bool is_figure(const Chunk& chunk) { return chunk.numeric && !looks_like_date(chunk.text); }

bool has_letters(const Chunk& chunk) {
  return std::any_of(chunk.text.begin(), chunk.text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0xC3;
  });
}

bool begins_small(std::string_view text) {
  constexpr unsigned char kTwoBytes = 0xC3, kFirstSmall = 0xA0;
  if (text.empty()) return false;
  const char first = text.front();
  if (static_cast<unsigned char>(first) != kTwoBytes) return first >= 'a' && first <= 'z';
  return text.size() > 1 && static_cast<unsigned char>(text[1]) >= kFirstSmall;
}

bool is_word_for_note(std::string_view text) {
  return text == "Not" || text == "not" || text == "NOT" || text == "Noter" || text == "noter";
}

bool is_worded_reference(std::string_view text) {
  constexpr std::size_t kLongest = 3;
  const auto space = text.find(' ');
  if (space == std::string_view::npos || !is_word_for_note(text.substr(0, space))) return false;
  const std::string_view number = text.substr(space + 1);
  return !number.empty() && number.size() <= kLongest && is_digit(number.front());
}

ChunkCounts count_chunks(const TextLine& line) {
  ChunkCounts counts;
  const bool dated = std::any_of(line.chunks.begin(), line.chunks.end(),
                                 [](const Chunk& chunk) { return looks_like_date(chunk.text); });
  for (const Chunk& chunk : line.chunks) {
    if (dated && chunk.text == "?") continue;
    if (is_figure(chunk)) {
      ++counts.figures;
      counts.figure_after_text = counts.figure_after_text || counts.texts > 0;
    } else if (looks_like_date(chunk.text)) {
      ++counts.dates;
    } else if (!is_leader(chunk.text)) {
      ++counts.texts;
      counts.longest_text = std::max(counts.longest_text, chunk.text.size());
    }
  }
  return counts;
}

}  // namespace siffra::extract::internal
