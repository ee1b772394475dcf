#include "extract/internal/ink_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "extract/internal/page_preparation.h"
#include "extract/internal/page_triage.h"
#include "extract/internal/read_run.h"
#include "extract/internal/sign_audit.h"
#include "extract/internal/tick_marks.h"
#include "tests/extract/page_picture.h"
#include "tests/extract/prepared_page.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using testing::prepared;
using testing::write;
using testing::write_right;

PixPtr small_table() {
  PixPtr page = blank_page(1200, 600);
  write(page, "Avgifter", 100, 150);
  write_right(page, "4 524 000", 800, 150);
  write_right(page, "5 028 000", 1050, 150);
  write(page, "Kostnader", 100, 200);
  write_right(page, "-4 845 409", 800, 200);
  write_right(page, "-4 395 438", 1050, 200);
  write(page, "Resultat", 100, 250);
  write_right(page, "-321 409", 800, 250);
  write_right(page, "632 562", 1050, 250);
  return page;
}

TEST(InkLayout, FindsLabelsAndFiguresAsRunsInReadingOrder) {
  const InkLayout layout = find_runs(prepared(small_table()));
  ASSERT_EQ(layout.runs.size(), 9U);
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(layout.runs[3 * row].line, layout.runs[3 * row + 2].line);
    EXPECT_NEAR(layout.runs[3 * row + 1].box.right(), 800, 6);
    EXPECT_NEAR(layout.runs[3 * row + 2].box.right(), 1050, 6);
  }
}

TEST(InkLayout, ALoneDashBesideLettersIsKeptAndOneOnEmptyPaperIsDirt) {
  PixPtr page = small_table();
  const auto bar = [&](int x, int y) {
    for (int i = 0; i < 9; ++i) {
      for (int j = 0; j < 3; ++j) pixSetPixel(page.get(), x + i, y + j, 0);
    }
  };
  bar(600, 140);
  bar(600, 500);
  const InkLayout layout = find_runs(prepared(std::move(page)));
  const auto dashes = std::count_if(layout.runs.begin(), layout.runs.end(),
                                    [](const InkRun& run) { return run.lone_dash; });
  EXPECT_EQ(dashes, 1);
}

TEST(PreparePage, RulingLinesAreKeptAsEvidenceAndTakenOutOfThePicture) {
  PixPtr page = small_table();
  for (int x = 80; x < 1100; ++x) {
    for (int y = 215; y < 218; ++y) pixSetPixel(page.get(), x, y, 0);
  }
  const PreparedPage result = prepared(std::move(page));
  ASSERT_EQ(result.rulings.size(), 1U);
  EXPECT_NEAR(result.rulings[0].x0, 80, 5);
  EXPECT_NEAR(result.rulings[0].x1, 1100, 5);
  EXPECT_EQ(find_runs(result).runs.size(), 9U);
}

TEST(PreparePage, ACellOfAGridIsReadWithoutTheRulingBesideIt) {
  PixPtr page = blank_page(1200, 900);
  for (int row = 0; row < 10; ++row) {
    write(page, "Hyror", 110, 132 + 40 * row);
    write_right(page, "1 2" + std::to_string(10 + row), 688, 132 + 40 * row);
  }
  const auto ink = [&](int x, int y, int width, int height) {
    pixRasterop(page.get(), x, y, width, height, PIX_CLR, nullptr, 0, 0);
  };
  for (int row = 0; row <= 10; ++row) ink(100, 100 + 40 * row, 600, 4);
  for (const int x : {100, 400, 700}) ink(x, 100, 3, 404);
  const PreparedPage result = prepared(std::move(page));
  const InkLayout layout = find_runs(result);
  EXPECT_EQ(result.rulings.size(), 14U);
  EXPECT_EQ(layout.runs.size(), 20U);
  for (const InkRun& run : layout.runs) EXPECT_LT(run.box.right(), 692);
}

