// The dots inside a typewriter's zeros, alone in their rings and joined to them.
#include "extract/internal/dotted_zeros.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/extract/page_picture.h"

namespace siffra::extract {
namespace {

using testing::blank_page;

constexpr int kHeight = 20;

PreparedPage prepared(PixPtr grey) {
  PreparedPage page;
  page.dots_per_inch = 200;
  page.ink.reset(pixThresholdToBinary(grey.get(), 128));
  page.grey = std::move(grey);
  return page;
}

void block(const PixPtr& page, int x, int y, int width, int height) {
  pixRasterop(page.get(), x, y, width, height, PIX_CLR, nullptr, 0, 0);
}

// Between two ellipses: `across` and `down` are half of the outer one.
void ring(const PixPtr& page, double x, double y, double across, double down) {
  constexpr double kStroke = 3;
  for (int py = static_cast<int>(y - down) - 1; py <= y + down + 1; ++py) {
    for (int px = static_cast<int>(x - across) - 1; px <= x + across + 1; ++px) {
      const double outer = std::hypot((px - x) / across, (py - y) / down);
      const double inner = std::hypot((px - x) / (across - kStroke), (py - y) / (down - kStroke));
      if (outer <= 1 && inner > 1) pixSetPixel(page.get(), px, py, 0);
    }
  }
}

void zero(const PixPtr& page, int x, int y) { ring(page, x, y, 7, kHeight / 2.0); }

void dotted_zero(const PixPtr& page, int x, int y) {
  zero(page, x, y);
  block(page, x - 1, y - 1, 3, 4);
}

// The dot runs into the ring on both sides.
void joined_zero(const PixPtr& page, int x, int y) {
  dotted_zero(page, x, y);
  block(page, x - 6, y, 12, 2);
}

void eight(const PixPtr& page, int x, int y) {
  ring(page, x, y - 4.5, 6, 5.5);
  ring(page, x, y + 4.5, 7, 6);
}

bool is_black(const PreparedPage& page, int x, int y) {
  l_uint32 value = 0;
  pixGetPixel(page.ink.get(), x, y, &value);
  return value != 0;
}

// A line with as many zeros whose dots stand alone, and then what `draw` draws in the middle of it.
template <typename Draw>
PreparedPage line_of(int dotted, Draw draw) {
  PixPtr grey = blank_page(600, 100);
  for (int i = 0; i < dotted; ++i) dotted_zero(grey, 60 + 30 * i, 50);
  draw(grey, 400, 50);
  PreparedPage page = prepared(std::move(grey));
  take_out_zero_dots(page);
  return page;
}

TEST(DottedZeros, ADotAloneInItsRingIsTakenOut) {
  const PreparedPage page = line_of(1, zero);
  EXPECT_FALSE(is_black(page, 60, 50));
  EXPECT_TRUE(is_black(page, 54, 50));
}

TEST(DottedZeros, ADotJoinedToItsRingIsTakenOutWhereOthersStandAlone) {
  const PreparedPage page = line_of(3, joined_zero);
  EXPECT_FALSE(is_black(page, 400, 50));
  EXPECT_FALSE(is_black(page, 398, 50));
  EXPECT_TRUE(is_black(page, 394, 50));
  EXPECT_TRUE(is_black(page, 406, 50));
}

TEST(DottedZeros, WithoutOthersAJoinedDotStays) {
  const PreparedPage page = line_of(1, joined_zero);
  EXPECT_TRUE(is_black(page, 400, 50));
}

TEST(DottedZeros, AnEightAmongDottedZerosStays) {
  const PreparedPage page = line_of(4, eight);
  PixPtr drawn = blank_page(600, 100);
  eight(drawn, 400, 50);
  const PreparedPage before = prepared(std::move(drawn));
  for (int y = 35; y < 65; ++y) {
    for (int x = 390; x < 410; ++x) EXPECT_EQ(is_black(page, x, y), is_black(before, x, y));
  }
}

// A nine open to the left below its loop, its dirt closing it.
TEST(DottedZeros, ANineAmongDottedZerosStays) {
  const auto nine = [](const PixPtr& page, int x, int y) {
    ring(page, x, y - 4, 7, 6);
    block(page, x + 4, y - 4, 3, 11);
    ring(page, x, y + 4, 7, 6);
    pixRasterop(page.get(), x - 8, y + 2, 6, 4, PIX_SET, nullptr, 0, 0);
  };
  const PreparedPage page = line_of(4, nine);
  EXPECT_TRUE(is_black(page, 400, 51));
}

}  // namespace
}  // namespace siffra::extract
