#include "extract/internal/page_blocks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "extract/internal/line_chunks.h"
#include "extract/internal/table_region.h"
#include "extract/internal/tight_labels.h"

namespace siffra::extract::internal {
namespace {

// The idea: a second column of text begins at the same x on line after line, and nothing crosses
// that x. So do the text cells of a table; what tells them apart is what stands there, and whether
// the two sides keep step. Long runs of words are prose: split. Label and figures on both sides of
// one line are two tables (or a T-account): split. A table beside prose, or two tables whose lines
// lie at different heights, are split where many lines hold one side only. Short words in the
// middle of rows are a table's own column: leave.
//
//   Kassa         120   Skulder        80     split at "Skulder", "Eget kapital", …
//   Fordringar     30   Eget kapital   70
//
//   Summa intäkter   Not 2   120   110        not split: no figure stands left of "Not 2"

constexpr double kSameLeft = 4.0;   // points
constexpr double kIndented = 13.0;  // points that the rows of a table may be set in from its sums
constexpr std::size_t kProseBytes = 26;  // a chunk this long is prose rather than a cell
constexpr std::size_t kFewestProseLines = 4;
constexpr std::size_t kFewestTableLines = 3;

constexpr double kNarrowestColumn = 100;  // points

struct Candidate {
  std::size_t line = 0;
  double x = 0;
};

bool has_figure(const std::vector<Chunk>& chunks, std::size_t first, std::size_t last) {
  return std::any_of(chunks.begin() + static_cast<std::ptrdiff_t>(first),
                     chunks.begin() + static_cast<std::ptrdiff_t>(last),
                     [](const Chunk& chunk) { return chunk.numeric; });
}

// "Not 14" before its figures: part of a row that began further left, not the label of another.
bool is_reference_like(const std::string& text) {
  constexpr std::size_t kLongestReference = 8;
  return text.size() <= kLongestReference && text.back() >= '0' && text.back() <= '9';
}

// "90 dgr", "3 mån": a term among the figures of a loan, not the label of another table.
bool is_quantity(const std::string& text) {
  constexpr std::size_t kLongestQuantity = 10;
  return text.size() <= kLongestQuantity && text.front() >= '0' && text.front() <= '9';
}

// "Not  191231  181231": heads, which begin no row of their own.
bool begins_heads(const std::vector<Chunk>& chunks, std::size_t first) {
  return is_word_for_note(chunks[first].text) ||
         std::all_of(chunks.begin() + static_cast<std::ptrdiff_t>(first) + 1, chunks.end(),
                     [](const Chunk& chunk) {
                       return looks_like_date(chunk.text) || is_bare_day(chunk.text);
                     });
}

// What the two sides of one line at x are.
struct Sides {
  bool left = false, right = false;  // something stands there
  bool left_prose = false, right_prose = false;
  bool left_running = false;  // prose that begins with a small letter: the middle of a sentence
  bool left_row = false, right_row = false;      // a label and its figures
  bool left_label = false, right_label = false;  // words without figures, beside a row
  // Words in a smaller type than the label beside them.
  bool left_aside = false, right_aside = false;
};

// A comment in the margin: a few words, smaller than what they stand beside.
bool is_aside(const Chunk& chunk, const Chunk& beside) {
  constexpr std::size_t kFewestWords = 3;
  constexpr double kSmaller = 0.85;
  return has_letters(chunk) && chunk.words.size() >= kFewestWords &&
         chunk.box.height() < kSmaller * beside.box.height();
}

// `reach`: how far right of x what begins there may stand.
Sides sides_of(const TextLine& line, double x, double reach) {
  const auto& chunks = line.chunks;
  std::size_t right = 0;
  while (right < chunks.size() && chunks[right].box.x0 < x - kSameLeft) ++right;
  Sides sides;
  sides.left = right > 0;
  sides.right = right < chunks.size();
  if (sides.left) {
    const bool figures = has_figure(chunks, 1, right);
    sides.left_row = has_letters(chunks[0]) && figures;
    sides.left_prose = !figures && chunks[0].text.size() >= kProseBytes;
    sides.left_running = sides.left_prose && begins_small(chunks[0].text);
  }
  if (sides.right && has_letters(chunks[right]) && chunks[right].box.x0 <= x + reach) {
    const bool label = !is_reference_like(chunks[right].text) && !is_quantity(chunks[right].text);
    sides.right_row =
        label && has_figure(chunks, right + 1, chunks.size()) && !begins_heads(chunks, right);
    sides.right_prose = label && !sides.right_row && chunks[right].text.size() >= kProseBytes;
    sides.left_label = sides.left && sides.right_row && !has_figure(chunks, 0, right);
    sides.right_label = sides.left_row && label && !has_figure(chunks, right, chunks.size());
    sides.left_aside =
        sides.left && !has_figure(chunks, 0, right) && is_aside(chunks[0], chunks[right]);
    sides.right_aside = sides.left && !has_figure(chunks, right, chunks.size()) &&
                        is_aside(chunks[right], chunks[0]);
  }
  return sides;
}

// Whether a line runs over x: by a chunk that covers it, or as a row of figures that goes on beyond
// it without beginning anew there.
bool crosses(const TextLine& line, double x) {
  bool figure_left = false;
  for (const Chunk& chunk : line.chunks) {
    if (chunk.box.x0 < x - kSameLeft) {
      if (chunk.box.x1 > x - 1) return true;
      figure_left = figure_left || chunk.numeric;
      continue;
    }
    return figure_left && chunk.numeric && !looks_like_date(chunk.text) &&
           !is_bare_day(chunk.text) && chunk.box.x0 > x + kSameLeft;
  }
  return false;
}

// Whether what stands right of x is nothing, or one run of words that begins there.
bool begins_at(const TextLine& line, double x) {
  std::size_t right = 0;
  for (const Chunk& chunk : line.chunks) {
    if (chunk.box.x0 < x - kSameLeft) continue;
    if (++right > 1 || chunk.box.x0 > x + kSameLeft) return false;
  }
  return true;
}

// The same on both sides of x ("Not 2023 2022        Not 2023 2022"), or dates that nothing holds
// together: the heads of the columns there.
bool holds_heads(const TextLine& line, double x) {
  std::vector<std::string> left, right;
  bool dates = true;
  for (const Chunk& chunk : line.chunks) {
    (chunk.box.x0 < x - kSameLeft ? left : right).push_back(chunk.text);
    dates = dates && looks_like_date(chunk.text) && (chunk.box.x0 >= x || chunk.box.x1 < x);
  }
  return dates || left == right;
}

struct Split {
  std::size_t first = 0, last = 0;  // lines, inclusive
  double x = 0;
  std::size_t evidence = 0;
  bool left_is_text = false;  // no rows stand there
};

// Whether a line above the split holds heads of its columns: "2023-  2022-" over the right ones
// alone, or "Jan-aug  Jan-aug    TSEK  TSEK" over both. Nothing runs over x, and all of it stands
// over figures of its own side; text beside a table may go on to its left.
bool stands_over_figures(const std::vector<TextLine>& lines, const Split& split,
                         const TextLine& line) {
  constexpr std::size_t kLongestHead = 14;  // bytes
  bool right = false;
  for (const Chunk& chunk : line.chunks) {
    const bool is_right = chunk.box.x0 >= split.x - kSameLeft;
    right = right || is_right;
    if (split.left_is_text && !chunk.numeric && chunk.box.x1 < split.x - 1) continue;
    if (chunk.text.size() > kLongestHead || (!is_right && chunk.box.x1 > split.x - 1)) return false;
    bool over = false;
    for (std::size_t l = split.first; l <= split.last && !over; ++l) {
      over = std::any_of(lines[l].chunks.begin(), lines[l].chunks.end(), [&](const Chunk& figure) {
        const double shared =
            std::min(figure.box.x1, chunk.box.x1) - std::max(figure.box.x0, chunk.box.x0);
        return figure.numeric && is_right == (figure.box.x0 >= split.x - kSameLeft) &&
               2 * shared > std::min(figure.box.width(), chunk.box.width());
      });
    }
    if (!over) return false;
  }
  return right;
}

// Where the left side of a split ends: nothing stands between it and x.
double end_of_left_side(const std::vector<TextLine>& lines, const Split& split) {
  double end = 0;
  for (std::size_t l = split.first; l <= split.last; ++l) {
    for (const Chunk& chunk : lines[l].chunks) {
      if (chunk.box.x0 < split.x - kSameLeft) end = std::max(end, chunk.box.x1);
    }
  }
  return end;
}

// Cells are set in from where the titles over them begin.
double start_of_right_side(const Split& split, double left_end) {
  constexpr double kSetIn = 12;  // points
  return split.x - std::clamp((split.x - left_end) / 2, kSameLeft, kSetIn);
}

// Two pages side by side: the titles and heads over both leave the same wide space between them.
bool leaves_gutter(const TextLine& line, const Split& split, double left_end) {
  constexpr double kWide = 3;  // sizes of the type
  if (split.x - left_end < kWide * line.font_size) return false;
  bool left = false, right = false;
  for (const Chunk& chunk : line.chunks) {
    const bool is_right = chunk.box.x0 >= start_of_right_side(split, left_end);
    if (!is_right && chunk.box.x1 > left_end + kSameLeft) return false;
    (is_right ? right : left) = true;
  }
  return left && right;
}

// What lines speak for, counted over a run of lines that nothing crosses.
struct Evidence {
  std::size_t right_prose = 0, right_rows = 0, left_prose = 0, left_rows = 0;
  std::size_t left_running = 0, left_asides = 0, right_asides = 0;
  std::size_t rows_beside_rows = 0;  // label and figures on both sides of one line
  std::size_t rows_alone = 0;        // right rows with nothing left of them
  std::size_t left_labels = 0, right_labels = 0;
  std::size_t together = 0, apart = 0;