TEST(PreparePage, ACellOfAGridThatACopierBrokeUpIsReadWithoutItsBits) {
  PixPtr page = blank_page(1200, 900);
  for (int row = 0; row < 10; ++row) {
    write(page, "Hyror", 110, 132 + 40 * row);
    write_right(page, "1 2" + std::to_string(10 + row), 688, 132 + 40 * row);
  }
  const auto ink = [&](int x, int y, int width, int height) {
    pixRasterop(page.get(), x, y, width, height, PIX_CLR, nullptr, 0, 0);
  };
  // Dots and dashes, now and then a pixel aside, with a longer gap here and there.
  for (int row = 0; row <= 10; ++row) {
    const int y = 101 + 40 * row;
    for (int x = 100, i = 0; x < 700; x += i % 9 == 8 ? 26 : 17, ++i) ink(x, y + i % 2, 12, 2);
  }
  for (const int x : {100, 400, 700}) {
    for (int y = 101, i = 0; y < 503; y += i % 7 == 6 ? 22 : 15, ++i) ink(x + i % 2, y, 2, 11);
  }
  ink(690, 501, 11, 2);
  ink(699, 470, 2, 33);
  const InkLayout layout = find_runs(prepared(std::move(page)));
  EXPECT_EQ(layout.runs.size(), 20U);
  for (const InkRun& run : layout.runs) {
    EXPECT_GT(run.box.x, 105);
    EXPECT_LT(run.box.right(), 692);
  }
}

// A short stroke down to (x, y) and a long one up from it, with a pen.
void tick(const PixPtr& page, int x, int y, int size) {
  pixRenderLine(page.get(), x - size / 3, y - size / 3, x, y, 3, L_CLEAR_PIXELS);
  pixRenderLine(page.get(), x, y, x + 2 * size / 3, y - size, 3, L_CLEAR_PIXELS);
}

TEST(InkLayout, ATickBesideAFigureIsNoPartOfIt) {
  PixPtr page = small_table();
  tick(page, 812, 150, 26);
  tick(page, 1064, 230, 30);
  const InkLayout layout = find_runs(prepared(std::move(page)));
  ASSERT_EQ(layout.runs.size(), 9U);
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_NEAR(layout.runs[3 * row + 1].box.right(), 800, 6);
    EXPECT_NEAR(layout.runs[3 * row + 2].box.right(), 1050, 6);
  }
}

// Where it began on a ruling its short stroke went with the ruling.
TEST(InkLayout, ATickThatARulingCutIsNoPartOfAFigure) {
  PixPtr page = small_table();
  tick(page, 829, 150, 36);
  for (int y = 100; y < 300; ++y) {
    for (int x = 814; x < 818; ++x) pixSetPixel(page.get(), x, y, 0);
  }
  const InkLayout layout = find_runs(prepared(std::move(page)));
  ASSERT_EQ(layout.runs.size(), 9U);
  EXPECT_NEAR(layout.runs[1].box.right(), 800, 6);
}

// A ring as high as the small letters of the text is the ring of a heading's letter.
TEST(InkLayout, TheRingOfAHeadingsLetterBelongsToTheHeading) {
  PixPtr page = small_table();
  write(page, "Ekonomi i sammandrag", 100, 300);
  PixPtr heading(pixCreate(500, 40, 8));
  pixSetAllArbitrary(heading.get(), 255);
  write(heading, "Femarsoversikt", 5, 30);
  const PixPtr large(pixScale(heading.get(), 2.5F, 2.5F));
  pixRasterop(page.get(), 100, 420, pixGetWidth(large.get()), pixGetHeight(large.get()), PIX_SRC,
              large.get(), 0, 0);
  const std::size_t without = find_runs(prepared(PixPtr(pixCopy(nullptr, page.get())))).runs.size();
  const PreparedPage ready = prepared(PixPtr(pixCopy(nullptr, page.get())));
  const InkLayout layout = find_runs(ready);
  const double scale = ready.dots_per_inch / 200;
  const InkPiece* letter = nullptr;  // the fourth of the heading, an a
  std::vector<const InkPiece*> letters;
  for (const InkPiece& piece : layout.pieces) {
    if (piece.box.y > 420 * scale && piece.box.height > 20 * scale) letters.push_back(&piece);
  }
  std::sort(letters.begin(), letters.end(),
            [](const InkPiece* a, const InkPiece* b) { return a->box.x < b->box.x; });
  ASSERT_GT(letters.size(), 4U);
  letter = letters[3];
  const int radius = 7;
  const int x = static_cast<int>(letter->box.center_x() / scale);
  const int y = static_cast<int>(letter->box.y / scale) - radius - 4;
  for (int degree = 0; degree < 360; ++degree) {
    const double angle = degree * 3.14159 / 180;
    pixRasterop(page.get(), x + static_cast<int>(radius * std::cos(angle)) - 1,
                y + static_cast<int>(radius * std::sin(angle)) - 1, 3, 3, PIX_CLR, nullptr, 0, 0);
  }
  EXPECT_EQ(find_runs(prepared(std::move(page))).runs.size(), without);
}

