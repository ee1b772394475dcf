#include "extract/internal/read_run.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace siffra::extract {

namespace {

std::vector<InkSpan> spans_of_pieces(const InkLayout& layout, const InkRun& run,
                                     const PixelBox& box) {
  std::vector<InkSpan> spans;
  int top = 0;
  int bottom = 0;
  for (const std::size_t i : run.pieces) {  // left to right by their left edges
    const PixelBox& piece = layout.pieces[i].box;
    if (piece.center_x() < box.x || piece.center_x() > box.right()) continue;
    if (!spans.empty() && piece.x <= spans.back().to) {
      spans.back().to = std::max(spans.back().to, piece.right());
      top = std::min(top, piece.y);
      bottom = std::max(bottom, piece.bottom());
    } else {
      spans.push_back({piece.x, piece.right(), 0});
      top = piece.y;
      bottom = piece.bottom();
    }
    spans.back().height = bottom - top;
  }
  return spans;
}

// The gap where one word ends and the next begins: wide, and near where the engine saw it.
std::size_t gap_near(const std::vector<InkSpan>& spans, std::size_t first, std::size_t last,
                     double where) {
  constexpr double kPull = 0.5;  // pixels of width that a pixel of distance costs
  std::size_t best = first;
  double most = -1e9;
  for (std::size_t i = first; i < last; ++i) {
    const double width = spans[i + 1].from - spans[i].to;
    const double middle = (spans[i + 1].from + spans[i].to) / 2.0;
    const double worth = width - kPull * std::abs(middle - where);
    if (worth > most) {
      most = worth;
      best = i;
    }
  }
  return best;
}

// The gaps between words, where as many as there are words stand out among all gaps; else none.
std::vector<std::size_t> clear_gaps(const std::vector<InkSpan>& spans, std::size_t words) {
  constexpr double kWider = 1.5;  // than any gap between letters
  std::vector<std::size_t> gaps(spans.size() - 1);
  for (std::size_t i = 0; i < gaps.size(); ++i) gaps[i] = i;
  const auto width = [&](std::size_t i) { return spans[i + 1].from - spans[i].to; };
  std::stable_sort(gaps.begin(), gaps.end(),
                   [&](std::size_t a, std::size_t b) { return width(a) > width(b); });
  if (gaps.size() >= words && width(gaps[words - 2]) < kWider * std::max(1, width(gaps[words - 1])))
    return {};
  gaps.resize(words - 1);
  std::sort(gaps.begin(), gaps.end());
  return gaps;
}

void place(const std::vector<InkSpan>& spans, const PixelBox& box, LineReading& words) {
  if (words.empty() || spans.size() < words.size()) return;
  if (words.size() > 1) {
    const std::vector<std::size_t> gaps = clear_gaps(spans, words.size());
    for (std::size_t w = 0; w < words.size() && !gaps.empty(); ++w) {
      const int from = spans[w == 0 ? 0 : gaps[w - 1] + 1].from;
      const int to = spans[w < gaps.size() ? gaps[w] : spans.size() - 1].to;
      words[w].box = {from, box.y, to - from, box.height};
    }
    if (!gaps.empty()) return;
  }
  std::size_t first = 0;
  for (std::size_t w = 0; w < words.size(); ++w) {
    std::size_t last = spans.size() - 1;
    if (w + 1 < words.size()) {
      // Every later word needs a span of its own.
      const std::size_t limit = spans.size() - (words.size() - w - 1);
      const double where = (words[w].box.right() + words[w + 1].box.x) / 2.0;
      last = gap_near(spans, first, limit, where);
    }
    words[w].box = {spans[first].from, box.y, spans[last].to - spans[first].from, box.height};
    first = last + 1;
  }
}

}  // namespace

std::vector<InkSpan> spans_of_ink(const PreparedPage& page, const PixelBox& box) {
  std::vector<InkSpan> spans;
  const int left = std::max(0, box.x);
  const int top = std::max(0, box.y);
  const int right = std::min(box.right(), pixGetWidth(page.ink.get()));
  const int bottom = std::min(box.bottom(), pixGetHeight(page.ink.get()));
  const auto stride = static_cast<std::size_t>(pixGetWpl(page.ink.get()));
  int first = bottom;
  int last = top;
  bool open = false;
  for (int x = left; x < right; ++x) {
    int above = bottom;
    int below = top;
    for (int y = top; y < bottom; ++y) {
      const l_uint32* row = pixGetData(page.ink.get()) + static_cast<std::size_t>(y) * stride;
      if (GET_DATA_BIT(row, x) == 0) continue;
      above = std::min(above, y);
      below = y + 1;
    }
    if (below <= above) {
      open = false;
      continue;
    }
    if (!open) {
      spans.push_back({x, x, 0});
      first = bottom;
      last = top;
      open = true;
    }
    first = std::min(first, above);
    last = std::max(last, below);
    spans.back().to = x + 1;
    spans.back().height = last - first;
  }
  return spans;
}

LineReading read_part(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                      const PixelBox& box, Cut cut, TextEngine& engine, Shades shades) {
  const RunPicture picture = cut_out(page, layout, run, box, cut);
  if (!picture.picture) return {};
  LineReading words =
      engine.read_line(picture.picture.get(), page.dots_per_inch * picture.scale, shades);
  for (WordReading& word : words) {
    word.box = picture.on_page(word.box);
    word.box.y = box.y;
    word.box.height = box.height;
  }
  place(spans_of_pieces(layout, run, box), box, words);
  return words;
}

void place_words(const InkLayout& layout, const InkRun& run, const PixelBox& box,
                 LineReading& words) {
  place(spans_of_pieces(layout, run, box), box, words);
}

}  // namespace siffra::extract
