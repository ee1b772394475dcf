#include "extract/internal/print_strip.h"

#include <algorithm>

namespace siffra::extract {

PrintStrip strip_of(const PreparedPage& page, const PixelBox& box) {
  constexpr float kBlack = 30;  // greys up to this are print all over
  PrintStrip strip{box.x, box.y, box.width, box.height, {}};
  strip.dark.assign(static_cast<std::size_t>(box.width) * static_cast<std::size_t>(box.height), 0);
  const int width = pixGetWidth(page.grey.get());
  const int height = pixGetHeight(page.grey.get());
  const auto stride = static_cast<std::size_t>(pixGetWpl(page.grey.get()));
  for (int y = std::max(0, box.y); y < std::min(height, box.bottom()); ++y) {
    const l_uint32* row = pixGetData(page.grey.get()) + static_cast<std::size_t>(y) * stride;
    for (int x = std::max(0, box.x); x < std::min(width, box.right()); ++x) {
      const auto grey = static_cast<float>(GET_DATA_BYTE(row, x));
      const auto at = static_cast<std::size_t>(x - box.x) * static_cast<std::size_t>(box.height) +
                      static_cast<std::size_t>(y - box.y);
      strip.dark[at] = std::clamp((kPaper - grey) / (kPaper - kBlack), 0.0F, 1.0F);
    }
  }
  return strip;
}

std::optional<PrintStand> stand_of(const PreparedPage& page, const PixelBox& box) {
  constexpr float kRow = 0.22F;  // of the fuller rows: tails of commas hold less
  if (box.empty()) return std::nullopt;
  const PrintStrip strip = strip_of(page, box);
  std::vector<float> rows(static_cast<std::size_t>(box.height), 0);
  PrintStand stand{-1, -1, -1, -1, 0};
  for (int x = 0; x < strip.width; ++x) {
    bool ink = false;
    for (int y = 0; y < strip.height; ++y) {
      const float dark = strip.column(x)[y];
      rows[static_cast<std::size_t>(y)] += dark;
      ink = ink || dark > 0.5F;
      stand.ink += dark;
    }
    if (!ink) continue;
    if (stand.left < 0) stand.left = x;
    stand.right = x + 1;
  }
  if (stand.left < 0) return std::nullopt;
  std::vector<float> sorted = rows;
  std::sort(sorted.begin(), sorted.end());
  const float full = sorted[sorted.size() * 3 / 4];
  for (int y = 0; y < strip.height; ++y) {
    if (rows[static_cast<std::size_t>(y)] < kRow * full) continue;
    if (stand.top < 0) stand.top = y;
    stand.foot = y + 1;
  }
  stand.left += box.x;
  stand.right += box.x;
  stand.top += box.y;
  stand.foot += box.y;
  return stand;
}

}  // namespace siffra::extract