// Letters of two thirds the size, with their top left at (x, y).
void write_small(const PixPtr& page, const std::string& text, int x, int y) {
  PixPtr strip(pixCreate(200, 40, 8));
  pixSetAllArbitrary(strip.get(), 255);
  write(strip, text, 0, 24);
  const PixPtr small(pixScale(strip.get(), 0.6F, 0.6F));
  ::Box* box = nullptr;
  const PixPtr ink(pixConvertTo1(small.get(), 128));
  pixClipToForeground(ink.get(), nullptr, &box);
  PixelBox at;
  boxGetGeometry(box, &at.x, &at.y, &at.width, &at.height);
  boxDestroy(&box);
  pixRasterop(page.get(), x, y, at.width, at.height, PIX_SRC, small.get(), at.x, at.y);
}

PixelBox box_of_last_run(PixPtr page) {
  const InkLayout layout = find_runs(prepared(std::move(page)));
  EXPECT_EQ(layout.runs.size(), 9U);
  return layout.runs.back().box;
}

TEST(InkLayout, TheRaisedNumberOfAFootnoteIsNoDigitOfTheFigure) {
  const PixelBox figure = box_of_last_run(small_table());
  for (const int gap : {3, 0}) {  // with paper before it, and touching the last digit
    SCOPED_TRACE(gap);
    PixPtr page = small_table();
    write_small(page, "2)", figure.right() + gap, figure.y - 3);
    EXPECT_NEAR(box_of_last_run(std::move(page)).right(), figure.right(), 2);
  }
}

TEST(InkLayout, APercentSignIsNoRaisedMark) {
  PixPtr page = blank_page(1200, 600);
  write(page, "Soliditet", 100, 150);
  write_right(page, "47 %", 800, 150);
  const InkLayout layout = find_runs(prepared(std::move(page)));
  ASSERT_EQ(layout.runs.size(), 2U);
  EXPECT_NEAR(layout.runs[1].box.right(), 800, 6);
}

TEST(InkLayout, ARingAroundAFigureJoinsNoLines) {
  PixPtr page = small_table();
  for (int degree = 0; degree < 720; ++degree) {
    const double angle = degree * 3.14159 / 360;
    const int x = 745 + static_cast<int>(72 * std::cos(angle));
    const int y = 239 + static_cast<int>(29 * std::sin(angle));
    pixRasterop(page.get(), x, y, 3, 3, PIX_CLR, nullptr, 0, 0);
  }
  const InkLayout layout = find_runs(prepared(std::move(page)));
  ASSERT_EQ(layout.runs.size(), 9U);
  EXPECT_NEAR(layout.runs[7].box.right(), 800, 6);
  EXPECT_LT(layout.runs[7].box.height, 30);
}

TEST(InkLayout, ALongWordWhoseLettersTouchIsARun) {
  PixPtr page = small_table();
  write(page, "Information/kompetensutveckling", 100, 300);
  write_right(page, "-66 667", 800, 300);
  // The letters' feet run together.
  pixRasterop(page.get(), 102, 297, 300, 3, PIX_CLR, nullptr, 0, 0);
  const InkLayout layout = find_runs(prepared(std::move(page)));
  ASSERT_EQ(layout.runs.size(), 11U);
  EXPECT_NEAR(layout.runs[9].box.x, 101, 5);
  EXPECT_GT(layout.runs[9].box.width, 280);
}

TEST(InkLayout, ALongWordThatACopierBlottedIsARun) {
  PixPtr page = small_table();
  write(page, "Information/kompetensutveckling/samordnare/revision", 100, 300);
  // Ink runs out from every letter, up to its neighbours.
  const PixPtr blotted(pixErodeGray(page.get(), 7, 9));
  pixRasterop(page.get(), 90, 270, 640, 40, PIX_SRC, blotted.get(), 90, 270);
  const InkLayout layout = find_runs(prepared(std::move(page)));
  ASSERT_EQ(layout.runs.size(), 10U);
  EXPECT_NEAR(layout.runs[9].box.x, 101, 5);
  EXPECT_GT(layout.runs[9].box.width, 450);
}

TEST(InkLayout, NoLetterIsATick) {
  for (char letter = '!'; letter <= '~'; ++letter) {
    SCOPED_TRACE(letter);
    PixPtr page = blank_page(200, 100);
    write(page, std::string(1, letter), 80, 60);
    const PreparedPage ready = prepared(std::move(page));
    const InkLayout layout = find_runs(ready);
    for (const InkPiece& piece : layout.pieces) EXPECT_FALSE(piece.by_hand);
  }
}

