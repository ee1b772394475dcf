// "1 161 162 kr": which ink is the unit's.
#include "extract/internal/unit_behind.h"

#include <gtest/gtest.h>

#include <string>

namespace siffra::extract {
namespace {

WordReading word(const std::string& text, int left, int right) {
  WordReading made;
  made.text = text;
  made.box = {left, 20, right - left, 20};
  return made;
}

TEST(UnitBehind, IsAWordWithAKBehindAFigure) {
  EXPECT_TRUE(ends_in_unit({word("629,00", 0, 60), word("kr", 70, 90)}));
  EXPECT_TRUE(ends_in_unit({word("629", 0, 30), word("tkr.", 40, 80)}));
  EXPECT_FALSE(ends_in_unit({word("kr", 70, 90)}));
  EXPECT_FALSE(ends_in_unit({word("629", 0, 30), word("OOO", 40, 80)}));
}

// Three words read, and three groups of ink, which are not those of the words.
TEST(UnitBehind, HasTheLastLettersInkThoughTheSpacesReadAreOthers) {
  PreparedPage page;
  page.ink.reset(pixCreate(240, 60, 1));
  page.dots_per_inch = 200;
  InkRun run;
  int x = 20;
  for (const char c : std::string("1 161 162 kr")) {
    if (c == ' ') {
      x += 12;
      continue;
    }
    for (int dx = 0; dx < 10; ++dx) {
      for (int y = 20; y < 40; ++y) pixSetPixel(page.ink.get(), x + dx, y, 1);
    }
    x += 13;
  }
  run.box = {20, 20, x - 3 - 20, 20};
  run.height = 20;
  LineReading words = {word("1161", 20, 30), word("162", 45, 80), word("kr", 95, x - 3)};
  place_unit(page, run, words);
  EXPECT_EQ(words[2].box.x, 147);
  EXPECT_EQ(words[2].box.right(), x - 3);
  EXPECT_EQ(words[1].box.right(), 132);
}

}  // namespace
}  // namespace siffra::extract
