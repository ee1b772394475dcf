#include "tools/corpus/figure.h"

#include <gtest/gtest.h>

namespace siffra::corpus {
namespace {

TEST(CorpusFigure, ReadsEveryPrintOfOneAmount) {
  for (const char* text : {"-1 234 567",
                           "\u2212"
                           "1\u00a0"
                           "234\u00a0"
                           "567",
                           "\u2013 1.234.567",
                           "(1\u202f"
                           "234\u202f"
                           "567)",
                           "- 1234567", "1 234 567-"}) {
    SCOPED_TRACE(text);
    const auto figure = parse_figure(text);
    ASSERT_TRUE(figure.has_value());
    EXPECT_EQ(figure->digits, -1234567);
    EXPECT_EQ(figure->decimals, 0);
  }
}

TEST(CorpusFigure, KeepsDecimalsAndPercent) {
  EXPECT_EQ(parse_figure("12,50"), (Figure{1250, 2, false}));
  EXPECT_EQ(parse_figure("78 %"), (Figure{78, 0, true}));
  EXPECT_EQ(parse_figure("\u2013"), (Figure{0, 0, false}));
}

TEST(CorpusFigure, RefusesWhatIsNoFigure) {
  for (const char* text : {"", "abc", "1.23.456", "12,", ",5", "1,2,3", "12a"})
    EXPECT_FALSE(parse_figure(text).has_value()) << text;
}

TEST(CorpusFigure, IsReadBackAsItWasPrinted) {
  const NumberStyle styles[] = {{" ", "-", false, false, false, "0"},
                                {".", "\u2212", false, false, false, "-"},
                                {"\u202f", "\u2013", true, false, true, "0"},
                                {"", "-", false, true, false, "-"},
                                {" ", "-", false, false, false, "0", true}};
  for (const NumberStyle& style : styles)
    for (const Figure figure : {Figure{0, 0}, Figure{5, 0}, Figure{-1234, 0}, Figure{98765432, 0}})
      EXPECT_EQ(parse_figure(print_figure(figure, style)), figure) << print_figure(figure, style);
}

TEST(CorpusFigure, PrintsZeroesBeforeSmallDecimals) {
  EXPECT_EQ(print_figure(Figure{-5, 2}), "-0,05");
  EXPECT_EQ(print_figure(Figure{123456, 1}), "12 345,6");
}

}  // namespace
}  // namespace siffra::corpus