// The ends of such a piece lie as a tick's do.
TEST(TickMarks, ASevenWithASpeckBesideItsFootIsNone) {
  const std::vector<std::string> rows = {
      "..###########", ".############", ".############", ".........####", ".........##..",
      "........####.", "........##...", ".......###...", ".......###...", "......####...",
      "......###....", "......###....", ".....###.....", "....####.....", "....####.....",
      "#######......", "....###......", "....###......", "....###......",
  };
  const PixPtr piece(pixCreate(13, static_cast<l_int32>(rows.size()), 1));
  for (std::size_t y = 0; y < rows.size(); ++y) {
    for (std::size_t x = 0; x < rows[y].size(); ++x) {
      if (rows[y][x] != '#') continue;
      pixSetPixel(piece.get(), static_cast<l_int32>(x), static_cast<l_int32>(y), 1);
    }
  }
  EXPECT_FALSE(is_tick(piece));
}

TEST(InkLayout, ARulingPartsCellsThatStandClose) {
  PixPtr page = blank_page(1200, 900);
  for (int row = 0; row < 8; ++row) {
    write_right(page, "12 450", 390, 140 + 50 * row);
    write(page, row % 2 == 0 ? "98 700" : "-98 700", 410, 140 + 50 * row);
  }
  pixRasterop(page.get(), 399, 100, 2, 420, PIX_CLR, nullptr, 0, 0);
  EXPECT_EQ(find_runs(prepared(std::move(page))).runs.size(), 16U);
}

TEST(PreparePage, AWordThatACopierBlottedIsNoRuling) {
  PixPtr page = small_table();
  PixPtr blotted(pixErodeGray(page.get(), 3, 3));
  const InkLayout layout = find_runs(prepared(std::move(blotted)));
  EXPECT_EQ(layout.runs.size(), 9U);
}

