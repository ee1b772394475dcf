// What the room a figure takes says of its characters: no pictures, only widths.
#include "extract/internal/figure_columns.h"

#include <gtest/gtest.h>

#include <cmath>

namespace siffra::extract {
namespace {

constexpr double kPitch = 10;

// As a type with digits of one width, and spaces and commas of half of it, would set it.
double width_of(const std::string& text) {
  double width = 0;
  for (const char c : text) width += c >= '0' && c <= '9' ? kPitch : kPitch / 2;
  return width;
}

ColumnFigure figure(const std::string& printed, const std::string& read,
                    double confidence = 0.999) {
  return {500, width_of(printed), confidence, read, {}, {}, false};
}

std::vector<ColumnFigure> column(const std::vector<std::string>& texts) {
  std::vector<ColumnFigure> figures;
  for (const std::string& text : texts) figures.push_back(figure(text, text));
  return figures;
}

TEST(FigureColumns, ThereIsRoomForACommaWhereTheOthersHaveOne) {
  std::vector<ColumnFigure> figures = column({"1 237,5", "402,9", "232,9", "110,7", "2 020,5"});
  figures.push_back(figure("84,3", "843"));
  figures.push_back(figure("4,3", "43"));
  figures.push_back(figure("1 722,3", "17 223"));
  const auto advice = advise_by_columns(figures, 5);
  EXPECT_EQ(advice[5].decimals, 1);
  EXPECT_EQ(advice[6].decimals, 1);
  EXPECT_EQ(advice[7].decimals, 1);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(advice[i].decimals, 0);
    EXPECT_FALSE(advice[i].better);
  }
}

// Small print: the models overlook most of the commas, and none of them is large.
TEST(FigureColumns, CommasSeenInTheInkMakeAColumnOfDecimalsThoughFewAreRead) {
  const auto decimals = [](CommaLook look) {
    std::vector<ColumnFigure> figures = column({"402,9", "232,9", "110,7"});
    for (const char* read : {"573", "2 111", "3 501", "814", "93"}) {
      figures.push_back(figure(read, read));
      figures.back().comma = {look == CommaLook::kNone ? 0 : 1, look};
    }
    return advise_by_columns(figures, 5).front().column_decimals;
  };
  EXPECT_EQ(decimals(CommaLook::kSmall), 1);
  EXPECT_EQ(decimals(CommaLook::kFaint), 1);
  EXPECT_EQ(decimals(CommaLook::kNone), 0);
}

TEST(FigureColumns, FaintMarksAloneMakeNoColumnOfDecimals) {
  std::vector<ColumnFigure> figures = column({"402", "232", "110", "857"});
  for (ColumnFigure& one : figures) one.comma = {1, CommaLook::kFaint};
  EXPECT_EQ(advise_by_columns(figures, 5).front().column_decimals, 0);
  // One that is read tells what they are, where hardly any figure lacks them.
  figures.push_back(figure("466,1", "466,1"));
  EXPECT_EQ(advise_by_columns(figures, 5).front().column_decimals, 1);
}

// In types whose one is narrow "73,1" takes hardly more room than 873 would; the ones at the ends
// of other figures of the page tell.
TEST(FigureColumns, TheNarrowInkOfALastOneHidesNoComma) {
  const std::vector<std::string> texts = {"1 237,5", "402,9", "232,9", "110,7",  "2 020,5",
                                          "57,2",    "211,1", "350,1", "1 004,1"};
  for (const double narrow : {0.0, 0.3}) {
    SCOPED_TRACE(narrow);
    std::vector<ColumnFigure> figures = column(texts);
    figures.push_back(figure("73,1", "731"));
    figures.push_back(figure("873", "873"));
    figures.push_back(figure("661", "661", 0.9));
    figures.back().others = {{"-661", std::log(0.05), Source::kOcr}};
    for (ColumnFigure& one : figures) {
      if (one.text.ends_with('1')) one.width -= narrow * kPitch;
    }
    const auto advice = advise_by_columns(figures, 5);
    EXPECT_EQ(advice[9].decimals, 1);
    EXPECT_EQ(advice[10].decimals, 0);
    EXPECT_EQ(advice[11].decimals, 0);
    EXPECT_FALSE(advice[11].better);
  }
}

TEST(FigureColumns, ACommaSeenInAnotherPlaceIsLookedForWhereTheColumnHasIt) {
  std::vector<ColumnFigure> figures = column({"1 237,5", "402,9", "232,9", "110,7", "2 020,5"});
  figures.push_back(figure("2 223,0", "222,30"));
  EXPECT_EQ(advise_by_columns(figures, 5)[5].decimals, 1);
}

// Four digits take the same room as 1 161 and as 116,1: only the column is known to have a comma.
TEST(FigureColumns, TheDecimalsOfAColumnAreKnownWhereTheRoomTellsNothing) {
  std::vector<ColumnFigure> figures = column({"1 237,5", "402,9", "232,9"});
  figures.push_back(figure("116,1", "1 161"));
  EXPECT_EQ(advise_by_columns(figures, 5)[3].column_decimals, 1);
  EXPECT_EQ(advise_by_columns(figures, 5)[3].decimals, 0);
  for (const ColumnAdvice& advice : advise_by_columns(column({"1 237", "402", "22,5", "1 161"}), 5))
    EXPECT_EQ(advice.column_decimals, 0);
}

TEST(FigureColumns, TheDecimalsOfFiguresSetToTheLeftAreKnown) {
  std::vector<ColumnFigure> figures = column({"1 237,5", "402,9", "82,5", "1 004,3", "84"});
  figures[4].width = width_of("8,4");
  for (ColumnFigure& figure : figures) figure.right = 100 + figure.width;
  EXPECT_EQ(advise_by_columns(figures, 5)[4].column_decimals, 1);
  figures[4].right += 100;  // beside them
  EXPECT_EQ(advise_by_columns(figures, 5)[4].column_decimals, 0);
}

TEST(FigureColumns, YearsOverAColumnSayNothingOfItsDecimals) {
  std::vector<ColumnFigure> figures =
      column({"402,9", "232,9", "110,7", "2 020,5", "2021", "2022", "2023", "2020", "2019"});
  figures.push_back(figure("84,3", "843"));
  EXPECT_EQ(advise_by_columns(figures, 5)[9].decimals, 1);
  for (std::size_t i = 4; i < 9; ++i) EXPECT_EQ(advise_by_columns(figures, 5)[i].decimals, 0);
}

// "2 025" without its space looks like a year; the room of the space speaks for no other figure.
TEST(FigureColumns, AnAmountThatLooksLikeAYearKeepsItsReading) {
  std::vector<ColumnFigure> figures =
      column({"5 967", "90 080", "98 072", "2 257 400", "2 355 472"});
  figures.push_back(figure("2 025", "2025", 0.9));
  figures.back().others = {{"2202", std::log(0.08), Source::kOcr}};
  EXPECT_FALSE(advise_by_columns(figures, 5)[5].better);
}

TEST(FigureColumns, AWholeFigureAmongDecimalsStaysWhole) {
  std::vector<ColumnFigure> figures = column({"1 237,5", "402,9", "232,9", "110,7", "2 020,5"});
  figures.push_back(figure("843", "843"));
  figures.push_back(figure("47", "47"));
  for (const ColumnAdvice& advice : advise_by_columns(figures, 5)) EXPECT_EQ(advice.decimals, 0);
}

TEST(FigureColumns, AReadingThatLeavesPrintOverGivesWayToOneThatDoesNot) {
  std::vector<ColumnFigure> figures =
      column({"10 225 409", "9 311 200", "11 250 100", "984 300", "12 800 450"});
  figures.push_back(figure("11 108 089", "11 108,9", 0.8));
  figures.back().others = {{"11 108 089", std::log(0.1), Source::kOcr},
                           {"11 1089", std::log(0.1), Source::kOcr}};
  const auto advice = advise_by_columns(figures, 5);
  ASSERT_TRUE(advice[5].better);
  EXPECT_EQ(*advice[5].better, 0U);
  EXPECT_GT(advice[5].confidence, 0.5);
}

TEST(FigureColumns, ASignThatWasNotSeenIsNoDigit) {
  std::vector<ColumnFigure> figures = column({"4 560", "4 705", "2 145", "2 025", "16 580"});
  figures.push_back(figure("-4 583", "4583", 0.999));
  figures.back().others = {{"14 583", std::log(0.01), Source::kOcr}};
  figures.push_back(figure("-4 583", "4 583", 0.7));
  figures.back().width += kPitch * 0.2;
  figures.back().others = {{"14 583", std::log(0.1), Source::kOcr},
                           {"-4 583", std::log(0.1), Source::kOcr}};
  figures.push_back(figure("-4 583", "4583", 0.6));
  figures.back().others = {{"14583", std::log(0.35), Source::kOcr}};
  const auto advice = advise_by_columns(figures, 5);
  EXPECT_FALSE(advice[5].better);
  EXPECT_FALSE(advice[7].better);
  EXPECT_TRUE(!advice[6].better || *advice[6].better == 1U);
}

TEST(FigureColumns, SpacesThatWereNotReadLeaveNoRoomForDigits) {
  std::vector<ColumnFigure> figures =
      column({"10 225 409", "9 311 200", "11 250 100", "984 300", "12 800 450"});
  figures.push_back(figure("9 725 815", "9725815", 0.8));
  figures.back().others = {{"99725815", std::log(0.15), Source::kOcr}};
  EXPECT_FALSE(advise_by_columns(figures, 5)[5].better);
}

TEST(FigureColumns, AColumnOfMixedTypesSaysNothing) {
  std::vector<ColumnFigure> figures = column({"10 225,5", "9 311,2", "984,3", "12 800,4"});
  for (std::size_t i = 0; i < figures.size(); ++i)
    figures[i].width *= 1 + 0.15 * static_cast<double>(i);
  figures.push_back(figure("84,3", "843"));
  for (const ColumnAdvice& advice : advise_by_columns(figures, 5)) EXPECT_EQ(advice.decimals, 0);
}

// A type that sets figures as text: ones are narrow, and one of "11" is easily overlooked.
double width_with_narrow_ones(const std::string& text) {
  double width = 0;
  for (const char c : text) width += c == '1' ? 0.55 * kPitch : c == ' ' ? kPitch / 2 : kPitch;
  return width;
}

std::vector<ColumnFigure> text_column() {
  std::vector<ColumnFigure> figures;
  for (const char* text :
       {"70 007", "2 499", "190 192", "3 649", "4 590", "10 682", "200 012", "17 460", "1 215",
        "1 272", "216 169", "461 966", "5 032", "32 962", "6 379"})
    figures.push_back({500, width_with_narrow_ones(text), 0.999, text, {}, {}, true});
  return figures;
}

TEST(FigureColumns, AOneOverlookedInATypeOfNarrowOnesLeavesRoom) {
  std::vector<ColumnFigure> figures = text_column();
  ColumnFigure lost{500, width_with_narrow_ones("11 228"), 0.96, "1 228", {}, {}, true};
  lost.others = {{"-1 228", -4.0, Source::kOcr}, {"11 228", -4.5, Source::kOcr}};
  figures.push_back(lost);
  const ColumnAdvice advice = advise_by_columns(figures, 5).back();
  ASSERT_TRUE(advice.better.has_value());
  EXPECT_EQ(*advice.better, 1u);
  // A mark before it that is not as tall as digits may be a sign or dirt.
  figures.back().begins_tall = false;
  EXPECT_NE(advise_by_columns(figures, 5).back().better, std::optional<std::size_t>(1));
}

TEST(FigureColumns, AFigureThatLeavesRoomAndHasNoBetterReadingIsDoubtful) {
  std::vector<ColumnFigure> figures = text_column();
  ColumnFigure lost{500, width_with_narrow_ones("11 368"), 0.997, "1 368", {}, {}, true};
  lost.others = {{"11 368", -10.8, Source::kOcr}};
  figures.push_back(lost);
  const std::vector<ColumnAdvice> advice = advise_by_columns(figures, 5);
  EXPECT_FALSE(advice.back().better);
  EXPECT_TRUE(advice.back().doubtful);
  EXPECT_LT(advice.back().confidence, 0.9);
  for (std::size_t i = 0; i + 1 < advice.size(); ++i) EXPECT_FALSE(advice[i].doubtful);
}

}  // namespace
}  // namespace siffra::extract
