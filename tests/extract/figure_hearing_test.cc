// Decimals of a figure by the comma in its ink.
#include "extract/internal/figure_hearing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace siffra::extract {
namespace {

constexpr int kHeight = 20;  // of the digits
constexpr int kFoot = 50;    // the row of pixels they stand on

// Digits as black blocks, and what stands among them.
class Print {
 public:
  Print() {
    page_.grey.reset(pixCreate(240, 80, 8));
    pixSetAllArbitrary(page_.grey.get(), kPaper);
    page_.ink.reset(pixCreate(240, 80, 1));
    page_.dots_per_inch = 200;
  }

  Print& digit() {
    draw({at_, kFoot - kHeight, 12, kHeight});
    at_ += 18;
    return *this;
  }
  // Beside the last digit, its top and bottom counted from the foot of the digits.
  Print& mark(int top, int bottom, int width = 4) {
    draw({at_ - 5, kFoot + top, width, bottom - top});
    at_ += 2;
    return *this;
  }
  // As high as a digit, so far from where the next digit would begin.
  Print& stroke(int from, int width) {
    draw({20 + from, kFoot - kHeight, width, kHeight});
    at_ = 20 + from + width + 6;
    return *this;
  }
  // A digit whose middle is worn away.
  Print& halves() {
    draw({at_, kFoot - kHeight, 12, 7});
    draw({at_, kFoot - 7, 12, 7});
    at_ += 18;
    return *this;
  }
  Print& comma() { return mark(-3, 4); }
  Print& space() {
    at_ += 16;
    return *this;
  }

  [[nodiscard]] InkCount count() const {
    InkRun run;
    run.box = {15, kFoot - kHeight - 2, at_ - 10, kHeight + 10};
    run.height = kHeight;
    return count_ink(page_, run, run.box);
  }

 private:
  void draw(const PixelBox& block) {
    ::Box* box = boxCreate(block.x, block.y, block.width, block.height);
    pixSetInRectArbitrary(page_.grey.get(), box, 30);
    pixSetInRect(page_.ink.get(), box);
    boxDestroy(&box);
  }

