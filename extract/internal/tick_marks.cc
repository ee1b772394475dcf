// Told by where its ends are: the left one about half-way down, the right one at the top, and the
// lowest point between them. Of letters and digits, V, 7 and Y begin at the top, J and / at the
// foot, and 4 ends lower down. A speck beside a 7 may stand where a tick begins, but a tick has no
// bar at the top.
#include "extract/internal/tick_marks.h"

#include <algorithm>

namespace siffra::extract {

namespace {

// The ink of a part of the piece: its box and count.
struct PartInk {
  int left = 1 << 20, top = 1 << 20, right = 0, bottom = 0;  // exclusive
  int count = 0;
};

PartInk ink_in(const PixPtr& piece, int x0, int y0, int x1, int y1) {
  PartInk part;
  const auto stride = static_cast<std::size_t>(pixGetWpl(piece.get()));
  for (int y = y0; y < y1; ++y) {
    const l_uint32* row = pixGetData(piece.get()) + static_cast<std::size_t>(y) * stride;
    for (int x = x0; x < x1; ++x) {
      if (GET_DATA_BIT(row, x) == 0) continue;
      part.left = std::min(part.left, x);
      part.top = std::min(part.top, y);
      part.right = std::max(part.right, x + 1);
      part.bottom = std::max(part.bottom, y + 1);
      ++part.count;
    }
  }
  return part;
}

}  // namespace

bool is_tick(const PixPtr& piece, TickArm arm) {
  constexpr int kLeast = 9;           // pixels, both ways
  constexpr double kNarrowest = 0.5;  // of the height
  constexpr double kWidest = 2.2;
  constexpr double kMostInk = 0.4;  // of the box
  constexpr double kEnd = 0.12;     // of the width: what belongs to an end
  if (!piece) return false;
  const int width = pixGetWidth(piece.get());
  const int height = pixGetHeight(piece.get());
  if (width < kLeast || height < kLeast || width < kNarrowest * height || width > kWidest * height)
    return false;
  const int end = std::max(1, static_cast<int>(kEnd * width));
  const int foot = std::max(1, height / 10);
  const PartInk left = ink_in(piece, 0, 0, end, height);
  const PartInk right = ink_in(piece, width - end, 0, width, height);
  const PartInk low = ink_in(piece, 0, height - foot, width, height);
  const PartInk high = ink_in(piece, 0, 0, width, std::max(1, height / 6));
  const PartInk all = ink_in(piece, 0, 0, width, height);
  if (left.count == 0 || right.count == 0 || low.count == 0) return false;
  if (all.count > kMostInk * width * height) return false;
  const double lowest = arm == TickArm::kWhole ? 0.92 : 1.01;
  const bool begins_half_way =
      left.top > 0.3 * height && left.bottom < lowest * height && left.top < 0.8 * height;
  const bool ends_at_top = right.bottom < 0.35 * height;
  const bool low_between =
      (arm == TickArm::kCutOff || low.left > 0.08 * width) && low.right < 0.62 * width;
  const bool has_bar = high.left < 0.35 * width;
  return begins_half_way && ends_at_top && low_between && !has_bar;
}

}  // namespace siffra::extract
