#include "extract/internal/table_region.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "rules/amount.h"

namespace siffra::extract::internal {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_figure(const Chunk& chunk) { return chunk.numeric && !looks_like_date(chunk.text); }

bool has_letters(const Chunk& chunk) {
  return std::any_of(chunk.text.begin(), chunk.text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0xC3;
  });
}

struct Counts {
  std::size_t figures = 0, dates = 0, texts = 0, longest_text = 0;
  bool figure_after_text = false;
};

Counts count_chunks(const TextLine& line) {
  Counts counts;
  for (const Chunk& chunk : line.chunks) {
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
  return !years_in_sequence(line) && count_chunks(line).texts > 0 &&
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
  const char first = rest.chunks.front().text.front();
  const bool small = (first >= 'a' && first <= 'z') || first == '\xC3' || first == '(';
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

// Grows the region that starts at `first` and returns its last line.
std::size_t grow(const std::vector<TextLine>& lines, const std::vector<LineKind>& kinds,
                 std::size_t first) {
  FigureColumns columns;
  columns.add(lines[first]);
  std::size_t last = first;
  for (std::size_t next = first + 1; next < lines.size(); ++next) {
    const TextLine& line = lines[next];
    if (line.furniture) continue;
    if (line.box.y0 - lines[next - 1].box.y1 > 6 * line.font_size) break;
    if (kinds[next] == LineKind::kFigures) {
      if (columns.lines() >= 2 && !columns.fits(line)) break;
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

LineKind kind_of(const TextLine& line, const rules::RuleBook* book) {
  constexpr std::size_t kLongestHead = 48;  // bytes of one chunk
  constexpr std::size_t kLongestLabel = 110;
  const Counts counts = count_chunks(line);
  // A note number beside dates is part of the heads: "1  -2023-12-31  -2022-12-31".
  const bool notes_and_dates =
      counts.texts == 0 && counts.dates > 0 &&
      std::all_of(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
        return looks_like_date(chunk.text) || chunk.text.size() <= 2;
      });
  if (notes_and_dates) return LineKind::kHead;
  const bool only_figures = counts.texts == 0 && counts.figures > 0;
  if (counts.figure_after_text || only_figures) {
    return counts.longest_text > kLongestLabel ? LineKind::kProse : LineKind::kFigures;
  }
  if (counts.dates > 0 && counts.longest_text <= kLongestHead &&
      (line.chunks.size() > 1 || counts.texts == 0)) {
    return LineKind::kHead;
  }
  if (book != nullptr && line.chunks.size() <= 4) {
    const auto title = book->statement_title(line.text());
    constexpr double kWholeLine = 0.9;
    if (title && title->coverage >= kWholeLine) return LineKind::kTitle;
  }
  return counts.longest_text > 90 ? LineKind::kProse : LineKind::kLabel;
}

namespace {

// The page number a line of a table of contents ends with, after its only other text; nothing for
// another line. `led` tells whether dots lead to it.
std::optional<int> page_number_at_end(const TextLine& line, bool& led) {
  const std::string& last = line.chunks.back().text;
  if (line.chunks.size() < 2 || last.size() > 3 ||
      !std::all_of(last.begin(), last.end(), is_digit)) {
    return std::nullopt;
  }
  bool text = false;
  for (std::size_t c = 0; c + 1 < line.chunks.size(); ++c) {
    const Chunk& chunk = line.chunks[c];
    if (is_figure(chunk) && text) return std::nullopt;
    text = text || has_letters(chunk);
    led = led || is_leader(chunk.text) ||
          (chunk.text.size() > 3 && chunk.text.compare(chunk.text.size() - 3, 3, "...") == 0);
  }
  return text ? std::optional(std::stoi(last)) : std::nullopt;
}

// Three lines or more that each end with a page number no smaller than the one before and not all
// the same, some of them led to by dots, are a table of contents.
void mark_contents(const std::vector<TextLine>& lines, std::vector<LineKind>& kinds) {
  constexpr std::size_t kFewestEntries = 3;
  constexpr int kLastPage = 400;
  for (std::size_t begin = 0; begin < lines.size();) {
    bool any_led = false;
    int first = 0, previous = 0;
    std::size_t end = begin;
    for (; end < lines.size(); ++end) {
      bool led = false;
      const auto number = page_number_at_end(lines[end], led);
      if (!number || *number < previous || *number > kLastPage) break;
      if (end == begin) first = *number;
      previous = *number;
      any_led = any_led || led;
    }
    if (any_led && end - begin >= kFewestEntries && previous > first) {
      std::fill(kinds.begin() + static_cast<std::ptrdiff_t>(begin),
                kinds.begin() + static_cast<std::ptrdiff_t>(end), LineKind::kProse);
    }
    begin = std::max(end, begin + 1);
  }
}

// "Balansräkning  5-6": a text and a page or pages, or what recognition made of them.
bool could_be_contents(const TextLine& line) {
  constexpr std::size_t kLongestPages = 7;
  const std::string& last = line.chunks.back().text;
  return line.chunks.size() == 2 && has_letters(line.chunks.front()) &&
         last.size() <= kLongestPages && !has_letters(line.chunks.back()) &&
         last.find_first_of(",.%") == std::string::npos;
}

// Without dots, and with pages that do not rise since some are misread: lines of which half are
// titles of statements and notes. No table has those for rows.
void mark_titled_contents(const std::vector<TextLine>& lines, std::vector<LineKind>& kinds,
                          const rules::RuleBook& book) {
  constexpr std::size_t kFewestTitles = 2;
  constexpr double kTelling = 0.6;
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin, titles = 0;
    for (; end < lines.size() && could_be_contents(lines[end]); ++end) {
      const auto title = book.statement_title(lines[end].chunks.front().text);
      titles += title && title->coverage >= kTelling ? 1u : 0u;
    }
    if (titles >= kFewestTitles && 5 * titles >= 2 * (end - begin)) {
      std::fill(kinds.begin() + static_cast<std::ptrdiff_t>(begin),
                kinds.begin() + static_cast<std::ptrdiff_t>(end), LineKind::kProse);
    }
    begin = std::max(end, begin + 1);
  }
}

// "230630", a day written without its century and without dashes.
bool is_short_date(std::string_view text) {
  if (text.size() != 6 || !std::all_of(text.begin(), text.end(), is_digit)) return false;
  const int month = (text[2] - '0') * 10 + (text[3] - '0');
  const int day = (text[4] - '0') * 10 + (text[5] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool begins_short_span(std::string_view text) {
  for (const std::string_view dash : {"-", "–"}) {
    if (text.ends_with(dash) && is_short_date(text.substr(0, text.size() - dash.size())))
      return true;
  }
  return false;
}

// "230630  220630  2023" under "230101–  220101–  helår": dates, however much like figures.
bool ends_short_dates(const TextLine& above, const TextLine& line) {
  const auto begun =
      std::count_if(above.chunks.begin(), above.chunks.end(),
                    [](const Chunk& chunk) { return begins_short_span(chunk.text); });
  const auto ended = std::count_if(line.chunks.begin(), line.chunks.end(),
                                   [](const Chunk& chunk) { return is_short_date(chunk.text); });
  const bool other = std::any_of(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
    return chunk.numeric && !is_short_date(chunk.text) && !looks_like_date(chunk.text);
  });
  return begun > 0 && ended == begun && !other;
}

// "Not  230101-  220101-": the first lines of spans broken over lines.
bool begins_short_spans(const TextLine& line) {
  constexpr std::size_t kFewestSpans = 2;
  const auto begun = std::count_if(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
    return begins_short_span(chunk.text);
  });
  const bool other = std::any_of(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
    return chunk.numeric && !begins_short_span(chunk.text) && !looks_like_date(chunk.text);
  });
  return static_cast<std::size_t>(begun) >= kFewestSpans && !other;
}

// "Not  220831  211231": days written without century and dashes, over the first row of a table.
bool is_line_of_short_dates(const TextLine& line) {
  constexpr std::size_t kFewestDates = 2, kLongestWord = 24;
  const auto dates = std::count_if(line.chunks.begin(), line.chunks.end(),
                                   [](const Chunk& chunk) { return is_short_date(chunk.text); });
  const bool other = std::any_of(line.chunks.begin(), line.chunks.end(), [](const Chunk& chunk) {
    return chunk.numeric ? !is_short_date(chunk.text) : chunk.text.size() > kLongestWord;
  });
  return static_cast<std::size_t>(dates) >= kFewestDates && !other;
}

}  // namespace

std::vector<LineKind> kinds_of(const std::vector<TextLine>& lines, const rules::RuleBook* book) {
  std::vector<LineKind> kinds;
  kinds.reserve(lines.size());
  for (const TextLine& line : lines) kinds.push_back(kind_of(line, book));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (kinds[i] != LineKind::kFigures || kinds[i - 1] != LineKind::kHead) continue;
    const auto broken = [](const Chunk& chunk) {
      return looks_like_date(chunk.text) && chunk.text.back() == '-';
    };
    const auto whole_figure = [](const Chunk& chunk) {
      return chunk.numeric && chunk.text.size() > 2;
    };
    const auto& above = lines[i - 1].chunks;
    const auto& chunks = lines[i].chunks;
    if (std::any_of(above.begin(), above.end(), broken) &&
        std::none_of(chunks.begin(), chunks.end(), whole_figure)) {
      kinds[i] = LineKind::kHead;
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool first_row = i == 0 || kinds[i - 1] != LineKind::kFigures;
    if (first_row && (is_line_of_short_dates(lines[i]) || begins_short_spans(lines[i])))
      kinds[i] = LineKind::kHead;
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!ends_short_dates(lines[i - 1], lines[i])) continue;
    kinds[i - 1] = LineKind::kHead;
    kinds[i] = LineKind::kHead;
  }
  mark_contents(lines, kinds);
  if (book != nullptr) mark_titled_contents(lines, kinds, *book);
  return kinds;
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
