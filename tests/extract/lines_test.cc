#include "extract/lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extract/page_builder.h"

namespace siffra::extract {
namespace {

using ::testing::SizeIs;

TEST(BuildLines, ReadsTwoColumnsOfProseOneAfterTheOther) {
  PageBuilder page;
  for (int i = 0; i < 6; ++i) {
    page.left(50, 100 + 14 * i, "vänster spalt med löpande text som fyller");
    page.left(310, 100 + 14 * i, "höger spalt med löpande text som fyller");
  }
  const auto lines = build_lines(page.page());
  ASSERT_THAT(lines, SizeIs(12));
  EXPECT_EQ(lines[5].text(), "vänster spalt med löpande text som fyller");
  EXPECT_EQ(lines[6].text(), "höger spalt med löpande text som fyller");
  EXPECT_NE(lines[5].block, lines[6].block);
}

TEST(BuildLines, KeepsTheGroupsOfAFigureTogetherAndPartsTwoFigures) {
  PageBuilder page;
  page.left(60, 100, "- 2 729 057").left(200, 100, "336 474,75").left(255, 100, "-164 716,00");
  const auto lines = build_lines(page.page());
  ASSERT_THAT(lines, SizeIs(1));
  ASSERT_THAT(lines[0].chunks, SizeIs(3));
  EXPECT_EQ(lines[0].chunks[0].text, "- 2 729 057");
  EXPECT_EQ(lines[0].chunks[2].text, "-164 716,00");
  for (const Chunk& chunk : lines[0].chunks) EXPECT_TRUE(chunk.numeric);
}

TEST(BuildLines, GivesAPlusToTheFigureBehindIt) {
  PageBuilder page;
  page.left(60, 100, "+ 118 760").left(113, 100, "+ 121 500");
  const auto lines = build_lines(page.page());
  ASSERT_THAT(lines, SizeIs(1));
  ASSERT_THAT(lines[0].chunks, SizeIs(2));
  EXPECT_EQ(lines[0].chunks[1].text, "+ 121 500");
}

TEST(BuildLines, KeepsTheGroupsOfARecognisedFigureTogetherWhereANarrowOneLeavesRoom) {
  PageBuilder builder;
  // The ink of the 1 begins late: half a letter more than the space.
  builder.left(60, 60, "en rad med text som visar hur vida mellanrummen mellan orden bör vara");
  builder.left(60, 100, "Resultat").left(300, 100, "24").left(316.1, 100, "180");
  builder.left(60, 116, "Kapital").left(297, 116, "684").left(314.5, 116, "264");
  Page page = builder.page();
  for (Word& word : page.words) word.source = Source::kOcr;
  const auto lines = build_lines(page);
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_EQ(lines[1].chunks.back().text, "24 180");
  EXPECT_EQ(lines[2].chunks.back().text, "684 264");
}

// Ledgers print the minus behind the figure.
TEST(BuildLines, KeepsAMinusBehindAFigureWithIt) {
  PageBuilder page;
  page.left(60, 100, "Varuinköp").right(300, 100, "412 905-").right(400, 100, "1 398 220 -");
  page.left(60, 116, "Hyra").right(300, 116, "366 120 –").right(400, 116, "355 480");
  page.left(60, 132, "Lokal").right(300, 132, "12").right(318, 132, "-").right(400, 132, "-");
  const auto lines = build_lines(page.page());
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_EQ(lines[0].text(), "Varuinköp  412 905-  1 398 220 -");
  EXPECT_EQ(lines[1].text(), "Hyra  366 120 –  355 480");
  EXPECT_EQ(lines[2].text(), "Lokal  12  -  -") << "a nil of the next column";
  for (std::size_t i = 1; i < 3; ++i) EXPECT_TRUE(lines[0].chunks[i].numeric);
}

TEST(BuildLines, TakesDotsWithSpacesBetweenForLeaders) {
  PageBuilder page;
  page.left(60, 100, "Kostnader . . . . . . . .").right(300, 100, "1 234");
  const auto lines = build_lines(page.page());
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_EQ(lines[0].chunks.front().text, "Kostnader");
  EXPECT_EQ(lines[0].chunks.back().text, "1 234");
}

TEST(BuildLines, KeepsTwoDaysWithADashBetweenTogether) {
  PageBuilder page;
  page.left(200, 100, "2021-01 – 2021-12").left(300, 100, "2020-01 – 2020-12");
  const auto lines = build_lines(page.page());
  ASSERT_THAT(lines, SizeIs(1));
  ASSERT_THAT(lines[0].chunks, SizeIs(2));
  EXPECT_EQ(lines[0].chunks[0].text, "2021-01 – 2021-12");
}

TEST(BuildLines, LeavesTheBeginningsOfTwoSpansApart) {
  PageBuilder page;
  page.left(200, 100, "2024-01-01 –").left(264, 100, "2023-01-01 –");
  const auto lines = build_lines(page.page());
  ASSERT_THAT(lines, SizeIs(1));
  ASSERT_THAT(lines[0].chunks, SizeIs(2));
  EXPECT_EQ(lines[0].chunks[1].text, "2023-01-01 –");
}

}  // namespace
}  // namespace siffra::extract
