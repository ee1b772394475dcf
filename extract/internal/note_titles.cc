#include "extract/internal/note_titles.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extract/internal/statement_text.h"
#include "extract/internal/table_region.h"

namespace siffra::extract::internal {

namespace {

bool is_number(const std::string& text) {
  constexpr std::size_t kLongest = 3;
  return !text.empty() && text.size() <= kLongest && text.front() >= '1' && text.front() <= '9';
}

bool is_title_in_columns(const TextLine& line, const rules::RuleBook& book) {
  constexpr double kNumberNear = 4, kTitleNear = 8;  // sizes of the print
  if (line.chunks.size() < 3) return false;
  const Chunk& word = line.chunks[0];
  const Chunk& number = line.chunks[1];
  const Chunk& title = line.chunks[2];
  if (word.words.size() != 1 || !is_number(number.text)) return false;
  if (!has_letter(title.text) || title.numeric || looks_like_date(title.text)) return false;
  if (number.box.x0 - word.box.x1 > kNumberNear * line.font_size) return false;
  if (title.box.x0 - number.box.x1 > kTitleNear * line.font_size) return false;
  const bool only_dates =
      std::all_of(line.chunks.begin() + 3, line.chunks.end(),
                  [](const Chunk& chunk) { return !chunk.numeric || looks_like_date(chunk.text); });
  return only_dates && book.column_head(word.text).is_note_column;
}

// "Not" alone on its line, over the number of a note that stands at the end of a row.
bool stands_over_number(const TextLine& word, const TextLine& row, const rules::RuleBook& book) {
  constexpr double kNear = 2;  // sizes of the print
  if (word.chunks.size() != 1 || word.chunks[0].words.size() != 1 || row.chunks.size() < 2)
    return false;
  const Chunk& number = row.chunks.back();
  const Box& box = word.chunks[0].box;
  return is_number(number.text) && number.box.x0 < box.x1 && number.box.x1 > box.x0 &&
         row.box.center_y() - word.box.center_y() < kNear * row.font_size &&
         book.column_head(word.chunks[0].text).is_note_column;
}

Chunk joined(const Page& page, const Chunk& first, const Chunk& second) {
  std::vector<std::size_t> words = first.words;
  words.insert(words.end(), second.words.begin(), second.words.end());
  return make_chunk(page, std::move(words));
}

void join_stacked_references(const Page& page, std::vector<TextLine>& lines,
                             const rules::RuleBook& book) {
  for (std::size_t l = 0; l + 1 < lines.size();) {
    if (!stands_over_number(lines[l], lines[l + 1], book)) {
      ++l;
      continue;
    }
    Chunk& number = lines[l + 1].chunks.back();
    number = joined(page, lines[l].chunks[0], number);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(l));
  }
}

}  // namespace

void join_note_titles(const Page& page, std::vector<TextLine>& lines, const rules::RuleBook& book) {
  join_stacked_references(page, lines, book);
  for (TextLine& line : lines) {
    if (!is_title_in_columns(line, book)) continue;
    line.chunks[2] = joined(page, joined(page, line.chunks[0], line.chunks[1]), line.chunks[2]);
    line.chunks.erase(line.chunks.begin(), line.chunks.begin() + 2);
  }
}

}  // namespace siffra::extract::internal
