#include "extract/internal/table_region.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "extract/internal/line_chunks.h"
#include "rules/amount.h"

namespace siffra::extract::internal {
namespace {

// Years that go up or down by one ("2020 2019 2018") are heads whatever label stands before them.
bool years_in_sequence(const TextLine& line) {
  int previous = 0, step = 0;
  std::size_t count = 0;
  for (const Chunk& chunk : line.chunks) {
    if (chunk.text.size() != 4 || !looks_like_date(chunk.text)) continue;
    const int year = std::stoi(chunk.text);
    if (count > 0) {
      const int difference = year - previous;
      if (std::abs(difference) > 1 || (count > 1 && difference != step)) return false;
      step = difference;
    }
    previous = year;
    ++count;
  }
  return count >= 2;
}

// A bare year in a row's own figure column is a figure when a label stands before it: "Byggår
// 1987".
bool is_row_of_years(const TextLine& line) {
  return !years_in_sequence(line) && count_chunks(line).texts > 0 && count_chunks(line).dates > 0 &&
         std::none_of(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
           return looks_like_date(chunk.text) && chunk.text.size() != 4;
         });
}

struct Interval {
  double x0, x1;
};

// Where the figures of the region stand so far: overlapping intervals, kept merged.
class FigureColumns {
 public:
  void add(const TextLine& line) {
    bool after_label = false;
    for (const Chunk& chunk : line.chunks) {
      after_label = after_label || has_letters(chunk);
      if (!chunk.numeric) continue;
      insert({chunk.box.x0, chunk.box.x1});
      // Numbers before the labels are codes: headings of groups stand to the right of them.
      if (after_label) first_after_label_ = std::min(first_after_label_, chunk.box.x0);
    }
    ++lines_;
  }
  // At least half of the line's figures stand under figures seen before.
  [[nodiscard]] bool fits(const TextLine& line) const {
    std::size_t figures = 0, fitting = 0;
    for (const Chunk& chunk : line.chunks) {
      if (!chunk.numeric) continue;
      ++figures;
      const double slack = 0.3 * line.font_size;
      const bool fits = std::any_of(columns_.begin(), columns_.end(), [&](const Interval& column) {
        return chunk.box.x0 < column.x1 + slack && chunk.box.x1 > column.x0 - slack;
      });
      if (fits) ++fitting;
    }
    return 2 * fitting >= figures;
  }
  [[nodiscard]] double left() const {
    if (columns_.empty()) return 0;
    return std::max(columns_.front().x0, std::min(first_after_label_, columns_.back().x0));
  }
  [[nodiscard]] double right() const { return columns_.empty() ? 0 : columns_.back().x1; }
  [[nodiscard]] std::size_t lines() const { return lines_; }