  PreparedPage page_;
  int at_ = 20;
};

// A look that saw these digits clearly and nothing between them.
Witness saw(const std::string& digits) {
  WordReading word;
  word.text = digits;
  for (const char digit : digits) {
    LatticeStep step;
    FigureLattice::add_to(step, std::string(1, digit), 0.98);
    word.steps.add(step);
    LatticeStep nothing;
    FigureLattice::add_to(nothing, "", 0.99);
    word.steps.add(nothing);
  }
  return witness_of({word}, {0, 0, 100, 20});
}

std::string heard(InkCount ink, const std::string& digits) {
  Hearing hearing(MinusPlace::kNone, std::move(ink));
  hearing.add(saw(digits));
  hearing.add(saw(digits));
  return hearing.verdict().empty() ? "" : hearing.verdict().front().skeleton;
}

TEST(FigureHearing, KeepsACommaSeenInTheInkThatNoModelRead) {
  const InkCount one = Print().digit().digit().comma().digit().count();
  EXPECT_EQ(one.decimals, 1);
  EXPECT_EQ(heard(one, "313"), "31.3");
  const InkCount two = Print().digit().comma().digit().digit().count();
  EXPECT_EQ(two.decimals, 2);
  EXPECT_EQ(heard(two, "313"), "3.13");
}

TEST(FigureHearing, LeavesDecimalsToTheModelsWhereNoCommaIsSeen) {
  struct Row {
    const char* what;
    InkCount ink;
  };
  const Row rows[] = {
      {"no mark", Print().digit().digit().digit().count()},
      {"a speck at half the height", Print().digit().digit().mark(-12, -6).digit().count()},
      {"a stop on the foot", Print().digit().digit().mark(-4, 0).digit().count()},
      {"a speck below the foot", Print().digit().digit().mark(2, 5).digit().count()},
      {"a stroke under the digits", Print().digit().digit().mark(-1, 6, 12).digit().count()},
      {"two commas", Print().digit().comma().digit().comma().digit().count()},
      {"a comma before three", Print().digit().comma().digit().digit().digit().count()},
      {"a comma after all", Print().digit().digit().digit().comma().count()},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(row.ink.decimals, 0);
    EXPECT_EQ(heard(row.ink, "313"), "313");
  }
}

TEST(FigureHearing, ACommaOfSmallPrintIsShortAndHangsLowerAndIsBelievedWhereItIsExpected) {
  InkCount small = Print().digit().digit().mark(-1, 3).digit().count();
  EXPECT_EQ(small.comma.look, CommaLook::kSmall);
  EXPECT_EQ(small.comma.decimals, 1);
  EXPECT_EQ(heard(small, "313"), "313");
  small.decimals = 1;
  small.comma_expected = true;
  EXPECT_EQ(heard(small, "313"), "31.3");
}

// What is left of a comma in worn print may as well be dirt: its column has to ask for it.
TEST(FigureHearing, ABitOnTheLineIsAFaintCommaThatChangesNoFigureByItself) {
  const InkCount bit = Print().digit().digit().mark(-2, 0, 2).digit().count();
  EXPECT_EQ(bit.comma.look, CommaLook::kFaint);
  EXPECT_EQ(bit.comma.decimals, 1);
  EXPECT_EQ(heard(bit, "313"), "313");
  // Under a digit it is a bit of that digit.
  const InkCount under = Print().digit().stroke(16, 14).mark(-2, 0, 2).digit().count();
  EXPECT_EQ(under.decimals, 0);
}

TEST(FigureHearing, ABrokenDigitBehindTheCommaIsOneDigit) {
  const InkCount broken = Print().digit().digit().comma().halves().count();
  EXPECT_EQ(broken.decimals, 1);
  const InkCount zero = Print().digit().comma().stroke(26, 4).stroke(35, 4).count();
  EXPECT_EQ(zero.decimals, 1);
}

TEST(FigureHearing, ACommaThatWasReadStaysWhereItIs) {
  const InkCount ink = Print().digit().digit().comma().digit().count();
  EXPECT_EQ(heard(ink, "31.3"), "31.3");
}

TEST(FigureHearing, ACommaSeenAndExpectedStandsAgainstEveryLook) {
  constexpr int kLooks = 6;
  InkCount ink = Print().digit().comma().digit().count();
  ASSERT_EQ(ink.decimals, 1);
  ink.comma_expected = true;
  Hearing hearing(MinusPlace::kNone, ink);
  for (int look = 0; look < kLooks; ++look) hearing.add(saw("74"));
  EXPECT_EQ(hearing.verdict().front().skeleton, "7.4");
}

// A typewriter's "%" is an 8 to every look; no figure has a lone digit behind a space.
TEST(FigureHearing, NoNumberOfLooksMakesADigitOfWhatStandsAWideSpaceAway) {
  constexpr int kLooks = 7;
  const InkCount ink = Print().digit().digit().space().digit().count();
  ASSERT_TRUE(ink.last_far);
  Hearing hearing(MinusPlace::kNone, ink);
  for (int look = 0; look < kLooks; ++look) hearing.add(saw("598"));
  EXPECT_EQ(hearing.verdict().front().skeleton, "59%");
  EXPECT_FALSE(Print().digit().digit().digit().count().last_far);
  // Dots lead to a page's number.
  EXPECT_FALSE(Print()
                   .mark(-4, 0)
                   .space()
                   .mark(-4, 0)
                   .space()
                   .mark(-4, 0)
                   .space()
                   .space()
                   .digit()
                   .count()
                   .last_far);
}

TEST(FigureHearing, ACharacterAloneBehindASpaceIsRatherAPercentSignThanADigit) {
  const InkCount percent = Print().digit().digit().space().digit().count();
  EXPECT_TRUE(percent.last_apart);
  EXPECT_LT(percent.belief_in("598"), percent.belief_in("59%"));
  Hearing hearing(MinusPlace::kNone, percent);
  hearing.add(saw("598"));
  EXPECT_TRUE(std::any_of(hearing.candidates().begin(), hearing.candidates().end(),
                          [](const Candidate& one) { return one.skeleton == "59%"; }));
  EXPECT_FALSE(Print().digit().digit().digit().count().last_apart);
  const InkCount thousands = Print().digit().space().digit().digit().digit().count();
  EXPECT_FALSE(thousands.last_apart);
  EXPECT_EQ(heard(thousands, "1598"), "1598");
}

TEST(FigureHearing, LikelyFiguresThatDifferInSeveralDigitsAreMixed) {
  Hearing hearing(MinusPlace::kNone, Print().digit().digit().count());
  hearing.add(saw("71"));
  hearing.add(saw("17"));
  const auto put_forward = [&](const std::string& figure) {
    return std::any_of(hearing.candidates().begin(), hearing.candidates().end(),
                       [&](const Candidate& one) { return one.skeleton == figure; });
  };
  EXPECT_FALSE(put_forward("77"));
  hearing.propose_mixtures();
  EXPECT_TRUE(put_forward("77"));
  EXPECT_TRUE(put_forward("11"));
}

TEST(FigureHearing, TwoStrokesThatStandApartAreTwoDigitsThoughTheModelsSeeOne) {
  const InkCount ones = Print().stroke(0, 6).stroke(12, 6).count();
  EXPECT_EQ(ones.least, 2);
  EXPECT_LT(ones.belief_in("1"), ones.belief_in("11") - 4);
}

TEST(FigureHearing, TheSidesOfABrokenZeroMayBeOneDigit) {
  const InkCount zero = Print().stroke(0, 5).stroke(8, 5).count();
  EXPECT_EQ(zero.least, 1);
  EXPECT_EQ(zero.belief_in("0"), 0);
}

}  // namespace
}  // namespace siffra::extract
