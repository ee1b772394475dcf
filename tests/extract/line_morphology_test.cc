// Long runs and short gaps along rows and columns, compared with Leptonica's brick operations.
#include "extract/internal/line_morphology.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace siffra::extract {
namespace {

// Pixels by a fixed rule, thick enough with strokes of all lengths.
PixPtr pattern(int width, int height, std::uint32_t seed) {
  PixPtr picture(pixCreate(width, height, 1));
  std::uint32_t state = seed;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      state = state * 1664525U + 1013904223U;
      const bool on_stroke = y % 7 == 0 || x % 9 == 0;
      if ((state >> 24) % 20 < (on_stroke ? 19U : 6U)) pixSetPixel(picture.get(), x, y, 1);
    }
  }
  return picture;
}

bool same(const PixPtr& a, const PixPtr& b) {
  l_int32 equal = 0;
  pixEqual(a.get(), b.get(), &equal);
  return equal != 0;
}

TEST(LineMorphology, DoesWhatBrickOperationsOfOneRowOrColumnDo) {
  constexpr struct {
    int width, height;
  } kSizes[] = {{1, 1}, {31, 3}, {32, 40}, {97, 64}, {200, 9}};
  for (const auto& size : kSizes) {
    const PixPtr ink = pattern(size.width, size.height, 11);
    for (const int length : {1, 2, 3, 8, 13, 37, 250}) {
      SCOPED_TRACE(std::to_string(size.width) + "x" + std::to_string(size.height) + " " +
                   std::to_string(length));
      const PixPtr flat_runs(pixOpenBrick(nullptr, ink.get(), length, 1));
      const PixPtr upright_runs(pixOpenBrick(nullptr, ink.get(), 1, length));
      EXPECT_TRUE(same(opened_along(ink, Direction::kHorizontal, length), flat_runs));
      EXPECT_TRUE(same(opened_along(ink, Direction::kVertical, length), upright_runs));
      const PixPtr flat_gaps(pixCloseSafeBrick(nullptr, ink.get(), length, 1));
      const PixPtr upright_gaps(pixCloseSafeBrick(nullptr, ink.get(), 1, length));
      EXPECT_TRUE(same(closed_along(ink, Direction::kHorizontal, length), flat_gaps));
      EXPECT_TRUE(same(closed_along(ink, Direction::kVertical, length), upright_gaps));
    }
  }
}

}  // namespace
}  // namespace siffra::extract
