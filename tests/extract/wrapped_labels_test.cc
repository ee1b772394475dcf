// Labels too long for their column, whose rest stands on the lines below.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/table.h"
#include "tests/extract/page_builder.h"
#include "tests/extract/table_text.h"
#include "tests/extract/text_extraction.h"

namespace siffra::extract {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

// The colon does not end the label: the line below is set closer than the rows are.
TEST(WrappedLabels, GoOnBelowAColonWhereTheFiguresStandOnTheFirstLine) {
  PageBuilder page;
  page.right(400, 84, "Belopp").right(500, 84, "Utgifter");
  figure_row(page, 100, "Utgiftsområde 18:", "4 793", "-3 120");
  page.left(60, 110, "Förvaltningsanslag");
  figure_row(page, 124, "Bidrag till dammar", "21 429", "-18 005");
  figure_row(page, 138, "Bidrag till skogar", "1 429", "-1 005");
  figure_row(page, 152, "Summa", "27 651", "-22 130");
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]), Contains("Utgiftsområde 18: Förvaltningsanslag|4 793|-3 120"));
}

TEST(WrappedLabels, GoOnBelowASmallWordInCapitals) {
  PageBuilder page;
  page.right(400, 84, "2023").right(500, 84, "2022");
  figure_row(page, 100, "Inbetalningar i icke räntebärande flöde", "388", "2 613");
  page.bold(true).left(60, 118, "FORDRINGAR PÅ STATENS CENTRALKONTO I");
  figure_row(page, 130, "RIKSBANKEN", "6 610", "8 288").bold(false);
  figure_row(page, 148, "Ingående balans", "6 221", "5 676");
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              Contains("FORDRINGAR PÅ STATENS CENTRALKONTO I RIKSBANKEN|6 610|8 288"));
}

// "Summa" with figures is a row; the heading of the group below is none of its words.
TEST(WrappedLabels, LeaveAHeadingBelowASumWithoutWordsAlone) {
  PageBuilder page;
  page.right(400, 84, "2023").right(500, 84, "2022");
  figure_row(page, 100, "Avgifter", "1 000", "2 000");
  figure_row(page, 114, "Bidrag", "3 000", "2 000");
  page.bold(true);
  figure_row(page, 128, "Summa", "4 000", "4 000");
  page.left(60, 142, "Kostnader").bold(false);
  figure_row(page, 156, "Personal", "-1 500", "-1 700");
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]), Contains("Summa|4 000|4 000"));
}

// A numbered row whose figures stand beside its number, its label below.
TEST(WrappedLabels, StandBelowTheNumberAndFiguresOfTheirRow) {
  PageBuilder page;
  page.right(400, 84, "Budget").right(500, 84, "Utfall");
  figure_row(page, 100, "3003 Bidrag", "-366 667", "-351 896");
  figure_row(page, 113, "3006 Arbetslag", "-200 667", "-685 567");
  figure_row(page, 126, "3008", "-220 667", "-201 600");
  page.left(60, 138, "Samverkan").left(60, 150, "MLD");
  figure_row(page, 163, "3009 Öppet hus", "-290 000", "-435 000");
  figure_row(page, 176, "3010 Pilot", "-160 000", "-103 382");
  figure_row(page, 189, "Summa", "-1 238 001", "-1 777 445");
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(
      rows_of(tables[0]),
      ElementsAre("#|Budget|Utfall", "3003 Bidrag|-366 667|-351 896",
                  "3006 Arbetslag|-200 667|-685 567", "3008 Samverkan MLD|-220 667|-201 600",
                  "3009 Öppet hus|-290 000|-435 000", "3010 Pilot|-160 000|-103 382",
                  "Summa|-1 238 001|-1 777 445"));
}

}  // namespace
}  // namespace siffra::extract