  void add(const Sides& sides) {
    right_prose += sides.right_prose ? 1u : 0u;
    right_rows += sides.right_row ? 1u : 0u;
    left_prose += sides.left_prose ? 1u : 0u;
    left_rows += sides.left_row ? 1u : 0u;
    left_running += sides.left_running ? 1u : 0u;
    left_asides += sides.left_aside ? 1u : 0u;
    right_asides += sides.right_aside ? 1u : 0u;
    rows_beside_rows += sides.left_row && sides.right_row ? 1u : 0u;
    rows_alone += !sides.left && sides.right_row ? 1u : 0u;
    left_labels += sides.left_label ? 1u : 0u;
    right_labels += sides.right_label ? 1u : 0u;
    (sides.left && sides.right ? together : apart) += 1;
  }

  // 0: no reason to split.
  [[nodiscard]] std::size_t strength(std::size_t members) const {
    if (right_prose >= kFewestProseLines && 2 * right_prose >= members) return right_prose;
    // Labels over several lines and headings are members, too, but say nothing.
    const std::size_t with_rows = left_rows + right_rows - rows_beside_rows;
    if (rows_beside_rows >= kFewestTableLines &&
        (3 * rows_beside_rows >= members || 3 * rows_beside_rows >= with_rows)) {
      return rows_beside_rows;
    }
    const bool left_runs = left_running >= kFewestTableLines || left_asides >= kFewestTableLines;
    if (left_runs && right_rows >= kFewestTableLines) return right_rows;
    // Labels that wrap put the sides out of step: now the one, now the other waits for its figures.
    const bool both_wait = left_labels > 0 && right_labels > 0 &&
                           2 * (rows_beside_rows + left_labels + right_labels) >= members;
    if (both_wait && left_rows >= kFewestTableLines && right_rows >= kFewestTableLines)
      return right_rows;
    if (right_asides >= kFewestTableLines && left_rows >= kFewestTableLines) return right_asides;
    const bool out_of_step = 10 * apart >= 3 * (together + apart) && rows_alone >= 2;
    const bool left_stands = left_prose >= kFewestTableLines || left_rows >= kFewestTableLines;
    return out_of_step && left_stands && right_rows >= kFewestTableLines ? right_rows : 0;
  }
};

// A small table beside prose has few lines of it beside its rows: the prose goes on above and
// below.
void add_prose_around(const std::vector<TextLine>& lines, std::size_t first, std::size_t last,
                      double x, double reach, Evidence& evidence) {
  constexpr std::size_t kReach = 8;  // lines
  if (evidence.left_prose == 0) return;
  const auto add = [&](std::size_t l) {
    if (crosses(lines[l], x)) return false;
    const Sides sides = sides_of(lines[l], x, reach);
    evidence.left_prose += sides.left_prose ? 1u : 0u;
    evidence.left_running += sides.left_running ? 1u : 0u;
    return true;
  };
  for (std::size_t l = first; l-- > 0 && first - l <= kReach && add(l);) {
  }
  for (std::size_t l = last + 1; l < lines.size() && l - last <= kReach && add(l); ++l) {
  }
}

// A run of lines from one member of the cluster to another, that nothing crosses; it reaches from
// the first to the last line that is evidence.
std::optional<Split> split_around(const std::vector<TextLine>& lines,
                                  const std::vector<Candidate>& cluster, std::size_t begin,
                                  std::size_t end, double x, double reach) {
  Evidence evidence;
  std::size_t first = lines.size(), last = 0;
  for (std::size_t l = cluster[begin].line; l <= cluster[end - 1].line; ++l) {
    const Sides sides = sides_of(lines[l], x, reach);
    evidence.add(sides);
    if (!sides.right_prose && !sides.right_row && !sides.right_aside) continue;
    first = std::min(first, l);
    last = std::max(last, l);
  }
  add_prose_around(lines, cluster[begin].line, cluster[end - 1].line, x, reach, evidence);
  const std::size_t strength = evidence.strength(end - begin);
  if (strength == 0) return std::nullopt;
  // The heading over a right column of rows belongs to it.
  if (first > cluster[begin].line && evidence.right_rows >= kFewestTableLines)
    first = cluster[begin].line;
  return Split{first, last, x, strength, evidence.left_rows == 0};
}

// The best split at what begins, line after line, no farther than `reach` from one place.
std::optional<Split> best_split_within(const std::vector<TextLine>& lines,
                                       const std::vector<Candidate>& candidates, double reach) {
  std::optional<Split> best;
  for (std::size_t begin = 0; begin < candidates.size();) {
    std::size_t end = begin + 1;
    while (end < candidates.size() && candidates[end].x - candidates[begin].x <= reach) ++end;
    std::vector<Candidate> cluster(candidates.begin() + static_cast<std::ptrdiff_t>(begin),
                                   candidates.begin() + static_cast<std::ptrdiff_t>(end));
    const double x = cluster.front().x;
    std::stable_sort(cluster.begin(), cluster.end(),
                     [](const Candidate& a, const Candidate& b) { return a.line < b.line; });
    // Runs of members with nothing crossing between them.
    std::size_t run = 0;
    for (std::size_t i = 1; i <= cluster.size(); ++i) {
      bool broken = i == cluster.size();
      for (std::size_t l = broken ? 0 : cluster[i - 1].line; !broken && l <= cluster[i].line; ++l) {
        broken = crosses(lines[l], x);
      }
      if (!broken) continue;
      const auto split = split_around(lines, cluster, run, i, x, reach);
      if (split && (!best || split->evidence > best->evidence)) best = split;
      run = i;
    }
    begin = end;
  }
  return best;
}

std::optional<Split> best_split(const std::vector<TextLine>& lines) {
  std::vector<Candidate> candidates;
  double left_margin = std::numeric_limits<double>::max();
  for (const TextLine& line : lines) left_margin = std::min(left_margin, line.box.x0);
  for (std::size_t l = 0; l < lines.size(); ++l) {
    for (const Chunk& chunk : lines[l].chunks) {
      const bool inside = chunk.box.x0 > left_margin + kNarrowestColumn;
      if (inside && !chunk.numeric && has_letters(chunk) && !is_quantity(chunk.text))
        candidates.push_back({l, chunk.box.x0});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.x < b.x; });
  const std::optional<Split> narrow = best_split_within(lines, candidates, kSameLeft);
  const std::optional<Split> wide = best_split_within(lines, candidates, kIndented);
  return wide && (!narrow || wide->evidence > narrow->evidence) ? wide : narrow;
}

TextLine part_of(const Page& page, const TextLine& line, std::size_t first, std::size_t last) {
  TextLine part;
  part.page = line.page;
  part.bold = true;
  for (std::size_t c = first; c < last; ++c) {
    const Chunk& chunk = line.chunks[c];
    part.box = united(part.box, chunk.box);
    part.bold = part.bold && chunk.bold;
    for (const std::size_t w : chunk.words) {
      const Word& word = page.words[w];
      part.font_size =
          std::max(part.font_size, word.font_size > 0 ? word.font_size : word.box.height() * 0.85);
    }
    part.chunks.push_back(chunk);
  }
  return part;
}

// The usual distance between two lines of a run.
double usual_gap(const std::vector<TextLine>& lines, std::size_t first, std::size_t last) {
  std::vector<double> gaps;
  for (std::size_t l = first; l < last; ++l) gaps.push_back(lines[l + 1].box.y0 - lines[l].box.y1);
  if (gaps.empty()) return 0;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return *middle;
}

// What stands on each side of x, by kind of chunk.
struct Contents {
  std::size_t left_words = 0, right_words = 0, left_dates = 0, right_dates = 0, figures = 0;
};

Contents contents_of(const TextLine& line, double x) {
  Contents contents;
  for (const Chunk& chunk : line.chunks) {
    const bool right = chunk.box.x0 >= x - kSameLeft;
    if (looks_like_date(chunk.text)) {
      (right ? contents.right_dates : contents.left_dates) += 1;
    } else if (chunk.numeric) {
      ++contents.figures;
    } else {
      (right ? contents.right_words : contents.left_words) += 1;
    }
  }
  return contents;
}

// The last line of the first of several pairs of tables side by side: further down, words on both
// sides and then dates on both sides begin another pair ("Not 1 Löner    Not 2 Hyror" over
// "2012  2011    2012  2011"), which the columns would else be read past.
std::size_t end_of_pair(const std::vector<TextLine>& lines, std::size_t first, std::size_t last,
                        double x) {
  constexpr std::size_t kFewestRows = 3;
  constexpr std::size_t kToHeads = 2;  // lines
  std::size_t rows = 0;
  for (std::size_t l = first; l <= last; ++l) {
    const Contents here = contents_of(lines[l], x);
    rows += here.figures > 0 ? 1u : 0u;
    const bool titles = here.left_words > 0 && here.right_words > 0 && here.figures == 0 &&
                        here.left_dates + here.right_dates == 0;
    if (rows < kFewestRows || !titles) continue;
    bool heads = false;
    for (std::size_t below = l + 1; below <= std::min(last, l + kToHeads); ++below) {
      const Contents next = contents_of(lines[below], x);
      heads = heads || (next.left_dates > 0 && next.right_dates > 0 && next.figures == 0);
    }
    if (!heads) continue;
    std::size_t end = l - 1;  // a heading over both belongs to them
    while (end > first && contents_of(lines[end], x).figures == 0) --end;
    return end;
  }
  return last;
}

void split_range(const Page& page, std::vector<TextLine> lines, int depth, int& next_block,
                 std::vector<TextLine>& out) {
  constexpr int kDeepest = 6;
  const auto split = depth < kDeepest ? best_split(lines) : std::nullopt;
  if (!split) {
    const int block = next_block++;
    for (TextLine& line : lines) {
      line.block = block;
      out.push_back(std::move(line));
    }
    return;
  }
  // Lines just before and after that hold only right or left text nothing crosses, or heads of
  // columns, belong to the columns too.
  std::size_t first = split->first, last = split->last;
  const double usual = usual_gap(lines, first, last);
  const auto near = [&](std::size_t a, std::size_t b) {
    return lines[b].box.y0 - lines[a].box.y1 < std::max(2.0 * lines[a].font_size, 1.3 * usual);
  };
  const auto belongs = [&](std::size_t l) {
    return holds_heads(lines[l], split->x) ||
           (!crosses(lines[l], split->x) && begins_at(lines[l], split->x));
  };
  const double left_end = end_of_left_side(lines, *split);
  const auto is_head = [&](std::size_t l) {
    return stands_over_figures(lines, *split, lines[l]) ||
           leaves_gutter(lines[l], *split, left_end);
  };
  while (first > 0 && (belongs(first - 1) || is_head(first - 1)) && near(first - 1, first)) --first;
  while (last + 1 < lines.size() && belongs(last + 1) && near(last, last + 1)) ++last;
  last = end_of_pair(lines, first, last, split->x);
  const double right_start = start_of_right_side(*split, left_end);

  std::vector<TextLine> before, left, right, after;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    if (l < first) {
      before.push_back(std::move(lines[l]));
    } else if (l > last) {
      after.push_back(std::move(lines[l]));
    } else {
      std::size_t c = 0;
      while (c < lines[l].chunks.size() && lines[l].chunks[c].box.x0 < right_start) ++c;
      if (c > 0) left.push_back(part_of(page, lines[l], 0, c));
      if (c < lines[l].chunks.size())
        right.push_back(part_of(page, lines[l], c, lines[l].chunks.size()));
    }
  }
  if (!before.empty()) split_range(page, std::move(before), depth + 1, next_block, out);
  if (!left.empty()) split_range(page, std::move(left), depth + 1, next_block, out);
  if (!right.empty()) split_range(page, std::move(right), depth + 1, next_block, out);
  if (!after.empty()) split_range(page, std::move(after), depth + 1, next_block, out);
}

}  // namespace

std::vector<TextLine> split_blocks(const Page& page, std::vector<TextLine> lines) {
  part_figures_from_labels(page, lines);
  std::vector<TextLine> out;
  out.reserve(lines.size());
  int next_block = 0;
  split_range(page, std::move(lines), 0, next_block, out);
  return out;
}

}  // namespace siffra::extract::internal
