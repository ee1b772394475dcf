#include "extract/internal/dotted_zeros.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "extract/internal/connected_pieces.h"

namespace siffra::extract {

namespace {

bool is_dot_of(const PixelBox& dot, const PixelBox& ring) {
  constexpr double kMostWidth = 0.45;  // of the ring
  constexpr double kMostHeight = 0.5;
  constexpr double kOffCentre = 0.15;
  return dot.x > ring.x && dot.right() < ring.right() && dot.y > ring.y &&
         dot.bottom() < ring.bottom() && dot.width <= kMostWidth * ring.width &&
         dot.height <= kMostHeight * ring.height &&
         std::abs(dot.center_x() - ring.center_x()) < kOffCentre * ring.width + 1 &&
         std::abs(dot.center_y() - ring.center_y()) < kOffCentre * ring.height + 1;
}

bool has_ink(const PixPtr& ink, int x, int y) {
  l_uint32 value = 0;
  pixGetPixel(ink.get(), x, y, &value);
  return value != 0;
}

// Ink on all four sides of the dot, before the ring's box ends.
bool is_enclosed(const PixPtr& ink, const PixelBox& dot, const PixelBox& ring) {
  const int x = static_cast<int>(dot.center_x());
  const int y = static_cast<int>(dot.center_y());
  const auto met = [&](int from_x, int from_y, int step_x, int step_y) {
    for (int at_x = from_x, at_y = from_y;
         at_x >= ring.x && at_x < ring.right() && at_y >= ring.y && at_y < ring.bottom();
         at_x += step_x, at_y += step_y) {
      if (has_ink(ink, at_x, at_y)) return true;
    }
    return false;
  };
  return met(dot.x - 1, y, -1, 0) && met(dot.right(), y, 1, 0) && met(x, dot.y - 1, 0, -1) &&
         met(x, dot.bottom(), 0, 1);
}

// One row of a piece: from its first ink to its last, and the strokes at both ends.
struct RowInk {
  int first = 0, last = -1;  // inclusive
  int inner_left = 0,
      inner_right = 0;  // where the stroke at the left ends, that at the right begins
  int width() const { return last - first + 1; }
};

RowInk row_ink(const PixPtr& ink, const PixelBox& box, int y) {
  RowInk row;
  row.first = box.right();
  for (int x = box.x; x < box.right(); ++x) {
    if (!has_ink(ink, x, y)) continue;
    row.first = std::min(row.first, x);
    row.last = x;
  }
  row.inner_left = row.first;
  while (row.inner_left <= row.last && has_ink(ink, row.inner_left, y)) ++row.inner_left;
  row.inner_right = row.last;
  while (row.inner_right >= row.first && has_ink(ink, row.inner_right, y)) --row.inner_right;
  ++row.inner_right;
  return row;
}

double mean_width(const PixPtr& ink, const PixelBox& box, double from, double to) {
  const int first = box.y + static_cast<int>(from * box.height);
  const int last = box.y + static_cast<int>(std::ceil(to * box.height));
  double sum = 0;
  for (int y = first; y < last; ++y) sum += row_ink(ink, box, y).width();
  return sum / std::max(1, last - first);
}

// A ring is widest half-way up; an 8 is narrow there. 6 and 9 are open at one side.
bool is_ring(const PixPtr& ink, const PixelBox& box) {
  constexpr double kSide = 0.15;  // of the width: how far in a side may stand
  for (int y = box.y + box.height / 4; y < box.bottom() - box.height / 4; ++y) {
    const RowInk row = row_ink(ink, box, y);
    if (row.first > box.x + kSide * box.width || row.last < box.right() - 1 - kSide * box.width)
      return false;
  }
  constexpr double kWaist = 0.97;  // an 8 has 0.85
  const double middle = mean_width(ink, box, 0.4, 0.6) / kWaist;
  return middle >= mean_width(ink, box, 0.18, 0.32) && middle >= mean_width(ink, box, 0.68, 0.82);
}

// The dot and what joins it to the ring: all that lies between the ring's sides from the paper
// above the dot to that below. Empty where there is no such dot.
PixelBox joined_dot_at(const PixPtr& ink, const PixelBox& box, int x, int y) {
  constexpr double kLeastPaper = 0.08;  // of the height, above and below the dot
  constexpr double kMostDot = 0.45;
  constexpr double kEven = 0.5;  // the one to the other
  int top = y;
  int bottom = y;
  if (!has_ink(ink, x, y)) return {};
  while (top > box.y && has_ink(ink, x, top - 1)) --top;
  while (bottom < box.bottom() && has_ink(ink, x, bottom)) ++bottom;
  int above = top;
  int below = bottom;
  while (above > box.y && !has_ink(ink, x, above - 1)) --above;
  while (below < box.bottom() && !has_ink(ink, x, below)) ++below;
  const double least = kLeastPaper * box.height;
  const int smaller = std::min(top - above, below - bottom);
  const int larger = std::max(top - above, below - bottom);
  if (above <= box.y || below >= box.bottom() || smaller < least || smaller < kEven * larger ||
      bottom - top > kMostDot * box.height) {
    return {};
  }
  const int high = (above + top) / 2;
  const int low = (bottom + below) / 2;
  const RowInk over = row_ink(ink, box, high);
  const RowInk under = row_ink(ink, box, low);
  const int left = std::max(over.inner_left, under.inner_left);
  const int right = std::min(over.inner_right, under.inner_right);
  if (left >= x || right <= x + 1) return {};
  return {left, high, right - left, low - high + 1};
}

PixelBox joined_dot(const PixPtr& ink, const PixelBox& box) {
  const int x = static_cast<int>(box.center_x());
  const int y = static_cast<int>(box.center_y());
  for (const int dy : {0, -1, 1}) {
    for (const int dx : {0, -1, 1}) {
      const PixelBox dot = joined_dot_at(ink, box, x + dx, y + dy);
      if (!dot.empty()) return dot;
    }
  }
  return {};
}

int usual_height(std::vector<int> heights) {
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

void whiten(PreparedPage& page, const PixelBox& in_ink, const PixelBox& in_grey) {
  pixRasterop(page.ink.get(), in_ink.x, in_ink.y, in_ink.width, in_ink.height, PIX_CLR, nullptr, 0,
              0);
  ::Box* area = boxCreate(in_grey.x, in_grey.y, in_grey.width, in_grey.height);
  pixSetInRectArbitrary(page.grey.get(), area, kPaper);
  boxDestroy(&area);
}

// Bold print and copies join some dots to their rings, which then read as 8. On a page whose other
// zeros of that height have dots they are told from it by the ring's form.
void take_out_joined_dots(PreparedPage& page, const std::vector<PixelBox>& pieces,
                          const std::vector<int>& rings) {
  constexpr std::size_t kEnough = 3;
  constexpr double kAlike = 0.12;
  constexpr double kNarrowest = 0.5;  // of the height
  if (rings.size() < kEnough) return;
  const double height = usual_height(rings);
  for (const PixelBox& ring : pieces) {
    if (std::abs(ring.height - height) > kAlike * height || ring.width > ring.height ||
        ring.width < kNarrowest * ring.height) {
      continue;
    }
    const PixelBox dot = joined_dot(page.ink, ring);
    if (!dot.empty() && is_ring(page.ink, ring)) whiten(page, dot, dot);
  }
}

}  // namespace

void take_out_zero_dots(PreparedPage& page) {
  constexpr std::size_t kMostPieces = 60000;
  std::vector<PixelBox> pieces = connected_pieces(page.ink);
  if (pieces.size() > kMostPieces) return;
  std::sort(pieces.begin(), pieces.end(), [](const PixelBox& a, const PixelBox& b) {
    return std::pair(a.x, a.y) < std::pair(b.x, b.y);
  });
  const double least = 0.06 * page.dots_per_inch;
  const double most = 0.3 * page.dots_per_inch;
  std::vector<int> rings;  // heights
  for (std::size_t r = 0; r < pieces.size(); ++r) {
    const PixelBox& ring = pieces[r];
    if (ring.height < least || ring.height > most || ring.width > ring.height) continue;
    for (std::size_t d = r + 1; d < pieces.size() && pieces[d].x < ring.right(); ++d) {
      const PixelBox& dot = pieces[d];
      if (!is_dot_of(dot, ring) || !is_enclosed(page.ink, dot, ring)) continue;
      whiten(page, dot, {dot.x - 1, dot.y - 1, dot.width + 2, dot.height + 2});
      rings.push_back(ring.height);
    }
  }
  take_out_joined_dots(page, pieces, rings);
}

}  // namespace siffra::extract
