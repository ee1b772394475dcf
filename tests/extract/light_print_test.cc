// White heads on dark bars.
#include "extract/internal/light_print.h"

#include <gtest/gtest.h>

namespace siffra::extract {
namespace {

constexpr int kPaperGrey = 240, kBarGrey = 70, kLightGrey = 245;

void fill(const PixPtr& page, const PixelBox& box, int grey) {
  for (int y = box.y; y < box.bottom(); ++y) {
    for (int x = box.x; x < box.right(); ++x)
      pixSetPixel(page.get(), x, y, static_cast<l_uint32>(grey));
  }
}

int at(const PixPtr& page, int x, int y) {
  l_uint32 value = 0;
  pixGetPixel(page.get(), x, y, &value);
  return static_cast<int>(value);
}

// A page of 200 dots per inch with a bar of `height`, and strokes on it as thick as letters have.
PixPtr page_with_bar(int height, bool printed) {
  PixPtr page(pixCreate(800, 600, 8));
  fill(page, {0, 0, 800, 600}, kPaperGrey);
  fill(page, {60, 200, 640, height}, kBarGrey);
  for (int x = 500; printed && x < 660; x += 12) fill(page, {x, 208, 4, 20}, kLightGrey);
  // A row of the table, close below.
  for (int x = 60; x < 300; x += 12) fill(page, {x, 200 + height + 14, 4, 20}, 30);
  return page;
}

TEST(LightPrint, BecomesDarkAndItsBarPaper) {
  const PixPtr page = page_with_bar(36, true);
  turn_light_print(page, 200);
  EXPECT_LT(at(page, 502, 218), 60);
  EXPECT_GT(at(page, 508, 218), 200);
  EXPECT_GT(at(page, 100, 218), 200);
  EXPECT_EQ(at(page, 62, 200 + 36 + 20), 30);
}

TEST(LightPrint, IsNotLookedForInABarWithoutAnyNorInARule) {
  for (const int height : {36, 8}) {
    const PixPtr page = page_with_bar(height, false);
    const PixPtr before(pixCopy(nullptr, page.get()));
    turn_light_print(page, 200);
    l_int32 same = 0;
    pixEqual(page.get(), before.get(), &same);
    EXPECT_EQ(same, 1);
  }
}

// The title that stands close above a bar is no part of it.
TEST(LightPrint, LeavesTheTitleAboveTheBarAlone) {
  const PixPtr page = page_with_bar(36, true);
  for (int x = 60; x < 400; x += 14) fill(page, {x, 164, 6, 28}, 30);
  turn_light_print(page, 200);
  EXPECT_EQ(at(page, 62, 178), 30);
  EXPECT_LT(at(page, 502, 218), 60);
}

// A shaded total on the same page is dark print on a lighter ground: turned, it would be lost.
TEST(LightPrint, LeavesDarkPrintOnAShadedRowAlone) {
  constexpr int kShade = 125;
  const PixPtr page = page_with_bar(36, true);
  fill(page, {60, 400, 640, 36}, kShade);
  for (int x = 500; x < 660; x += 12) fill(page, {x, 408, 4, 20}, 20);
  turn_light_print(page, 200);
  EXPECT_LT(at(page, 502, 218), 60);
  EXPECT_EQ(at(page, 502, 418), 20);
  EXPECT_EQ(at(page, 508, 418), kShade);
}

TEST(LightPrint, LeavesAPictureAlone) {
  PixPtr page(pixCreate(800, 600, 8));
  fill(page, {0, 0, 800, 600}, kPaperGrey);
  fill(page, {60, 60, 640, 480}, kBarGrey);
  fill(page, {200, 200, 100, 60}, kLightGrey);
  turn_light_print(page, 200);
  EXPECT_EQ(at(page, 100, 100), kBarGrey);
}

}  // namespace
}  // namespace siffra::extract
