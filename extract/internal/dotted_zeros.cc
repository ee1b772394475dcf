#include "extract/internal/dotted_zeros.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace siffra::extract {

namespace {

std::vector<PixelBox> pieces_of(const PixPtr& ink) {
  std::vector<PixelBox> boxes;
  const BoxaPtr found(pixConnCompBB(ink.get(), 8));
  const int count = found ? boxaGetCount(found.get()) : 0;
  for (int i = 0; i < count; ++i) {
    PixelBox box;
    boxaGetBoxGeometry(found.get(), i, &box.x, &box.y, &box.width, &box.height);
    boxes.push_back(box);
  }
  return boxes;
}

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

}  // namespace

void take_out_zero_dots(PreparedPage& page) {
  constexpr std::size_t kMostPieces = 60000;
  std::vector<PixelBox> pieces = pieces_of(page.ink);
  if (pieces.size() > kMostPieces) return;
  std::sort(pieces.begin(), pieces.end(), [](const PixelBox& a, const PixelBox& b) {
    return std::pair(a.x, a.y) < std::pair(b.x, b.y);
  });
  const double least = 0.06 * page.dots_per_inch;
  const double most = 0.3 * page.dots_per_inch;
  for (std::size_t r = 0; r < pieces.size(); ++r) {
    const PixelBox& ring = pieces[r];
    if (ring.height < least || ring.height > most || ring.width > ring.height) continue;
    for (std::size_t d = r + 1; d < pieces.size() && pieces[d].x < ring.right(); ++d) {
      const PixelBox& dot = pieces[d];
      if (!is_dot_of(dot, ring) || !is_enclosed(page.ink, dot, ring)) continue;
      pixRasterop(page.ink.get(), dot.x, dot.y, dot.width, dot.height, PIX_CLR, nullptr, 0, 0);
      ::Box* soft = boxCreate(dot.x - 1, dot.y - 1, dot.width + 2, dot.height + 2);
      pixSetInRectArbitrary(page.grey.get(), soft, kPaper);
      boxDestroy(&soft);
    }
  }
}

}  // namespace siffra::extract
