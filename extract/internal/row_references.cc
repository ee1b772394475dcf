#include "extract/internal/row_references.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "extract/internal/line_chunks.h"
#include "extract/internal/reference_columns.h"

namespace siffra::extract::internal {
namespace {

// "9", "Not 9", "9)", by itself.
bool is_reference_alone(const TextLine& line, const rules::RuleBook& book) {
  if (line.chunks.size() != 1 || line.furniture) return false;
  std::string text = line.chunks.front().text;
  if (text.ends_with(')')) text.pop_back();
  return is_note_reference(text, &book);
}

bool has_figures(const TextLine& line) {
  return std::any_of(line.chunks.begin() + 1, line.chunks.end(),
                     [](const Chunk& chunk) { return is_figure(chunk); });
}

bool begins_with_words(const TextLine& line) {
  return has_letters(line.chunks.front()) && !line.furniture;
}

bool has_room_for(const TextLine& line, const Box& box) {
  return std::none_of(line.chunks.begin(), line.chunks.end(), [&](const Chunk& chunk) {
    return chunk.box.x0 < box.x1 && chunk.box.x1 > box.x0;
  });
}

void insert(TextLine& line, const Chunk& chunk) {
  const auto right = std::find_if(line.chunks.begin(), line.chunks.end(),
                                  [&](const Chunk& c) { return c.box.x0 > chunk.box.x0; });
  line.chunks.insert(right, chunk);
  line.box = united(line.box, chunk.box);
}

// The line of the two that the reference belongs to; null where it does not stand between the two
// lines of one label.
TextLine* owner(TextLine& above, const TextLine& reference, TextLine& below) {
  const Box& box = reference.box;
  const bool between = box.y0 < above.box.y1 && box.y1 > below.box.y0 &&
                       above.box.center_y() < box.center_y() &&
                       box.center_y() < below.box.center_y();
  const bool one_block = above.block == reference.block && below.block == reference.block;
  if (!between || !one_block || !begins_with_words(above) || !begins_with_words(below))
    return nullptr;
  const bool figures_above = has_figures(above), figures_below = has_figures(below);
  if (figures_above && figures_below) return nullptr;
  TextLine& line = figures_below ? below : above;
  return has_room_for(line, box) ? &line : nullptr;
}

void join_level_references(std::vector<TextLine>& lines, const rules::RuleBook& book) {
  for (std::size_t l = 1; l + 1 < lines.size();) {
    TextLine* line = is_reference_alone(lines[l], book)
                         ? owner(lines[l - 1], lines[l], lines[l + 1])
                         : nullptr;
    if (line == nullptr) {
      ++l;
      continue;
    }
    insert(*line, lines[l].chunks.front());
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(l));
  }
}

// "Not 5": the word and the number.
bool is_worded_reference(const std::string& text, const rules::RuleBook& book) {
  const auto space = text.find(' ');
  return space != std::string::npos && book.column_head(text.substr(0, space)).is_note_column &&
         is_note_reference(text, &book);
}

void part_tight_references(const Page& page, std::vector<TextLine>& lines,
                           const rules::RuleBook& book) {
  constexpr std::size_t kFewest = 2;
  constexpr double kSamePlace = 1.5;  // points
  std::vector<Box> places;
  for (const TextLine& line : lines) {
    for (std::size_t c = 1; c < line.chunks.size(); ++c) {
      if (is_worded_reference(line.chunks[c].text, book)) places.push_back(line.chunks[c].box);
    }
  }
  if (places.size() < kFewest) return;
  for (TextLine& line : lines) {
    const std::vector<std::size_t> words = line.chunks.front().words;
    if (words.size() < 3 || line.chunks.front().numeric) continue;
    const auto seam = words.end() - 2;
    const Chunk reference = make_chunk(page, {seam, words.end()});
    if (!is_worded_reference(reference.text, book)) continue;
    const auto in_line = std::count_if(places.begin(), places.end(), [&](const Box& box) {
      const Box& own = reference.box;
      const auto same = [](double a, double b) { return std::abs(a - b) <= kSamePlace; };
      return same(box.x0, own.x0) || same(box.x1, own.x1) ||
             same(box.x0 + box.x1, own.x0 + own.x1);
    });
    if (static_cast<std::size_t>(in_line) < kFewest) continue;
    line.chunks.front() = make_chunk(page, {words.begin(), seam});
    line.chunks.insert(line.chunks.begin() + 1, reference);
  }
}

}  // namespace

void set_references_in_rows(const Page& page, std::vector<TextLine>& lines,
                            const rules::RuleBook& book) {
  join_level_references(lines, book);
  part_tight_references(page, lines, book);
}

}  // namespace siffra::extract::internal
