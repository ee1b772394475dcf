#include "extract/internal/page_blocks.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace siffra::extract::internal {
namespace {

// The idea: a second column of text begins at the same x on line after line, and nothing crosses
// that x. So do the text cells of a table; what tells them apart is what stands there. Long runs of
// words are prose: split. Label and figures on both sides are two tables (or a T-account): split.
// Short words in the middle of rows are a table's own column: leave.
//
//   Kassa         120   Skulder        80     split at "Skulder", "Eget kapital", …
//   Fordringar     30   Eget kapital   70
//
//   Summa intäkter   Not 2   120   110        not split: no figure stands left of "Not 2"

constexpr double kSameLeft = 4.0;        // points
constexpr std::size_t kProseBytes = 26;  // a chunk this long is prose rather than a cell
constexpr std::size_t kFewestProseLines = 4;
constexpr std::size_t kFewestTableLines = 3;

struct Candidate {
  std::size_t line = 0, chunk = 0;
  double x = 0;
};

bool has_figure(const std::vector<Chunk>& chunks, std::size_t first, std::size_t last) {
  return std::any_of(chunks.begin() + static_cast<std::ptrdiff_t>(first),
                     chunks.begin() + static_cast<std::ptrdiff_t>(last),
                     [](const Chunk& chunk) { return chunk.numeric; });
}

bool has_letter(const Chunk& chunk) {
  return std::any_of(chunk.text.begin(), chunk.text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0xC3;
  });
}

// Prose, or a label followed by its own figures with figures left of it.
enum class Side { kNeither, kProse, kTable };

Side side_of(const TextLine& line, std::size_t chunk) {
  const auto& chunks = line.chunks;
  if (has_letter(chunks[0]) && has_figure(chunks, 1, chunk) &&
      has_figure(chunks, chunk + 1, chunks.size())) {
    return Side::kTable;
  }
  const bool alone = !has_figure(chunks, chunk + 1, chunks.size());
  return alone && chunks[chunk].text.size() >= kProseBytes ? Side::kProse : Side::kNeither;
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
    return figure_left && chunk.numeric && chunk.box.x0 > x + kSameLeft;
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

struct Split {
  std::size_t first = 0, last = 0;  // lines, inclusive
  double x = 0;
  std::size_t evidence = 0;
};

// What a run of members that nothing crosses between speaks for; it reaches from the first to the
// last line that is evidence.
std::optional<Split> split_around(const std::vector<TextLine>& lines,
                                  const std::vector<Candidate>& cluster, std::size_t begin,
                                  std::size_t end, double x) {
  std::size_t prose = 0, table = 0;
  std::size_t first = lines.size(), last = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const Side side = side_of(lines[cluster[i].line], cluster[i].chunk);
    if (side != Side::kNeither) {
      first = std::min(first, cluster[i].line);
      last = std::max(last, cluster[i].line);
    }
    prose += side == Side::kProse ? 1 : 0;
    table += side == Side::kTable ? 1 : 0;
  }
  const std::size_t members = end - begin;
  const bool is_prose = prose >= kFewestProseLines && 2 * prose >= members;
  const bool is_table = table >= kFewestTableLines && 3 * table >= members;
  if (!is_prose && !is_table) return std::nullopt;
  return Split{first, last, x, std::max(prose, table)};
}

std::optional<Split> best_split(const std::vector<TextLine>& lines) {
  std::vector<Candidate> candidates;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    for (std::size_t c = 1; c < lines[l].chunks.size(); ++c) {
      const Chunk& chunk = lines[l].chunks[c];
      if (!chunk.numeric && has_letter(chunk)) candidates.push_back({l, c, chunk.box.x0});
    }
  }
  // A line that holds nothing but its right column counts too, once the column is known.
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.x < b.x; });
  std::optional<Split> best;
  for (std::size_t begin = 0; begin < candidates.size();) {
    std::size_t end = begin + 1;
    while (end < candidates.size() && candidates[end].x - candidates[begin].x <= kSameLeft) ++end;
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
      const auto split = split_around(lines, cluster, run, i, x);
      if (split && (!best || split->evidence > best->evidence)) best = split;
      run = i;
    }
    begin = end;
  }
  return best;
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
  // Lines just before and after that hold only right or left text nothing crosses belong to the
  // columns too.
  std::size_t first = split->first, last = split->last;
  const auto near = [&](std::size_t a, std::size_t b) {
    return lines[b].box.y0 - lines[a].box.y1 < 2.0 * lines[a].font_size;
  };
  const auto belongs = [&](std::size_t l) {
    return !crosses(lines[l], split->x) && begins_at(lines[l], split->x);
  };
  while (first > 0 && belongs(first - 1) && near(first - 1, first)) --first;
  while (last + 1 < lines.size() && belongs(last + 1) && near(last, last + 1)) ++last;

  std::vector<TextLine> before, left, right, after;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    if (l < first) {
      before.push_back(std::move(lines[l]));
    } else if (l > last) {
      after.push_back(std::move(lines[l]));
    } else {
      std::size_t c = 0;
      while (c < lines[l].chunks.size() && lines[l].chunks[c].box.x0 < split->x - kSameLeft) ++c;
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
  std::vector<TextLine> out;
  out.reserve(lines.size());
  int next_block = 0;
  split_range(page, std::move(lines), 0, next_block, out);
  return out;
}

}  // namespace siffra::extract::internal
