#include "extract/internal/row_references.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "extract/internal/line_chunks.h"
#include "extract/internal/reference_columns.h"
#include "extract/internal/table_region.h"

namespace siffra::extract::internal {
namespace {

// "9", "Not 9", "9)", by itself.
bool is_reference_alone(const TextLine& line, const rules::RuleBook& book) {
  if (line.chunks.size() != 1 || line.furniture) return false;
  return is_note_reference(line.chunks.front().text, &book);
}

bool has_figures(const TextLine& line) {
  return std::any_of(line.chunks.begin() + 1, line.chunks.end(),
                     [](const Chunk& chunk) { return is_figure(chunk); });
}

// Words, or the dots that go on from them.
bool begins_with_words(const TextLine& line) {
  const Chunk& first = line.chunks.front();
  return (has_letters(first) || is_leader(first.text)) && !line.furniture;
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
    TextLine* line =
        is_reference_alone(lines[l], book) ? owner(lines[l - 1], lines[l], lines[l + 1]) : nullptr;
    if (line == nullptr) {
      ++l;
      continue;
    }
    insert(*line, lines[l].chunks.front());
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(l));
  }
}

// Where references with their word stand, and parts from a label what stands there too.
class TightReferences {
 public:
  TightReferences(const Page& page, const std::vector<TextLine>& lines) : page_(page) {
    for (const TextLine& line : lines) {
      for (const Chunk& chunk : line.chunks) {
        if (is_worded_reference(chunk.text)) places_.push_back(chunk.box);
      }
      if (begins_with_reference(line.chunks.front()) && has_figures(line))
        starts_.push_back(line.box.x0);
      if (has_letters(line.chunks.front())) labels_.push_back(line.box.x0);
    }
  }

  void part(TextLine& line) const {
    const std::vector<std::size_t> words = line.chunks.front().words;
    if (words.size() < 2 || line.chunks.front().numeric) return;
    if (stands_before_labels(line)) return split(line, 1);
    if (words.size() < 3) return;
    const Chunk behind = make_chunk(page_, {words.end() - 2, words.end()});
    if (is_worded_reference(behind.text) && stands_with_others(behind.box)) {
      split(line, words.end() - 2 - words.begin());
    } else if (begins_with_reference(line.chunks.front()) && begins_with_others(line.box.x0) &&
               (has_figures(line) || begins_small(page_.words[words[2]].text))) {
      split(line, 2);
    }
  }

 private:
  static constexpr std::size_t kFewest = 2;
  static bool same(double a, double b) { return std::abs(a - b) <= 1.5; }  // points

  [[nodiscard]] bool begins_with_reference(const Chunk& chunk) const {
    return chunk.words.size() > 2 && is_worded_reference(page_.words[chunk.words[0]].text + " " +
                                                         page_.words[chunk.words[1]].text);
  }
  [[nodiscard]] bool stands_with_others(const Box& own) const {
    const auto others = std::count_if(places_.begin(), places_.end(), [&](const Box& box) {
      return same(box.x0, own.x0) || same(box.x1, own.x1) || same(box.x0 + box.x1, own.x0 + own.x1);
    });
    return static_cast<std::size_t>(others) >= kFewest;
  }
  // "3 Fordringar" where other labels begin with "Fordringar": a number, in a column of its own.
  [[nodiscard]] bool stands_before_labels(const TextLine& line) const {
    constexpr std::size_t kLongest = 2;  // digits
    const Chunk& chunk = line.chunks.front();
    const std::string& number = page_.words[chunk.words[0]].text;
    if (!has_figures(line) || number.size() > kLongest ||
        !std::all_of(number.begin(), number.end(), is_digit))
      return false;
    const double label = page_.words[chunk.words[1]].box.x0;
    const auto with =
        std::count_if(labels_.begin(), labels_.end(), [&](double x) { return same(x, label); });
    return static_cast<std::size_t>(with) > kFewest;
  }
  // Titles of notes begin so too, but have no figures of a row behind them and go on with a
  // capital.
  [[nodiscard]] bool begins_with_others(double x) const {
    const auto with = static_cast<std::size_t>(std::count_if(
        starts_.begin(), starts_.end(), [&](double start) { return same(start, x); }));
    return with > kFewest;
  }
  void split(TextLine& line, std::ptrdiff_t at) const {
    const std::vector<std::size_t> words = line.chunks.front().words;
    line.chunks.front() = make_chunk(page_, {words.begin(), words.begin() + at});
    line.chunks.insert(line.chunks.begin() + 1,
                       make_chunk(page_, {words.begin() + at, words.end()}));
  }

  const Page& page_;
  std::vector<Box> places_;     // of references that stand by themselves
  std::vector<double> starts_;  // of labels that begin with one
  std::vector<double> labels_;  // where lines of words begin
};

void part_tight_references(const Page& page, std::vector<TextLine>& lines) {
  const TightReferences references(page, lines);
  for (TextLine& line : lines) references.part(line);
}

}  // namespace

void set_references_in_rows(const Page& page, std::vector<TextLine>& lines,
                            const rules::RuleBook& book) {
  join_level_references(lines, book);
  part_tight_references(page, lines);
}

}  // namespace siffra::extract::internal