TEST(PreparePage, ASkewedPageIsSetStraight) {
  PixPtr page = blank_page(1200, 900);
  for (int line = 0; line < 12; ++line) {
    write(page, "Verksamhetens kostnader har minskat under perioden", 100, 100 + 60 * line);
  }
  PixPtr skewed(pixRotate(page.get(), 0.02F, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  EXPECT_NEAR(prepared(std::move(skewed)).skew_degrees, -0.02 * 180 / 3.14159, 0.15);
}

TEST(PreparePage, AFadedPrintOnGreyPaperIsStillInk) {
  PixPtr page = small_table();
  PixPtr faded(pixGammaTRC(nullptr, page.get(), 1.0F, -700, 330));  // print 170, paper 215
  EXPECT_EQ(find_runs(prepared(std::move(faded))).runs.size(), 9U);
}

TEST(PreparePage, TheDotOfATypewritersZeroIsTakenOutAndAFullStopIsNot) {
  PixPtr page = blank_page(400, 200);
  const auto fill = [&](int x0, int y0, int x1, int y1, l_uint32 grey) {
    for (int x = x0; x < x1; ++x) {
      for (int y = y0; y < y1; ++y) pixSetPixel(page.get(), x, y, grey);
    }
  };
  fill(100, 80, 118, 106, 0);  // a ring
  fill(103, 83, 115, 103, 255);
  fill(107, 91, 111, 95, 0);    // its dot
  fill(126, 102, 130, 106, 0);  // a full stop beside it
  const PreparedPage result = prepared(std::move(page));
  l_uint32 inside = 1;
  l_uint32 beside = 0;
  pixGetPixel(result.ink.get(), 109, 93, &inside);
  pixGetPixel(result.ink.get(), 128, 104, &beside);
  EXPECT_EQ(inside, 0U);
  EXPECT_EQ(beside, 1U);
}

// The ruling of a sum, single or double, right above its digits.
TEST(PreparePage, ARulingCloseAboveDigitsIsTakenOut) {
  for (const int second : {0, 6}) {
    SCOPED_TRACE(second);
    PixPtr page = small_table();
    const InkLayout before = find_runs(prepared(PixPtr(pixCopy(nullptr, page.get()))));
    const int top = before.runs[8].box.y;  // "632 562"
    for (const int away : {6, 6 + second}) {
      pixRasterop(page.get(), 930, top - away, 125, 3, PIX_CLR, nullptr, 0, 0);
    }
    const PreparedPage result = prepared(std::move(page));
    const InkLayout layout = find_runs(result);
    ASSERT_EQ(layout.runs.size(), 9U);
    EXPECT_FALSE(result.rulings.empty());
    EXPECT_NEAR(layout.runs[8].box.y, top, 3);
    EXPECT_NEAR(layout.runs[8].box.x, before.runs[8].box.x, 2);
  }
}

// On a page that lies a little askew it touches some of the digits, but goes on past them.
TEST(PreparePage, ASlantedRulingThatTouchesTheDigitsBelowIsTakenOut) {
  PixPtr page = small_table();
  const InkLayout before = find_runs(prepared(PixPtr(pixCopy(nullptr, page.get()))));
  const PixelBox sum = before.runs[8].box;  // "632 562"
  const double scale = prepared(PixPtr(pixCopy(nullptr, page.get()))).dots_per_inch / 200;
  const int left = static_cast<int>(sum.x / scale), top = static_cast<int>(sum.y / scale);
  const int right = static_cast<int>(sum.right() / scale);
  for (int x = left - 100; x < right + 4; ++x) {
    pixRasterop(page.get(), x, top - 3 + (x > left + 20 ? 1 : 0), 1, 3, PIX_CLR, nullptr, 0, 0);
  }
  const PreparedPage result = prepared(std::move(page));
  const InkLayout layout = find_runs(result);
  ASSERT_EQ(layout.runs.size(), 9U);
  EXPECT_FALSE(result.rulings.empty());
  EXPECT_NEAR(layout.runs[8].box.x, sum.x, 3);
  EXPECT_NEAR(layout.runs[8].box.y, sum.y, 5);
}

// Initials beside the last row of a page, a little below it.
TEST(InkLayout, ASignatureBesideAFigureIsNoPartOfIt) {
  PixPtr page = small_table();
  const InkLayout before = find_runs(prepared(PixPtr(pixCopy(nullptr, page.get()))));
  const double scale = prepared(PixPtr(pixCopy(nullptr, page.get()))).dots_per_inch / 200;
  const PixelBox sum = before.runs[8].box;
  const int x = static_cast<int>(sum.right() / scale) + 14;
  const int y = static_cast<int>(sum.y / scale) + 6;
  for (int step = 0; step < 32; ++step) {  // an upright zigzag of a pen
    pixRasterop(page.get(), x + step % 16 / 2, y + step, 5, 2, PIX_CLR, nullptr, 0, 0);
  }
  const InkLayout layout = find_runs(prepared(std::move(page)));
  ASSERT_EQ(layout.runs.size(), 10U);
  EXPECT_TRUE(std::any_of(layout.runs.begin(), layout.runs.end(), [&](const InkRun& run) {
    return run.pieces.size() > 3 && std::abs(run.box.right() - sum.right()) <= 2 &&
           std::abs(run.box.bottom() - sum.bottom()) <= 2;
  }));
}

// What is left of one that a copier broke does not make the figure wider.
TEST(InkLayout, BitsAboveAFigureDoNotWidenIt) {
  PixPtr page = small_table();
  const InkLayout before = find_runs(prepared(PixPtr(pixCopy(nullptr, page.get()))));
  const PixelBox figure = before.runs[8].box;
  pixRasterop(page.get(), figure.x - 12, figure.y - 8, 18, 3, PIX_CLR, nullptr, 0, 0);
  const InkLayout layout = find_runs(prepared(std::move(page)));
  ASSERT_EQ(layout.runs.size(), 9U);
  EXPECT_EQ(layout.runs[8].box.x, figure.x);
}

TEST(SignAudit, FindsTheMinusAndLeavesItOutOfTheRest) {
  const PreparedPage page = prepared(small_table());
  const InkLayout layout = find_runs(page);
  std::vector<bool> minus;
  for (const InkRun& run : layout.runs) {
    if (run.box.x < 400) continue;
    const SignAudit audit = find_minus(page, layout, run, run.box);
    minus.push_back(audit.minus == MinusPlace::kBefore);
    if (minus.back()) {
      EXPECT_GT(audit.rest.x, run.box.x + 5);
      EXPECT_EQ(audit.rest.right(), run.box.right());
    }
  }
  EXPECT_EQ(minus, (std::vector<bool>{false, false, true, true, true, false}));
}

TEST(SignAudit, ASpeckAboveAMinusDoesNotHideIt) {
  PixPtr page = small_table();
  const InkLayout layout = find_runs(prepared(PixPtr(pixCopy(nullptr, page.get()))));
  const InkRun& figure = layout.runs[7];  // "-321 409"
  pixRasterop(page.get(), figure.box.x + 1, figure.box.y - 7, 5, 5, PIX_CLR, nullptr, 0, 0);
  const PreparedPage spotted = prepared(std::move(page));
  const PixelBox box{figure.box.x, figure.box.y - 8, figure.box.width, figure.box.height + 8};
  EXPECT_EQ(find_minus(spotted, layout, figure, box).minus, MinusPlace::kBefore);
}

// The bar of a 7 on worn paper is dark, its stem hardly darker than the grain.
TEST(PreparePage, TheFaintStemOfASevenIsInk) {
  const auto page_with = [](int stem) {
    PixPtr page = blank_page(400, 200);
    for (int y = 0; y < 200; ++y) {
      for (int x = 0; x < 400; ++x) {
        const int grain = (x * 7919 + y * 104729 + x * y * 31) % 13;
        pixSetPixel(page.get(), x, y, static_cast<l_uint32>(229 + grain));
      }
    }
    const auto stroke = [&](int x, int y, int width, int height, int grey) {
      ::Box* box = boxCreate(x, y, width, height);
      pixSetInRectArbitrary(page.get(), box, static_cast<l_uint32>(grey));
      boxDestroy(&box);
    };
    for (int i = 0; i < 6; ++i) {  // digits that stand as high
      stroke(60 + 24 * i, 80, 12, 3, 90);
      stroke(60 + 24 * i, 80, 3, 24, 90);
      stroke(60 + 24 * i, 101, 12, 3, 90);
    }
    stroke(220, 80, 14, 4, 120);
    for (int y = 84; y < 104; ++y) stroke(231 - (y - 84) / 3, y, 2, 1, stem);
    return prepared(std::move(page));
  };
  const auto has_foot = [](const PreparedPage& page) {
    for (int x = 220; x < 236; ++x) {
      l_uint32 value = 0;
      pixGetPixel(page.ink.get(), x, 100, &value);
      if (value != 0) return true;
    }
    return false;
  };
  EXPECT_TRUE(has_foot(page_with(195)));
  EXPECT_FALSE(has_foot(page_with(234)));
}

TEST(SignAudit, TheArmOfAFourWhoseSlantIsLostIsNoMinus) {
  PixPtr page = blank_page(300, 120);
  write(page, "3", 120, 80);
  const InkLayout three = find_runs(prepared(PixPtr(pixCopy(nullptr, page.get()))));
  ASSERT_EQ(three.runs.size(), 1U);
  const PixelBox& digit = three.runs[0].box;
  pixRasterop(page.get(), digit.x - 8, digit.y, 3, digit.height, PIX_CLR, nullptr, 0, 0);
  pixRasterop(page.get(), digit.x - 17, digit.y + 2 * digit.height / 3, 9, 3, PIX_CLR, nullptr, 0,
              0);
  const PreparedPage four = prepared(std::move(page));
  const InkLayout layout = find_runs(four);
  ASSERT_EQ(layout.runs.size(), 1U);
  EXPECT_EQ(find_minus(four, layout, layout.runs[0], layout.runs[0].box).minus, MinusPlace::kNone);
}

// Ledgers print the minus behind the figure, some of them so close that it touches.
TEST(SignAudit, FindsAMinusBehindTheDigits) {
  const auto place_of = [](const std::string& text, int touching = 0) {
    PixPtr page = small_table();
    write(page, text, 100, 400);
    const auto whole = [](const PreparedPage& prepared) {
      InkLayout layout = find_runs(prepared);
      return std::pair(layout.runs.back(), std::move(layout));
    };
    const auto [drawn, unused] = whole(prepared(PixPtr(pixCopy(nullptr, page.get()))));
    if (touching > 0) {
      const int middle = drawn.box.y + 11 * drawn.box.height / 20;
      pixRasterop(page.get(), drawn.box.right() - 2, middle, touching, 3, PIX_CLR, nullptr, 0, 0);
    }
    const PreparedPage result = prepared(std::move(page));
    const auto [run, layout] = whole(result);
    const SignAudit audit = find_minus(result, layout, run, run.box);
    if (audit.minus == MinusPlace::kBehind) {
      EXPECT_LT(audit.rest.right(), run.box.right() - 4);
      EXPECT_EQ(audit.rest.x, run.box.x);
    }
    return audit.minus;
  };
  EXPECT_EQ(place_of("321 409-"), MinusPlace::kBehind);
  EXPECT_EQ(place_of("321 400", 8), MinusPlace::kBehind);
  EXPECT_EQ(place_of("321 404"), MinusPlace::kNone) << "the arm of a 4";
  EXPECT_EQ(place_of("500:-"), MinusPlace::kNone) << "no öre";
  EXPECT_EQ(place_of("500,-"), MinusPlace::kNone);
  EXPECT_EQ(place_of("-321 409"), MinusPlace::kBefore);
}

// Dates over each other, set so close that some digits run into those below.
TEST(InkLayout, LinesThatTouchAreTwoLines) {
  PixPtr page = small_table();
  write(page, "230101", 100, 400);
  write(page, "230630", 100, 426);
  for (const int x : {106, 107, 120, 121}) {
    for (int y = 395; y < 412; ++y) pixSetPixel(page.get(), x, y, 0);
  }
  for (int y = 384; y < 424; ++y) {
    if (y < 399 || y > 407) pixRasterop(page.get(), 100, y, 78, 1, PIX_CLR, nullptr, 0, 0);
    if (y % 3 == 0) pixRasterop(page.get(), 104, y, 60, 1, PIX_SET, nullptr, 0, 0);
  }
  const InkLayout layout = find_runs(prepared(std::move(page)));
  ASSERT_EQ(layout.runs.size(), 11U);
  for (const InkRun& run : layout.runs) EXPECT_LT(run.box.height, 36);
}

// The engine sees words far from where they stand, and one space less than there are.
TEST(ReadRun, PutsWordsWhereTheRoomTheyNeedIs) {
  PixPtr page = blank_page(1200, 600);
  write(page, "Omsattningar 14 495 420", 100, 150);
  const PreparedPage result = prepared(std::move(page));
  const InkLayout layout = find_runs(result);
  ASSERT_EQ(layout.runs.size(), 1U);
  const InkRun& run = layout.runs[0];
  const auto word = [&](const std::string& text, double from, double to) {
    WordReading reading;
    reading.text = text;
    reading.box = {run.box.x + static_cast<int>(from * run.box.width), run.box.y,
                   static_cast<int>((to - from) * run.box.width), run.box.height};
    return reading;
  };
  LineReading words = {word("Omsattningar", 0, 0.75), word("14495", 0.76, 0.85),
                       word("420", 0.9, 1)};
  place_words(layout, run, run.box, words);
  PixPtr label = blank_page(1200, 600);
  write(label, "Omsattningar", 100, 150);
  const InkLayout alone = find_runs(prepared(std::move(label)));
  ASSERT_EQ(alone.runs.size(), 1U);
  EXPECT_NEAR(words[0].box.right(), alone.runs[0].box.right(), 4);
  EXPECT_GT(words[1].box.width, 60);
}

TEST(InkLayout, ASmearedDashIsStillLong) {
  EXPECT_TRUE(looks_like_dash({0, 0, 8, 3}, 17));
  EXPECT_TRUE(looks_like_dash({0, 0, 12, 6}, 17));
  EXPECT_FALSE(looks_like_dash({0, 0, 9, 6}, 17));
  EXPECT_FALSE(looks_like_dash({0, 0, 14, 8}, 17));
}

TEST(Triage, LeavesParagraphsOutAndReadsHeadingsAndTables) {
  PixPtr page = blank_page();
  write(page, "Resultat", 100, 100);
  for (int line = 0; line < 5; ++line) {
    write(page, "Verksamhetens kostnader har minskat under perioden mot budget och plan", 100,
          180 + 36 * line);
  }
  write(page, "Intakter", 100, 600);
  for (int row = 0; row < 4; ++row) {
    write(page, "Avgifter", 100, 640 + 36 * row);
    write_right(page, "4 524", 800, 640 + 36 * row);
  }
  const InkLayout layout = find_runs(prepared(std::move(page)));
  const Triage result = triage(layout);
  EXPECT_TRUE(result.has_columns);
  EXPECT_EQ(result.prose_lines, 5U);
  for (std::size_t i = 0; i < layout.runs.size(); ++i) {
    const bool prose = layout.runs[i].box.width > 600;
    EXPECT_EQ(result.worth_reading[i], !prose) << "run at " << layout.runs[i].box.y;
  }
}

// Word spaces a little wider than usual part a line of prose, not a label from its figure.
TEST(Triage, TellsLinesPartedBetweenSentencesFromLabelsWithFigures) {
  PixPtr page = blank_page();
  for (int line = 0; line < 4; ++line) {
    const int y = 100 + 36 * line;
    write_right(page, "Kostnader har minskat under perioden.", 700, y);
    if (line % 2 == 0) {
      write(page, "Mot budget och plan i sin helhet", 728, y);
    }
  }
  for (int row = 0; row < 4; ++row) {
    const int y = 400 + 36 * row;
    write_right(page, "Verksamhetens kostnader och intakter netto", 900, y);
    write(page, "4 524", 928, y);
  }
  const InkLayout layout = find_runs(prepared(std::move(page)));
  const Triage result = triage(layout);
  EXPECT_EQ(layout.runs.size(), 14U);
  EXPECT_EQ(result.prose_lines, 4U);
  for (std::size_t i = 0; i < layout.runs.size(); ++i) {
    EXPECT_EQ(result.worth_reading[i], layout.runs[i].box.y > 300)
        << "run at " << layout.runs[i].box.x << ", " << layout.runs[i].box.y;
  }
}

TEST(Triage, WideLabelsWhoseFiguresStandFarAwayAreNoParagraph) {
  PixPtr page = blank_page(3300, 1654);
  for (int row = 0; row < 4; ++row) {
    const int y = 400 + 36 * row;
    write(page, "Verksamhetens kostnader och intakter netto med avgifter", 100, y);
    write_right(page, "4 524", 3200, y);
  }
  const InkLayout layout = find_runs(prepared(std::move(page)));
  ASSERT_EQ(layout.runs.size(), 8U);
  EXPECT_EQ(triage(layout).prose_lines, 0U);
}

// A word behind a wide space ends a line of a paragraph, and a speck stands beside another: neither
// makes a row of it.
TEST(Triage, AWordApartAndASpeckAreNoFiguresOfAParagraph) {
  PixPtr page = blank_page();
  for (int line = 0; line < 5; ++line) {
    const int y = 100 + 36 * line;
    write_right(page, "Kostnader har minskat under perioden mot budget och plan.", 900, y);
    if (line == 2 || line == 3) write(page, "Styrelsen", 928, y);
    if (line < 2) write(page, "Detta var", 909, y);
  }
  pixRasterop(page.get(), 1400, 165, 6, 4, PIX_CLR, nullptr, 0, 0);
  const InkLayout layout = find_runs(prepared(std::move(page)));
  const Triage result = triage(layout);
  EXPECT_EQ(result.prose_lines, 5U);
  for (std::size_t i = 0; i < layout.runs.size(); ++i) {
    if (layout.runs[i].box.width > 10) {
      EXPECT_FALSE(result.worth_reading[i]) << "run at " << layout.runs[i].box.x;
    }
  }
}

TEST(InkLayout, DotsThatLeadToTheFiguresAreNoNils) {
  PixPtr page = small_table();
  const auto block = [&](int x, int y, int width) {
    ::Box* box = boxCreate(x, y, width, 3);
    pixSetInRectArbitrary(page.get(), box, 0);
    boxDestroy(&box);
  };
  for (const int y : {147, 197, 247}) {
    // Some dots have run together.
    for (int dot = 0; dot < 20; ++dot) block(300 + 15 * dot, y, dot % 5 == 0 ? 16 : 3);
  }
  for (const InkRun& run : find_runs(prepared(std::move(page))).runs) EXPECT_FALSE(run.lone_dash);
}

// Blurred print runs the dots together to a few long strokes and short ones.
// A picture decoded wrongly: strokes of letters that nobody could read, by the thousand, which took
// minutes to read.
TEST(InkLayout, APageOfNoiseHoldsNoPrint) {
  const PixPtr page = blank_page(1650, 2300);
  for (int y = 40; y < 2200; y += 20) {
    for (int x = 40; x < 1560; x += 90) {
      for (int stroke = 0; stroke < 4; ++stroke) {
        for (int down = 0; down < 8; ++down) {
          for (int i = 0; i < 3; ++i) pixSetPixel(page.get(), x + 9 * stroke + i, y + down, 0);
        }
      }
    }
  }
  const InkLayout layout = find_runs(prepared(PixPtr(pixCopy(nullptr, page.get()))));
  EXPECT_GT(layout.pieces.size(), 5000U);
  EXPECT_TRUE(layout.runs.empty());
}

TEST(InkLayout, DotsThatRanTogetherAreNoNils) {
  PixPtr page = small_table();
  const auto block = [&](int x, int y, int width) {
    ::Box* box = boxCreate(x, y, width, 3);
    pixSetInRectArbitrary(page.get(), box, 0);
    boxDestroy(&box);
  };
  for (const int y : {147, 197, 247}) {
    block(300, y, 120);
    block(430, y, 12);
    block(452, y, 130);
  }
  for (const InkRun& run : find_runs(prepared(std::move(page))).runs) EXPECT_FALSE(run.lone_dash);
}

TEST(InkLayout, NilsInColumnsStay) {
  PixPtr page = small_table();
  for (const int x : {780, 1030}) {
    ::Box* box = boxCreate(x, 289, 10, 3);
    pixSetInRectArbitrary(page.get(), box, 0);
    boxDestroy(&box);
  }
  write(page, "Avskrivningar", 100, 300);
  const InkLayout layout = find_runs(prepared(std::move(page)));
  EXPECT_EQ(std::count_if(layout.runs.begin(), layout.runs.end(),
                          [](const InkRun& run) { return run.lone_dash; }),
            2);
}

}  // namespace
}  // namespace siffra::extract
