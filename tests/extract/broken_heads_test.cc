// Heads whose dates are written without dashes, or broken where their columns ended.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extract/table_text.h"
#include "tests/extract/text_extraction.h"

namespace siffra::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

Table only_table(const PageBuilder& page) {
  const auto tables = find_tables(page.document(), &testing::book());
  EXPECT_THAT(tables, SizeIs(1));
  return tables.empty() ? Table{} : tables.front();
}

PageBuilder& two_rows(PageBuilder& page, double y) {
  figure_row(page, y, "Kassa", "1 212", "1 114");
  return figure_row(page, y + 16, "Summa", "1 212", "1 114");
}

TEST(BrokenHeads, DaysWithoutDashesAreHeads) {
  PageBuilder page;
  page.right(400, 80, "20201231").right(500, 80, "20191231");
  two_rows(page, 100);
  EXPECT_EQ(rows_of(only_table(page))[0], "#|20201231|20191231");
}

TEST(BrokenHeads, SpansAreJoinedOverTheLineOfTheirDashes) {
  PageBuilder page;
  page.right(400, 60, "20230101").right(500, 60, "20220101");
  page.right(400, 72, "–").right(500, 72, "–");
  page.left(60, 84, "kr").right(400, 84, "20231231").right(500, 84, "20221231");
  two_rows(page, 100);
  EXPECT_EQ(rows_of(only_table(page))[0], "#kr|20230101 – 20231231|20220101 – 20221231");
}

TEST(BrokenHeads, DaysAndYearsOnLinesOfTheirOwnAreOneHead) {
  PageBuilder page;
  page.right(400, 44, "Utfall").right(500, 44, "Utfall");
  page.right(400, 56, "1 jan").right(500, 56, "1/1");
  page.right(400, 68, "2023 –").right(500, 68, "2022 –");
  page.right(400, 80, "31 dec").right(500, 80, "31/12");
  page.right(400, 92, "2023").right(500, 92, "2022");
  two_rows(page, 110);
  EXPECT_EQ(rows_of(only_table(page))[0],
            "#|Utfall 1 jan 2023 – 31 dec 2023|Utfall 1/1 2022 – 31/12 2022");
}

TEST(BrokenHeads, ARowWithANilBelowThemIsARow) {
  PageBuilder page;
  page.right(400, 60, "2023-01-01").right(500, 60, "2022-01-01");
  page.right(400, 72, "-2023-08-31").right(500, 72, "-2022-08-31");
  figure_row(page, 90, "Extraordinära poster", "", "–");
  figure_row(page, 106, "Årets resultat", "946 470", "705 645");
  EXPECT_THAT(rows_of(only_table(page)),
              ElementsAre("#|2023-01-01 -2023-08-31|2022-01-01 -2022-08-31",
                          "Extraordinära poster||–", "Årets resultat|946 470|705 645"));
}

TEST(BrokenHeads, HeadsOfSeveralColumnsSetAsCloseAsWordsAreTakenApart) {
  PageBuilder page;
  page.right(400, 60, "Utfall Budget Utfall");
  page.right(330, 74, "2023").right(365, 74, "2023").right(400, 74, "2022");
  for (const double y : {92.0, 108.0})
    page.left(60, y, "Nämnden")
        .right(330, y, "4 093")
        .right(364, y, "4 104")
        .right(400, y, "3 870");
  EXPECT_EQ(rows_of(only_table(page))[0], "#|Utfall 2023|Budget 2023|Utfall 2022");
}

TEST(BrokenHeads, ARunningHeadOverTheLastColumnIsNoHead) {
  Document document;
  for (int number = 1; number <= 3; ++number) {
    PageBuilder page(number);
    page.left(60, 50, "Ekbackens förening").right(500, 50, "Årsredovisning 2023");
    page.left(60, 300, "Sidan handlar om annat.");
    if (number == 3) {
      figure_row(page, 70, "Årets resultat", "376 934", "355 008");
      figure_row(page, 86, "Summa", "376 934", "355 008");
    }
    document.pages.push_back(page.page());
  }
  const auto tables = find_tables(document, &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[0], "Årets resultat|376 934|355 008");
}

TEST(BrokenHeads, GroupsOfOneNameSpanNothing) {
  PageBuilder page;
  page.right(300, 66, "jan–aug").right(400, 66, "jan–aug");
  page.right(300, 78, "2023").right(400, 78, "2022").right(500, 78, "2022");
  for (const double y : {96.0, 112.0})
    page.left(60, y, "Resultat")
        .right(300, y, "15 701")
        .right(400, y, "18 456")
        .right(500, y, "30 164");
  EXPECT_EQ(rows_of(only_table(page))[0], "#|jan–aug 2023|jan–aug 2022|2022");
}

TEST(BrokenHeads, TheHeadOfAColumnLeftEmptyIsNotThatOfTheReferencesBesideIt) {
  PageBuilder page;
  page.right(300, 66, "2023").right(400, 66, "2022").right(500, 66, "2021").right(540, 66, "Not");
  for (const double y : {84.0, 100.0})
    page.left(60, y, "Kostnader").right(300, y, "-15 250").right(400, y, "-10 695");
  page.left(60, 116, "Summa").right(300, 116, "-30 500").right(400, 116, "-21 390");
  page.right(536, 100, "1");
  EXPECT_EQ(rows_of(only_table(page))[0], "#|2023|2022|Not");
}

// An amount printed without spaces looks like a year, and the nil beside it like the dash of a
// span.
TEST(BrokenHeads, ARowOfAnAmountLikeAYearAndANilIsARow) {
  PageBuilder page;
  page.right(400, 80, "2023").right(500, 80, "2022");
  figure_row(page, 100, "Porto", "2012", "–");
  figure_row(page, 116, "Telefon", "1987", "1200");
  figure_row(page, 132, "Summa", "3999", "1200");
  EXPECT_THAT(rows_of(only_table(page)),
              ElementsAre("#|2023|2022", "Porto|2012|–", "Telefon|1987|1200", "Summa|3999|1200"));
}

TEST(BrokenHeads, ARowOfNilsBetweenHeadsAndAmountsLikeYearsIsARow) {
  PageBuilder page;
  page.right(400, 80, "2023").right(500, 80, "2022");
  figure_row(page, 100, "Avsättning", "–", "–");
  figure_row(page, 116, "Telefon", "1987", "2005");
  figure_row(page, 132, "Summa", "1 987", "2 005");
  EXPECT_THAT(rows_of(only_table(page)), ElementsAre("#|2023|2022", "Avsättning|–|–",
                                                     "Telefon|1987|2005", "Summa|1 987|2 005"));
}

}  // namespace
}  // namespace siffra::extract
