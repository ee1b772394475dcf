// References to notes that do not stand as plainly as in a column of their own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extract/table_text.h"
#include "tests/extract/text_extraction.h"

namespace siffra::extract {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

Table only_table(const PageBuilder& page) {
  const auto tables = find_tables(page.document(), &testing::book());
  EXPECT_THAT(tables, SizeIs(1));
  return tables.empty() ? Table{} : tables.front();
}

TEST(References, StandWithTheFiguresWhenSetBetweenTheLinesOfALabel) {
  PageBuilder page;
  page.left(220, 80, "Not").right(400, 80, "2023-12-31").right(500, 80, "2022-12-31");
  figure_row(page, 100, "Mark", "41 200", "41 900").left(225, 100, "8");
  page.left(60, 116, "Byggnader och tekniska");
  page.left(225, 122, "9");
  figure_row(page, 128, "anläggningar", "344 400", "339 500");
  figure_row(page, 144, "Summa", "385 600", "381 400");
  EXPECT_THAT(rows_of(only_table(page)),
              ElementsAre("#|Not|2023-12-31|2022-12-31", "Mark|8|41 200|41 900",
                          "Byggnader och tekniska anläggningar|9|344 400|339 500",
                          "Summa||385 600|381 400"));
}

TEST(References, OnTheFirstLineOfALabelLeaveItOneRow) {
  PageBuilder page;
  page.left(220, 80, "Not").right(400, 80, "2023-12-31").right(500, 80, "2022-12-31");
  figure_row(page, 100, "Mark", "41 200", "41 900").left(225, 100, "8");
  page.left(60, 116, "Inventarier, maskiner och").left(225, 116, "9");
  figure_row(page, 128, "installationer", "4 400", "3 500");
  figure_row(page, 144, "Summa", "45 600", "45 400");
  EXPECT_THAT(rows_of(only_table(page)),
              Contains("Inventarier, maskiner och installationer|9|4 400|3 500"));
}

TEST(References, BehindTheLastFiguresAreNoPartOfThem) {
  PageBuilder page;
  page.right(300, 80, "2023").right(380, 80, "2022").left(384, 80, "Not");
  for (int i = 0; i < 4; ++i) {
    const double y = 100 + 16 * i;
    const std::string digit = std::to_string(i + 1);
    page.left(60, y, "Intäkter " + digit)
        .right(300, y, "10 20" + digit)
        .right(380, y, "10 10" + digit)
        .left(384, y, "Not " + digit);
  }
  EXPECT_THAT(rows_of(only_table(page)), Contains("Intäkter 3|10 203|10 103|Not 3"));
}

TEST(References, BehindAUnitAreNoPartOfTheFigure) {
  PageBuilder page;
  page.right(300, 80, "2023").right(400, 80, "2022").left(404, 80, "Noter");
  for (int i = 0; i < 4; ++i) {
    const double y = 100 + 16 * i;
    const std::string digit = std::to_string(i + 1);
    page.left(60, y, "Hyror " + digit).right(300, y, "10.20" + digit + " kr");
    page.right(400, y, "10.10" + digit + " kr").left(404, y, digit);
  }
  EXPECT_THAT(rows_of(only_table(page)), Contains("Hyror 2|10.202 kr|10.102 kr|2"));
}

TEST(References, BeforeAFigureDoNotBeginIt) {
  PageBuilder page;
  page.left(178, 80, "Not").right(240, 80, "2023").right(320, 80, "2022");
  for (int i = 0; i < 3; ++i) {
    const double y = 100 + 16 * i;
    const std::string digit = std::to_string(i + 1);
    page.left(60, y, "Skulder " + digit).left(178, y, "not 1" + digit);
    page.right(240, y, "307 24" + digit).right(320, y, "360 74" + digit);
  }
  EXPECT_THAT(rows_of(only_table(page)), Contains("Skulder 2|not 12|307 242|360 742"));
}

TEST(References, AsCloseToALabelAsAWordArePartedInLineWithOthers) {
  PageBuilder page;
  page.left(150, 80, "Not").right(400, 80, "2023").right(500, 80, "2022");
  figure_row(page, 100, "Drift", "-25 354", "-28 829").left(150, 100, "Not 4");
  figure_row(page, 116, "Underhåll i år Not 5", "-5 236", "-5 174");  // ends where they do
  figure_row(page, 132, "Övrigt", "-4 493", "-4 112").left(150, 132, "Not 6");
  EXPECT_THAT(rows_of(only_table(page)), Contains("Drift|Not 4|-25 354|-28 829"));
  const std::string whole = "Not 5|-5 236|-5 174";
  PageBuilder close;
  close.right(400, 80, "2023").right(500, 80, "2022");
  figure_row(close, 100, "Drift", "-25 354", "-28 829").left(137.5, 100, "Not 4");
  figure_row(close, 116, "Underhåll i år", "-5 236", "-5 174").left(137.5, 116, "Not 5");
  figure_row(close, 132, "Övrigt", "-4 493", "-4 112").left(137.5, 132, "Not 6");
  EXPECT_THAT(rows_of(only_table(close)), Contains("Underhåll i år|" + whole));
}

TEST(References, WithTheirWordBeforeTheLabelsMakeAColumn) {
  PageBuilder page;
  page.left(60, 80, "Not").right(400, 80, "2023").right(500, 80, "2022");
  const char* labels[] = {"Intäkter", "Kostnader", "Avskrivningar", "Skatter"};
  for (int i = 0; i < 4; ++i) {
    const double y = 100 + 16 * i;
    page.left(60, y, "Not " + std::to_string(i + 1)).left(90, y, labels[i]);
    page.right(400, y, "10 20" + std::to_string(i)).right(500, y, "10 10" + std::to_string(i));
  }
  EXPECT_THAT(rows_of(only_table(page)), Contains("Not 3|Avskrivningar|10 202|10 102"));
}

TEST(References, WithABracketAreReadWithoutIt) {
  const Extraction extraction = testing::extract(
      "Resultaträkning\n\nTkr\tNot\t2023\t2022\nVerksamhetens intäkter\t1)\t128,5\t118,2\n"
      "Verksamhetens kostnader\t2)\t-663,2\t-697,5\nÅrets resultat\t\t-534,7\t-579,3\n");
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].rows.at(1).note, "2");
}

