// Frames of stamps, drawn upon pages of print.
#include "extract/internal/stamp_frames.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "extract/internal/page_preparation.h"
#include "extract/readers.h"
#include "tests/extract/page_picture.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using testing::to_bytes;
using testing::write;
using testing::write_right;

// A box whose right side stands `lean` pixels lower than its left one.
void frame(const PixPtr& page, int x, int y, int width, int height, int lean) {
  constexpr int kThick = 4;
  pixRenderLine(page.get(), x, y, x + width, y + lean, kThick, L_CLEAR_PIXELS);
  pixRenderLine(page.get(), x, y + height, x + width, y + height + lean, kThick, L_CLEAR_PIXELS);
  pixRenderLine(page.get(), x, y, x, y + height, kThick, L_CLEAR_PIXELS);
  pixRenderLine(page.get(), x + width, y + lean, x + width, y + height + lean, kThick,
                L_CLEAR_PIXELS);
}

PixPtr table_page() {
  PixPtr page = blank_page();
  for (int line = 0; line < 12; ++line) {
    write(page, "Kostnader", 120, 300 + 50 * line);
    write_right(page, std::to_string(123 + 71 * line), 700, 300 + 50 * line);
    write_right(page, std::to_string(345 + 67 * line), 900, 300 + 50 * line);
  }
  return page;
}

std::vector<PixelBox> frames_of(PixPtr page) {
  auto prepared = prepare_page(std::move(page), 200, 0);
  EXPECT_TRUE(prepared.has_value());
  return prepared->stamps;
}

TEST(StampFrames, ABoxThatLeansEitherWayIsFoundWhereItStands) {
  for (const int lean : {-15, -9, 9, 15}) {
    SCOPED_TRACE(lean);
    PixPtr page = table_page();
    frame(page, 1050, 400, 330, 120, lean);
    const auto frames = frames_of(std::move(page));
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_NEAR(frames[0].x, 1050, 8);
    EXPECT_NEAR(frames[0].right(), 1380, 8);
    EXPECT_NEAR(frames[0].y, std::min(400, 400 + lean), 10);
    EXPECT_NEAR(frames[0].bottom(), std::max(520, 520 + lean), 10);
  }
}

TEST(StampFrames, PrintThatTheFrameRunsThroughHidesItNot) {
  PixPtr page = table_page();
  frame(page, 860, 420, 330, 120, 12);
  EXPECT_EQ(frames_of(std::move(page)).size(), 1U);
}

TEST(StampFrames, BoxesSetStraightAndGridsAreNone) {
  PixPtr page = table_page();
  frame(page, 1050, 400, 330, 120, 0);
  for (int row = 0; row <= 4; ++row) {
    for (int column = 0; column < 3; ++column)
      frame(page, 200 + 400 * column, 1200, 400, 100 * row, 0);
  }
  EXPECT_TRUE(frames_of(std::move(page)).empty());
}

// The words of a stamp beside a table would be cells of its rows.
TEST(ReadPicture, WhatStandsInAStampIsNoPartOfTheTableBesideIt) {
  PixPtr page = table_page();
  frame(page, 1050, 400, 330, 120, 12);
  write(page, "INKOM", 1080, 450);
  write(page, "17/2 Dnr 942", 1080, 500);
  const auto document = read_picture(to_bytes(page, IFF_PNG), "a.png", "image/png", {});
  ASSERT_TRUE(document.has_value());
  std::size_t figures = 0;
  for (const Word& word : document->pages[0].words) {
    EXPECT_LT(word.box.x1 * 200 / 72, 950) << word.text;
    figures += word.text.find_first_of("0123456789") != std::string::npos ? 1U : 0U;
  }
  EXPECT_EQ(figures, 24U);
}

// Whatever the reading of a figure under the ink of a stamp, no sum may make it sure.
TEST(ReadPicture, AFigureUnderAStampIsNeverSure) {
  PixPtr page = table_page();
  frame(page, 860, 420, 330, 120, 12);
  const auto document = read_picture(to_bytes(page, IFF_PNG), "a.png", "image/png", {});
  ASSERT_TRUE(document.has_value());
  for (const Word& word : document->pages[0].words) {
    const double x = word.box.x1 * 200 / 72, y = word.box.center_y() * 200 / 72;
    if (x > 850 && y > 440 && y < 530) {
      EXPECT_LE(word.confidence, 0.5) << word.text;
    }
  }
}

}  // namespace
}  // namespace siffra::extract
