#include "extract/internal/read_run.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
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

// The room a word takes in widths of a digit, in an ordinary type.
double room_of(const std::string& text) {
  constexpr double kNarrow = 0.6;
  constexpr double kWide = 1.5;
  double room = 0;
  for (const char c : text) {
    if ((c & 0xC0) == 0x80) continue;
    const bool narrow = std::string_view("iljtfrI1.,:;-'()[]|!").find(c) != std::string_view::npos;
    const bool wide = std::string_view("mwMW%").find(c) != std::string_view::npos;
    room += narrow ? kNarrow : wide ? kWide : 1;
  }
  return room;
}

// The span that each word ends with: where words take the room that their letters need and part at
// wide gaps, near where the engine saw them. It may see them far from where they stand.
std::vector<std::size_t> last_spans(const std::vector<InkSpan>& spans, const LineReading& words) {
  constexpr double kGap = 2;         // for a gap as wide as a digit
  constexpr double kPull = 0.2;      // for a digit's width from where the engine saw the gap
  constexpr double kVarying = 0.12;  // of a word's room
  constexpr double kNever = -1e18;
  const std::size_t count = spans.size();
  double rooms = 0;
  for (const WordReading& word : words) rooms += room_of(word.text) + 1;
  const double digit = (spans.back().to - spans.front().from) / std::max(1.0, rooms - 1);
  // The best worth of the words so far where the last of them ends with a span, and how.
  std::vector<std::vector<double>> worth(words.size(), std::vector<double>(count, kNever));
  std::vector<std::vector<std::size_t>> began(words.size(), std::vector<std::size_t>(count, 0));
  for (std::size_t w = 0; w < words.size(); ++w) {
    const double room = digit * room_of(words[w].text);
    const double off = digit + kVarying * room;
    for (std::size_t first = w; first < count; ++first) {
      if (w == 0 && first > 0) break;
      double before = 0;
      if (w > 0) {
        before = worth[w - 1][first - 1];
        if (before == kNever) continue;
        const double gap = spans[first].from - spans[first - 1].to;
        const double seen = (words[w - 1].box.right() + words[w].box.x) / 2.0;
        const double middle = (spans[first].from + spans[first - 1].to) / 2.0;
        before += kGap * gap / digit - kPull * std::abs(middle - seen) / digit;
      }
      const std::size_t most = count - (words.size() - w);
      for (std::size_t last = first; last <= most; ++last) {
        const double misfit = (spans[last].to - spans[first].from - room) / off;
        const double value = before - misfit * misfit;
        if (value <= worth[w][last]) continue;
        worth[w][last] = value;
        began[w][last] = first;
      }
    }
  }
  std::vector<std::size_t> lasts(words.size(), count - 1);
  for (std::size_t w = words.size(); w-- > 1;) lasts[w - 1] = began[w][lasts[w]] - 1;
  return lasts;
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
  const std::vector<std::size_t> lasts = last_spans(spans, words);
  for (std::size_t w = 0; w < words.size(); ++w) {
    words[w].box = {spans[first].from, box.y, spans[lasts[w]].to - spans[first].from, box.height};
    first = lasts[w] + 1;
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

bool begins_tall(const PreparedPage& page, const PixelBox& box) {
  constexpr double kAsTall = 0.85;
  const std::vector<InkSpan> spans = spans_of_ink(page, box);
  int tallest = 0;
  for (const InkSpan& span : spans) tallest = std::max(tallest, span.height);
  return !spans.empty() && spans.front().height >= kAsTall * tallest;
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
