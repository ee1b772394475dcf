// A paragraph is a stack of wide runs with a common left edge, set close under one another, with
// nothing beside them; its last line may be short. A table is known by narrow runs whose right
// edges stand under one another to the right of other runs.
//
//   The municipality's result for the year is better than the      ← paragraph: left out
//   budget, mainly since interest has been lower than planned.
//   Belopp i tkr            2020      2019                         ← columns: read
//   Intäkter                 812       798
//
// A wide label wrapped over two lines with figures beside it is not a paragraph. A heading is short
// or stands alone and is read.
#include "extract/internal/page_triage.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace siffra::extract {

namespace {

// Smaller than a dash, both ways.
bool is_speck(const InkRun& run, double letter_height) {
  constexpr double kSmall = 0.4;
  return std::max(run.box.width, run.box.height) < kSmall * letter_height;
}

// Right edges of narrow runs to the right of others, where three or more agree: columns.
std::vector<int> column_edges(const InkLayout& layout) {
  constexpr double kNarrow = 10;  // letter heights
  constexpr std::ptrdiff_t kFewest = 3;
  std::vector<int> edges;
  for (std::size_t i = 1; i < layout.runs.size(); ++i) {
    const InkRun& run = layout.runs[i];
    if (layout.runs[i - 1].line == run.line && run.box.width <= kNarrow * run.height)
      edges.push_back(run.box.right());
  }
  std::sort(edges.begin(), edges.end());
  const double near = 0.6 * layout.letter_height;
  std::vector<int> shared;
  for (std::size_t first = 0, i = 0; i < edges.size(); ++i) {
    while (edges[i] - edges[first] > near) ++first;
    if (static_cast<std::ptrdiff_t>(i - first) + 1 >= kFewest) shared.push_back(edges[i]);
  }
  return shared;
}

// Nothing stands beside it, or only something so far away that it belongs to no line of prose; the
// figures of a wide table belong to their label however far away they are.
bool alone_on_line(const InkLayout& layout, std::size_t index, const std::vector<int>& columns) {
  constexpr double kFar = 60;  // letter heights
  constexpr double kNear = 0.6;
  const InkRun& run = layout.runs[index];
  std::size_t next = index + 1;
  while (next < layout.runs.size() && is_speck(layout.runs[next], layout.letter_height)) ++next;
  if (next == layout.runs.size() || layout.runs[next].line != run.line) return true;
  const PixelBox& beside = layout.runs[next].box;
  if (beside.x <= run.box.x) return true;
  if (beside.x - run.box.right() < kFar * layout.letter_height) return false;
  for (; next < layout.runs.size() && layout.runs[next].line == run.line; ++next) {
    const int right = layout.runs[next].box.right();
    const bool column = std::any_of(columns.begin(), columns.end(), [&](int edge) {
      return std::abs(edge - right) <= kNear * layout.letter_height;
    });
    if (column) return false;
  }
  return true;
}

// The last run of the line of prose that begins with this one. Its wide spaces, as between
// sentences or in a justified line, part it; no figure is as wide as what then follows.
std::size_t end_of_prose(const InkLayout& layout, std::size_t first) {
  constexpr double kWidestSpace = 3.5;  // letter heights
  constexpr double kFewWords = 9;
  std::size_t last = first;
  while (last + 1 < layout.runs.size()) {
    const InkRun& run = layout.runs[last];
    const InkRun& next = layout.runs[last + 1];
    if (next.line != run.line || next.box.width < kFewWords * next.height) break;
    const double space = next.box.x - run.box.right();
    if (space < 0 || space > kWidestSpace * run.height) break;
    ++last;
  }
  return last;
}

// A line of a paragraph may end in a word or two behind a wide space, as narrow as a figure; they
// stand within the paragraph.
std::size_t with_last_words(const InkLayout& layout, std::size_t last, int right) {
  constexpr double kWidestSpace = 2;  // letter heights
  const std::size_t next = last + 1;
  if (next >= layout.runs.size() || layout.runs[next].line != layout.runs[last].line) return last;
  const PixelBox& words = layout.runs[next].box;
  const double space = words.x - layout.runs[last].box.right();
  const bool near = space >= 0 && space <= kWidestSpace * layout.runs[last].height;
  return near && words.right() <= right ? next : last;
}

// The next line of the same paragraph: close below, with the same left edge.
std::size_t line_below(const InkLayout& layout, std::size_t index) {
  const InkRun& run = layout.runs[index];
  constexpr double kSameEdge = 1.0;  // letter heights
  constexpr double kClose = 2.1;     // letter heights from middle to middle, at most
  for (std::size_t next = index + 1; next < layout.runs.size(); ++next) {
    const InkRun& below = layout.runs[next];
    const double step = below.box.center_y() - run.box.center_y();
    if (step > kClose * 1.3 * run.height) break;
    if (below.line == run.line || step < 0.8 * run.height) continue;
    if (std::abs(below.box.x - run.box.x) < kSameEdge * run.height &&
        std::min(below.height, run.height) > 0.7 * std::max(below.height, run.height)) {
      return next;
    }
  }
  return layout.runs.size();
}

struct Paragraph {
  std::vector<std::pair<std::size_t, std::size_t>> lines;  // first and last run of each
  std::size_t wide_lines = 0;
  int right = 0;  // its right edge
};

// Two or three lines set as close to a line with figures as to each other: the label of that row.
bool is_label_of_row(const InkLayout& layout, const Paragraph& paragraph,
                     const std::vector<int>& columns) {
  constexpr std::size_t kMostLines = 3;
  if (paragraph.lines.size() > kMostLines) return false;
  const std::size_t row = line_below(layout, paragraph.lines.back().first);
  return row < layout.runs.size() && !alone_on_line(layout, row, columns);
}

}  // namespace

