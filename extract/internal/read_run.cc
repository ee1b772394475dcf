#include "extract/internal/read_run.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace siffra::extract {

namespace {

struct Span {
  int from = 0, to = 0;
};

// Where the run has ink within the box, from left to right, apart by at least a column of paper.
std::vector<Span> spans_of_ink(const InkLayout& layout, const InkRun& run, const PixelBox& box) {
  std::vector<Span> spans;
  for (const std::size_t i : run.pieces) {  // left to right by their left edges
    const PixelBox& piece = layout.pieces[i].box;
    if (piece.center_x() < box.x || piece.center_x() > box.right()) continue;
    if (!spans.empty() && piece.x <= spans.back().to) {
      spans.back().to = std::max(spans.back().to, piece.right());
    } else {
      spans.push_back({piece.x, piece.right()});
    }
  }
  return spans;
}

// The gap where one word ends and the next begins: wide, and near where the engine saw it.
std::size_t gap_near(const std::vector<Span>& spans, std::size_t first, std::size_t last,
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

void place(const std::vector<Span>& spans, const PixelBox& box, LineReading& words) {
  if (words.empty() || spans.size() < words.size()) return;
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

LineReading read_part(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                      const PixelBox& box, Cut cut, TextEngine& engine, Characters characters) {
  const RunPicture picture = cut_out(page, layout, run, box, cut);
  if (!picture.picture) return {};
  LineReading words =
      engine.read_line(picture.picture.get(), page.dots_per_inch * picture.scale, characters);
  for (WordReading& word : words) {
    word.box = picture.on_page(word.box);
    word.box.y = box.y;
    word.box.height = box.height;
  }
  place(spans_of_ink(layout, run, box), box, words);
  return words;
}

}  // namespace siffra::extract
