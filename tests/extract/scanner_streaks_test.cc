// Lines that dirt on the glass draws down a scan.
#include "extract/internal/scanner_streaks.h"

#include <gtest/gtest.h>

#include "tests/extract/page_picture.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using testing::write;

int grey_at(const PixPtr& page, int x, int y) {
  l_uint32 value = 0;
  pixGetPixel(page.get(), x, y, &value);
  return static_cast<int>(value);
}

// A thin line 40 greys darker than its paper, moving two pixels to the right over the page.
void draw_streak(const PixPtr& page, int x) {
  for (int y = 0; y < pixGetHeight(page.get()); ++y) {
    const int at = x + 2 * y / pixGetHeight(page.get());
    const int dark = grey_at(page, at, y) > 40 ? grey_at(page, at, y) - 40 : 0;
    pixSetPixel(page.get(), at, y, static_cast<l_uint32>(dark));
  }
}

TEST(ScannerStreaks, AStreakIsTakenOutAndThePrintAcrossItStays) {
  const PixPtr page = blank_page(800, 1600);
  write(page, "4524", 380, 400);
  const PixPtr clean(pixCopy(nullptr, page.get()));
  draw_streak(page, 400);
  ASSERT_EQ(grey_at(page, 400, 100), 215);
  take_out_streaks(page);
  for (int y = 20; y < 1580; y += 20) {
    if (y < 360 || y > 420) {
      EXPECT_GE(grey_at(page, 400 + 2 * y / 1600, y), 250);
    }
  }
  for (int y = 380; y < 400; ++y) {
    for (int x = 380; x < 420; ++x) {
      if (grey_at(clean, x, y) < 60) {
        EXPECT_LT(grey_at(page, x, y), 110);
      }
    }
  }
}

TEST(ScannerStreaks, ARulingThatEndsIsNoStreak) {
  const PixPtr page = blank_page(800, 1600);
  for (int y = 300; y < 900; ++y) pixSetPixel(page.get(), 500, y, 120);
  take_out_streaks(page);
  EXPECT_EQ(grey_at(page, 500, 600), 120);
}

// Tables below each other have their right border at one place, over most of the page.
TEST(ScannerStreaks, TheBordersOfTablesBelowEachOtherAreNoStreak) {
  const PixPtr page = blank_page(800, 1600);
  for (int y = 140; y < 1460; ++y) {
    if (y % 500 > 40) pixSetPixel(page.get(), 500, y, 120);
  }
  take_out_streaks(page);
  for (const int y : {300, 800, 1300}) EXPECT_EQ(grey_at(page, 500, y), 120);
}

}  // namespace
}  // namespace siffra::extract