Triage triage(const InkLayout& layout) {
  constexpr double kProseWidth = 24;  // letter heights: some forty letters
  // Not worth leaving out: a front page or the text around a table may say the unit of the amounts.
  constexpr std::size_t kLittleProse = 3;
  Triage result;
  result.worth_reading.assign(layout.runs.size(), true);
  const std::vector<int> columns = column_edges(layout);
  result.has_columns = !columns.empty();
  std::vector<bool> follows(layout.runs.size(), false);
  const auto is_wide = [&](std::size_t first, std::size_t last) {
    const InkRun& run = layout.runs[first];
    return layout.runs[last].box.right() - run.box.x > kProseWidth * run.height;
  };
  for (std::size_t i = 0; i < layout.runs.size(); ++i) {
    const std::size_t end = end_of_prose(layout, i);
    if (!is_wide(i, end) || follows[i] || !alone_on_line(layout, end, columns)) continue;
    Paragraph paragraph{{{i, end}}, 1, layout.runs[end].box.right()};
    for (std::size_t next = line_below(layout, i); next < layout.runs.size();
         next = line_below(layout, next)) {
      std::size_t last = end_of_prose(layout, next);
      if (paragraph.wide_lines > 1 && is_wide(next, last))
        last = with_last_words(layout, last, paragraph.right);
      if (!alone_on_line(layout, last, columns)) break;
      paragraph.lines.push_back({next, last});
      if (!is_wide(next, last)) break;  // its last line
      paragraph.right = std::max(paragraph.right, layout.runs[last].box.right());
      ++paragraph.wide_lines;
    }
    if (paragraph.wide_lines < 2 || is_label_of_row(layout, paragraph, columns)) continue;
    for (const auto& [first, last] : paragraph.lines) {
      ++result.prose_lines;
      for (std::size_t run = first; run <= last; ++run) {
        follows[run] = true;
        result.worth_reading[run] = false;
      }
    }
  }
  if (result.prose_lines <= kLittleProse) {
    result.prose_lines = 0;
    result.worth_reading.assign(layout.runs.size(), true);
  }
  return result;
}

}  // namespace siffra::extract
