// Shaded rows of black-and-white scans.
#include "extract/internal/dithered_shading.h"

#include <gtest/gtest.h>

#include "tests/extract/page_picture.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using testing::write;

bool black(const PixPtr& page, int x, int y) {
  l_uint32 value = 255;
  pixGetPixel(page.get(), x, y, &value);
  return value == 0;
}

int black_pixels(const PixPtr& page, int x0, int y0, int x1, int y1) {
  int count = 0;
  for (int y = y0; y < y1; ++y) {
    for (int x = x0; x < x1; ++x) count += black(page, x, y) ? 1 : 0;
  }
  return count;
}

PixPtr black_and_white(const PixPtr& page) {
  const PixPtr bitonal(pixThresholdToBinary(page.get(), 128));
  return PixPtr(pixConvert1To8(nullptr, bitonal.get(), 255, 0));
}

// About every ninth pixel of the field, now and then two of them side by side.
void shade(const PixPtr& page, int x0, int y0, int x1, int y1) {
  unsigned int state = 7;
  for (int y = y0; y < y1; ++y) {
    for (int x = x0; x < x1; ++x) {
      state = state * 1664525U + 1013904223U;
      if ((state >> 16U) % 9 == 0) pixSetPixel(page.get(), x, y, 0);
    }
  }
}

TEST(DitheredShading, TheDotsOfAShadedRowGoAndThePrintOnItStays) {
  const PixPtr clean = [] {
    const PixPtr page = blank_page(1200, 500);
    write(page, "Resultat", 100, 200);
    write(page, "-718 060", 700, 200);
    return black_and_white(page);
  }();
  const PixPtr page(pixCopy(nullptr, clean.get()));
  shade(page, 80, 170, 1100, 215);
  ASSERT_GT(black_pixels(page, 300, 170, 690, 215), 1000);
  take_out_shading(page, 200);
  EXPECT_LT(black_pixels(page, 300, 170, 690, 215), 150);
  for (int y = 170; y < 215; ++y) {
    for (int x = 700; x < 830; ++x) {
      if (black(clean, x, y)) {
        EXPECT_TRUE(black(page, x, y));
      }
    }
  }
}

// Dots that have run together, as large as a comma: far from print they are shading, beside a
// figure they may be its minus or its comma.
TEST(DitheredShading, ClumpsOfDotsGoUnlessTheyStandBesideAFigure) {
  const PixPtr page = [] {
    const PixPtr print = blank_page(1200, 500);
    write(print, "718 060", 700, 200);
    return black_and_white(print);
  }();
  shade(page, 80, 170, 1100, 215);
  const auto clump = [&](int x, int y) {
    for (int i = 0; i < 5; ++i) {
      pixSetPixel(page.get(), x + i, y + i, 0);
      pixSetPixel(page.get(), x + i, y + i + 1, 0);
    }
  };
  clump(400, 190);
  int left = 700;
  while (black_pixels(page, left, 196, left + 1, 210) < 8) ++left;
  clump(left - 9, 198);
  clump(left - 22, 198);  // a minus a space before its figure
  take_out_shading(page, 200);
  EXPECT_LT(black_pixels(page, 400, 190, 407, 198), 4);
  EXPECT_GE(black_pixels(page, left - 9, 198, left - 2, 206), 8);
  EXPECT_GE(black_pixels(page, left - 22, 198, left - 15, 206), 8);
}

TEST(DitheredShading, APageWithoutShadingIsLeftAsItIs) {
  const PixPtr print = blank_page(1200, 500);
  write(print, "Intakter 4.524 -33", 100, 200);
  const PixPtr page = black_and_white(print);
  for (int speck = 0; speck < 30; ++speck)
    pixSetPixel(page.get(), 37 * speck + 5, 300 + speck * 5, 0);
  const PixPtr before(pixCopy(nullptr, page.get()));
  take_out_shading(page, 200);
  l_int32 equal = 0;
  pixEqual(page.get(), before.get(), &equal);
  EXPECT_EQ(equal, 1);
}

}  // namespace
}  // namespace siffra::extract
