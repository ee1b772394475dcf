// Doubtful figures settled by the digits of the same page, and other ink over figures told.
#include "extract/internal/figure_shapes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "extract/internal/ink_layout.h"
#include "extract/internal/overprint.h"
#include "tests/extract/page_picture.h"
#include "tests/extract/prepared_page.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using testing::prepared;
using testing::write_right;

const std::vector<std::string> kPrinted = {"1747", "7174", "4417", "1774", "8355", "77", "3858"};

PixPtr column_page() {
  PixPtr page = blank_page(900, 700);
  int y = 100;
  for (const std::string& figure : kPrinted) write_right(page, figure, 600, y += 60);
  return page;
}

class FigureShapes : public ::testing::Test {
 protected:
  FigureShapes() : page_(prepared(column_page())) {
    const InkLayout layout = find_runs(page_);
    EXPECT_EQ(layout.runs.size(), kPrinted.size());
    for (std::size_t i = 0; i < layout.runs.size(); ++i) {
      const auto digits = static_cast<int>(kPrinted[i].size());
      figures_.push_back({layout.runs[i].box, 0.999, kPrinted[i], {}, digits, digits});
    }
  }

  ShapeAdvice advice_for(std::size_t i) const { return advise_by_shapes(page_, figures_)[i]; }

  PreparedPage page_;
  std::vector<ShapedFigure> figures_;
};

constexpr std::size_t kSevens = 5;  // "77"

TEST_F(FigureShapes, ADoubtfulSevenIsToldByTheOthersOfThePage) {
  figures_[kSevens].text = "71";
  figures_[kSevens].confidence = 0.7;
  figures_[kSevens].others = {{"77", std::log(0.1), Source::kOcr},
                              {"17", std::log(0.1), Source::kOcr}};
  const ShapeAdvice advice = advice_for(kSevens);
  ASSERT_TRUE(advice.better);
  EXPECT_EQ(*advice.better, 0U);
  EXPECT_GT(advice.confidence, 0.9);
}

TEST_F(FigureShapes, ARightReadingStays) {
  figures_[kSevens].confidence = 0.7;
  figures_[kSevens].others = {{"71", std::log(0.2), Source::kOcr}};
  const ShapeAdvice advice = advice_for(kSevens);
  EXPECT_FALSE(advice.better);
  EXPECT_TRUE(advice.digits.empty());
}

TEST_F(FigureShapes, AFigureThatNobodyCouldReadIsReadByShape) {
  figures_[kSevens].text.clear();
  figures_[kSevens].confidence = 0;
  const ShapeAdvice advice = advice_for(kSevens);
  EXPECT_EQ(advice.digits, "77");
  EXPECT_LT(advice.confidence, 0.9);
}

TEST_F(FigureShapes, ADigitThatASureReadingLeftOutMakesItDoubtful) {
  figures_[0].text = "147";
  const ShapeAdvice advice = advice_for(0);
  EXPECT_EQ(advice.digits, "1747");
  EXPECT_LE(advice.confidence, 0.5);
}

TEST_F(FigureShapes, ASureReadingGivesWayWhereItsDigitsLookLikeAnothers) {
  figures_[0].text = "1741";
  figures_[0].others = {{"1747", std::log(0.005), Source::kOcr}};
  EXPECT_TRUE(advice_for(0).better);
}

TEST_F(FigureShapes, ASureReadingWithoutRivalsIsNotAsked) {
  figures_[0].text = "1741";
  figures_[0].others = {{"1747", std::log(0.00001), Source::kOcr}};
  const ShapeAdvice advice = advice_for(0);
  EXPECT_FALSE(advice.better);
  EXPECT_TRUE(advice.digits.empty());
}

void draw_line(const PixPtr& page, int x0, int y0, int x1, int y1) {
  pixRenderLineArb(page.get(), x0, y0, x1, y1, 4, 60, 60, 60);
}

std::vector<bool> overprinted(PixPtr picture) {
  const PreparedPage page = prepared(std::move(picture));
  const InkLayout layout = find_runs(page);
  std::vector<bool> found;
  for (const InkRun& run : layout.runs) found.push_back(is_overprinted(page, layout, run, run.box));
  return found;
}

TEST(Overprint, PrintThatStandsFreeIsNot) {
  for (const bool over : overprinted(column_page())) EXPECT_FALSE(over);
}

TEST(Overprint, TheFrameOfAStampThroughFiguresMakesThemDoubtful) {
  PixPtr page = column_page();
  // Askew, as stamps are; its left side goes down through the first three figures.
  draw_line(page, 572, 80, 568, 300);
  draw_line(page, 572, 80, 850, 92);
  draw_line(page, 850, 92, 846, 312);
  draw_line(page, 568, 300, 846, 312);
  const std::vector<bool> found = overprinted(std::move(page));
  ASSERT_GE(found.size(), 3U);
  EXPECT_TRUE(found[0]);
  EXPECT_TRUE(found[1]);
  EXPECT_TRUE(found[2]);
  EXPECT_FALSE(found.back());
}

TEST(Overprint, RulingsBetweenRowsAndColumnsAreNone) {
  PixPtr page = column_page();
  for (int row = 0; row <= 7; ++row) draw_line(page, 300, 110 + 60 * row, 640, 110 + 60 * row);
  draw_line(page, 300, 110, 300, 530);
  draw_line(page, 640, 110, 640, 530);
  for (const bool over : overprinted(std::move(page))) EXPECT_FALSE(over);
}

}  // namespace
}  // namespace siffra::extract
