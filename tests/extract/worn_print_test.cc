// Signs and nils that a worn copy has blotted: what is kept as print and what is dirt.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "extract/internal/figure_hearing.h"
#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"
#include "extract/internal/page_triage.h"
#include "extract/internal/sign_audit.h"
#include "tests/extract/page_picture.h"
#include "tests/extract/prepared_page.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using testing::prepared;
using testing::write;
using testing::write_right;

PixPtr table_page() {
  PixPtr page = blank_page(1200, 700);
  for (int line = 0; line < 5; ++line) {
    write(page, "Kostnader", 100, 150 + 50 * line);
    write_right(page, "4 524 0" + std::to_string(line + 12), 800, 150 + 50 * line);
    write_right(page, "5 028 0" + std::to_string(line + 45), 1050, 150 + 50 * line);
  }
  write(page, "Poster", 100, 400);
  return page;
}

// Ink whose right edge is at x, with its middle at y.
void blot(const PixPtr& page, int x, int y, int width, int height) {
  pixRasterop(page.get(), x - width, y - height / 2, width, height, PIX_CLR, nullptr, 0, 0);
}

std::ptrdiff_t dashes_of(PixPtr page) {
  const InkLayout layout = find_runs(prepared(std::move(page)));
  return std::count_if(layout.runs.begin(), layout.runs.end(),
                       [](const InkRun& run) { return run.lone_dash; });
}

constexpr int kMiddle = 391;  // of the small letters of the last row

TEST(WornNils, TwoAlikeUnderTheEndsOfFiguresAreNils) {
  PixPtr page = table_page();
  blot(page, 800, kMiddle, 9, 7);
  blot(page, 1050, kMiddle, 9, 8);
  EXPECT_EQ(dashes_of(std::move(page)), 2);
}

TEST(WornNils, OneBesideAPlainDashIsANil) {
  PixPtr page = table_page();
  blot(page, 800, kMiddle, 9, 4);
  blot(page, 1050, kMiddle, 9, 5);
  EXPECT_EQ(dashes_of(std::move(page)), 2);
}

TEST(WornNils, ASpeckAloneOrWhereNoFiguresEndIsNone) {
  PixPtr alone = table_page();
  blot(alone, 800, kMiddle, 9, 7);
  EXPECT_EQ(dashes_of(std::move(alone)), 0);
  PixPtr aside = table_page();
  blot(aside, 740, kMiddle, 9, 7);
  blot(aside, 990, kMiddle, 9, 7);
  EXPECT_EQ(dashes_of(std::move(aside)), 0);
}

// As high as they are, and as dashes are at their longest.
TEST(WornNils, DotsThatLeadToAFigureAreNone) {
  PixPtr page = table_page();
  for (int dot = 0; dot < 20; ++dot)
    blot(page, 420 + 17 * dot, kMiddle + 6, dot % 3 == 0 ? 9 : 8, 6);
  EXPECT_EQ(dashes_of(std::move(page)), 0);
}

// The sign that the audit finds before the last figure of a page with `marks` drawn before it.
SignAudit audit_with(int gap, int width, int height) {
  PixPtr page = table_page();
  write_right(page, "900 577", 800, 400);
  const InkLayout plain = find_runs(prepared(PixPtr(pixCopy(nullptr, page.get()))));
  const PixelBox& digits = plain.runs.back().box;
  blot(page, digits.x - gap, int(digits.center_y()) + 1, width, height);
  const PreparedPage marked = prepared(std::move(page));
  const InkLayout layout = find_runs(marked);
  const InkRun& run = layout.runs.back();
  SignAudit audit = find_minus(marked, layout, run, run.box);
  EXPECT_GE(audit.rest.x, digits.x - 2);
  return audit;
}

TEST(WornSigns, ABlottedMinusASpaceAwayIsASign) {
  const SignAudit audit = audit_with(10, 11, 7);
  EXPECT_EQ(audit.minus, MinusPlace::kBefore);
  EXPECT_FALSE(audit.speck);
}

TEST(WornSigns, AShortThickMinusIsASignAllTheSame) {
  EXPECT_EQ(audit_with(4, 6, 5).minus, MinusPlace::kBefore);
}

TEST(WornSigns, AMarkAsHighAsLongIsASpeckThatLeavesTheSignInDoubt) {
  const SignAudit audit = audit_with(4, 5, 5);
  EXPECT_EQ(audit.minus, MinusPlace::kNone);
  EXPECT_TRUE(audit.speck);
}

// Its columns are short at both ends, so that its pixels alone are no more than a dash's.
TEST(WornSigns, ARoundMarkIsASpeckToo) {
  PixPtr page = table_page();
  write_right(page, "900 577", 800, 400);
  const InkLayout plain = find_runs(prepared(PixPtr(pixCopy(nullptr, page.get()))));
  const PixelBox& digits = plain.runs.back().box;
  const int x = digits.x - 8, y = static_cast<int>(digits.center_y()) + 1;
  for (int aside = -3; aside <= 3; ++aside)
    blot(page, x + aside, y, 1, 7 - 2 * std::max(0, std::abs(aside) - 1));
  const PreparedPage marked = prepared(std::move(page));
  const InkLayout layout = find_runs(marked);
  const InkRun& run = layout.runs.back();
  EXPECT_EQ(find_minus(marked, layout, run, run.box).minus, MinusPlace::kNone);
}

TEST(WornSigns, NoFigureHasTwoSigns) {
  EXPECT_EQ(trimmed("-+3700", false), "+3700");
  EXPECT_EQ(trimmed("++250", false), "+250");
  EXPECT_EQ(trimmed("-250", false), "-250");
  EXPECT_EQ(trimmed("-+250", true), "250");
}

// Read as prose it would be left out, and the row would keep the end of its label alone.
TEST(Triage, ALabelOfThreeLinesAboveItsFiguresIsRead) {
  PixPtr page = blank_page(1200, 700);
  write(page, "Forpliktelser som inte har tagits upp bland skulderna eller", 100, 150);
  write(page, "avsattningarna och som har uppkommit fore rakenskapsarets", 100, 186);
  write(page, "utgang", 100, 222);
  write_right(page, "5 028", 1050, 222);
  write_right(page, "4 871", 1180, 222);
  const InkLayout layout = find_runs(prepared(std::move(page)));
  const Triage result = triage(layout);
  EXPECT_TRUE(std::all_of(result.worth_reading.begin(), result.worth_reading.end(),
                          [](bool read) { return read; }));
}

}  // namespace
}  // namespace siffra::extract