TEST(References, WithTheirWordLevelWithTheMiddleOfALabelAreNoPartOfIt) {
  PageBuilder page;
  page.left(170, 80, "Not").right(400, 80, "2023-12-31").right(500, 80, "2022-12-31");
  page.left(60, 100, "Skatteintäkter").left(170, 100, "Not 4");
  page.right(400, 100, "508 002").right(500, 100, "488 231");
  page.left(60, 88, "Avgifter").left(170, 88, "Not 2");
  page.right(400, 88, "8 002").right(500, 88, "8 231");
  page.left(60, 116, "Avskrivningar enligt");
  page.left(170, 122, "Not 3").right(400, 122, "-31 474").right(500, 122, "-30 654");
  page.left(60, 128, "plan");
  figure_row(page, 144, "Resultat", "476 528", "457 577");
  EXPECT_THAT(rows_of(only_table(page)),
              Contains("Avskrivningar enligt plan|Not 3|-31 474|-30 654"));
}

TEST(References, CloseBeforeLabelsThatBeginInLineAreNoPartOfThem) {
  PageBuilder page;
  page.left(60, 80, "Not").right(400, 80, "2023").right(500, 80, "2022");
  const char* const labels[] = {"Kassa", "Lager", "Fordringar", "Mark"};
  for (int i = 0; i < 4; ++i)
    page.left(72, 100 + 16 * i, labels[i])
        .right(400, 100 + 16 * i, "1 234")
        .right(500, 100 + 16 * i, "1 101");
  page.left(64, 132, "3");
  EXPECT_THAT(rows_of(only_table(page)), Contains("3|Fordringar|1 234|1 101"));
}

TEST(References, CodesLevelWithTheMiddleOfALabelAreCodes) {
  PageBuilder page;
  page.right(400, 80, "Budget").right(500, 80, "Utfall");
  page.left(60, 100, "301")
      .left(100, 100, "Samverkan")
      .right(400, 100, "-1 647")
      .right(500, 100, "-1 485");
  page.left(60, 116, "302").left(100, 116, "Unga").right(400, 116, "-93").right(500, 116, "-92");
  page.left(100, 132, "Integration i det svenska");
  page.left(60, 138, "306").right(400, 138, "-784").right(500, 138, "-780");
  page.left(100, 144, "samhället");
  page.left(60, 160, "307").left(100, 160, "Övrigt").right(400, 160, "-12").right(500, 160, "-11");
  EXPECT_THAT(rows_of(only_table(page)),
              Contains("306|Integration i det svenska samhället|-784|-780"));
}

}  // namespace
}  // namespace siffra::extract