 private:
  void insert(Interval added) {
    std::vector<Interval> merged;
    for (const Interval& column : columns_) {
      if (column.x1 < added.x0 || column.x0 > added.x1) {
        merged.push_back(column);
      } else {
        added = {std::min(added.x0, column.x0), std::max(added.x1, column.x1)};
      }
    }
    merged.push_back(added);
    std::sort(merged.begin(), merged.end(),
              [](const Interval& a, const Interval& b) { return a.x0 < b.x0; });
    columns_ = std::move(merged);
  }
  std::vector<Interval> columns_;
  double first_after_label_ = std::numeric_limits<double>::max();
  std::size_t lines_ = 0;
};

constexpr std::size_t kMostLabelsBetweenRows = 6;

// "Not 3", "2, 3": a reference in a row without figures, not a head.
bool is_reference(const Chunk& chunk) {
  return chunk.text.size() <= 7 && std::any_of(chunk.text.begin(), chunk.text.end(), is_digit);
}

// Words where figures stand: the heads of the next table. One word alone is a head only after a
// heading or a gap; a row may say "Inga" or "ej mätbart" in the place of a figure.
// What begins right of every figure is a column of remarks.
bool heads_new_table(const TextLine& line, const TextLine& above, LineKind above_kind,
                     const FigureColumns& columns) {
  const double first_figure = columns.left(), remarks = columns.right() - 1;
  std::size_t over_figures = 0;
  for (std::size_t c = 0; c < line.chunks.size(); ++c) {
    const Chunk& chunk = line.chunks[c];
    const bool beyond = c > 0 ? chunk.box.x1 > first_figure : chunk.box.x0 > first_figure;
    const bool words = !chunk.numeric && has_letters(chunk) && !is_reference(chunk);
    if (beyond && words && chunk.box.x0 < remarks) ++over_figures;
  }
  const bool apart =
      above_kind != LineKind::kFigures || line.box.y0 - above.box.y1 > 0.8 * line.font_size;
  return over_figures >= 2 || (over_figures == 1 && apart);
}

// A row's label may be as long as a line of prose when the rows are set without a gap; a paragraph
// stands apart from the table above it or has more lines.
bool is_long_label(const std::vector<TextLine>& lines, std::size_t line, std::size_t last_row) {
  constexpr std::size_t kMostLines = 2;
  const double gap = lines[line].box.y0 - lines[line - 1].box.y1;
  const bool same_left =
      std::abs(lines[line].box.x0 - lines[last_row].box.x0) < 2 * lines[line].font_size;
  return line - last_row <= kMostLines && gap < 0.45 * lines[line].font_size && same_left;
}

// Whether the line after the last row is the rest of its label: "Verksamhetens  -613 246" over
// "nettokostnad".
bool ends_label_of(const std::vector<TextLine>& lines, const std::vector<LineKind>& kinds,
                   std::size_t last) {
  if (last + 1 >= lines.size() || kinds[last + 1] != LineKind::kLabel) return false;
  const TextLine& row = lines[last];
  const TextLine& rest = lines[last + 1];
  const std::string& text = rest.chunks.front().text;
  const bool small = text.starts_with('(') || begins_small(text);
  return small && rest.chunks.size() == 1 && rest.bold == row.chunks.front().bold &&
         rest.box.y0 - row.box.y1 < 0.3 * row.font_size && rest.box.x1 < row.box.x1 &&
         std::abs(rest.box.x0 - row.box.x0) < 2 * row.font_size;
}

// The last line of the row at `last` when its figures are set level with the middle of its words:
// the first line after them reaches up beside them, the others follow it without a gap.
std::size_t end_of_centred_row(const std::vector<TextLine>& lines,
                               const std::vector<LineKind>& kinds, std::size_t last) {
  std::size_t end = last;
  while (end + 1 < lines.size() && kinds[end + 1] == LineKind::kLabel) {
    const TextLine& line = lines[end + 1];
    const double overlap = lines[end].box.y1 - line.box.y0;
    const bool beside = overlap > 0.2 * line.font_size;
    const bool follows = end > last && overlap > -0.15 * line.font_size &&
                         std::abs(line.box.x0 - lines[end].box.x0) < 1 &&
                         line.bold == lines[end].bold;
    if (line.furniture || !(beside || follows)) break;
    ++end;
  }
  return end;
}

// A short figure by itself, well below the rows of long ones: the number of the page, or a pen mark
// read as one.
bool is_stray_figure(const std::vector<TextLine>& lines, std::size_t line, std::size_t last_row) {
  constexpr double kAway = 1.2;  // sizes of the type
  constexpr std::size_t kShort = 3, kLong = 5;
  const TextLine& stray = lines[line];
  if (stray.chunks.size() != 1 || !stray.chunks.front().numeric) return false;
  const std::string& text = stray.chunks.front().text;
  const TextLine& row = lines[last_row];
  const bool beside_long =
      std::any_of(row.chunks.begin(), row.chunks.end(),
                  [](const Chunk& chunk) { return chunk.numeric && chunk.text.size() >= kLong; });
  return text.size() <= kShort && std::all_of(text.begin(), text.end(), is_digit) && beside_long &&
         stray.box.y0 - row.box.y1 > kAway * row.font_size;
}

// Grows the region that starts at `first` and returns its last line.
std::size_t grow(const std::vector<TextLine>& lines, const std::vector<LineKind>& kinds,
                 std::size_t first) {
  FigureColumns columns;
  columns.add(lines[first]);
  std::size_t last = first;
  double widest = 0;  // gap between two rows that are next to each other
  for (std::size_t next = first + 1; next < lines.size(); ++next) {
    const TextLine& line = lines[next];
    if (line.furniture) continue;
    const double gap = line.box.y0 - lines[next - 1].box.y1;
    // In a table with much air a blank row leaves more than a table ends with elsewhere.
    constexpr double kAway = 6, kBlankRow = 2.6;
    if (gap > std::max(kAway * line.font_size, kBlankRow * widest)) break;
    if (columns.lines() <= 2) widest = std::max(widest, gap);
    if (kinds[next] == LineKind::kFigures) {
      if (columns.lines() >= 2 && !columns.fits(line)) break;
      if (is_stray_figure(lines, next, last)) continue;
      columns.add(line);
      last = next;
      continue;
    }
    if (kinds[next] == LineKind::kTitle) break;
    if (kinds[next] == LineKind::kHead) {
      if (!is_row_of_years(line) || !columns.fits(line)) break;
      last = next;
      continue;
    }
    if (next - last > kMostLabelsBetweenRows) break;
    if (kinds[next] == LineKind::kProse && !is_long_label(lines, next, last)) break;
    if (heads_new_table(line, lines[next - 1], kinds[next - 1], columns)) break;
  }
  return ends_label_of(lines, kinds, last) ? last + 1 : end_of_centred_row(lines, kinds, last);
}

}  // namespace

bool looks_like_date(std::string_view text) {
  if (text.size() < 4 || text.size() > 26) return false;
  int run = 0, longest = 0, digits = 0;
  std::string_view four;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) {
      ++run;
      ++digits;
      longest = std::max(longest, run);
      if (run == 4) four = text.substr(i - 3, 4);
      if (run == 5) four = {};
      continue;
    }
    run = 0;
    if (c != '-' && c != '/' && c != '.' && c != ' ' && c != ':' &&
        static_cast<unsigned char>(c) < 0x80)
      return false;
  }
  if (four.empty() || longest != 4) return false;
  if (!((four[0] == '1' && four[1] == '9') || (four[0] == '2' && four[1] == '0'))) return false;
  // "2023", and "2023-" of a date broken over two lines; "-2023" is an amount.
  if (digits == 4) return text.size() == 4 || text.back() == '-';
  return digits >= 6;
}

bool is_bare_day(std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), is_digit)) return false;
  if (text.size() == 8 && (text.starts_with("19") || text.starts_with("20"))) text.remove_prefix(2);
  if (text.size() != 6) return false;
  const int month = (text[2] - '0') * 10 + (text[3] - '0');
  const int day = (text[4] - '0') * 10 + (text[5] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool is_lone_reference(const TextLine& line) {
  return line.chunks.size() == 1 && line.chunks.front().numeric &&
         line.chunks.front().text.size() <= 2;
}

bool is_leader(std::string_view text) {
  std::size_t marks = 0;
  for (const char c : text) {
    if (c == '.' || c == '_' || c == ' ' || c == ':') {
      ++marks;
    } else if (static_cast<unsigned char>(c) < 0x80) {
      return false;
    }
  }
  return marks >= 2 || text == "…";
}

std::vector<Region> find_regions(const std::vector<TextLine>& lines,
                                 const std::vector<LineKind>& kinds) {
  std::vector<Region> regions;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool labelled = has_letters(lines[i].chunks.front()) || lines[i].chunks.size() > 1;
    if (kinds[i] != LineKind::kFigures || lines[i].furniture || !labelled) continue;
    const std::size_t last = grow(lines, kinds, i);
    regions.push_back({i, last});
    i = last;
  }
  return regions;
}

}  // namespace siffra::extract::internal
