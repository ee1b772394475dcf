#include "extract/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extract/table_text.h"
#include "tests/extract/text_extraction.h"

namespace siffra::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(FindTables, LetsGroupHeadsSpanTheColumnsTheyStandOver) {
  PageBuilder page;
  page.left(280, 80, "Juli - september").left(415, 80, "Januari - september");
  for (const double x : {300.0, 440.0}) page.right(x, 94, "2024");
  for (const double x : {360.0, 500.0}) page.right(x, 94, "2023");
  for (const double y : {110.0, 126.0}) {
    page.left(60, y, "Nettoomsättning")
        .right(300, y, "867")
        .right(360, y, "848")
        .right(440, y, "2 650")
        .right(500, y, "2 607");
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[0], "#|Juli - september<>||Januari - september<>|");
  EXPECT_EQ(rows_of(tables[0])[1], "#|2024|2023|2024|2023");
}

TEST(FindTables, JoinsHeadsOverSeveralLinesWithTheirOwnColumnsOnly) {
  PageBuilder page;
  page.right(300, 80, "Budget jan-").right(400, 80, "Utfall jan-");
  page.left(60, 92, "Belopp tkr")
      .right(300, 92, "aug 2020")
      .right(400, 92, "aug 2020")
      .right(500, 92, "Differens");
  for (const double y : {110.0, 126.0})
    page.left(60, y, "Kansli").right(300, y, "-680").right(400, y, "-701").right(500, y, "-21");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[0],
            "#Belopp tkr|Budget jan- aug 2020|Utfall jan- aug 2020|Differens");
}

TEST(FindTables, ReadsDatesBrokenOverTwoLinesAsHeads) {
  PageBuilder page;
  page.right(400, 80, "2020-08-").right(500, 80, "2019-08-");
  page.left(60, 92, "Belopp i kr").right(400, 92, "31").right(500, 92, "31");
  figure_row(page, 110, "Kassa", "12", "14");
  figure_row(page, 126, "Summa", "12", "14");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#Belopp i kr|2020-08-31|2019-08-31", "Kassa|12|14", "Summa|12|14"));
}

TEST(FindTables, GivesTablesSideBySideTheHeadsAboveThem) {
  PageBuilder page;
  const double years[] = {200, 260, 480, 540};
  for (std::size_t i = 0; i < 4; ++i) {
    page.right(years[i], 70, i % 2 == 0 ? "2021-" : "2020-").right(years[i], 84, "12-31");
  }
  const std::vector<std::string> labels = {"Kassa", "Fordringar", "Inventarier", "Lager"};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const double y = 100 + 16 * static_cast<double>(i);
    page.left(50, y, labels[i]).right(200, y, "1 20" + std::to_string(i)).right(260, y, "1 100");
    page.left(300, y, "Skuld " + labels[i]).right(480, y, "8 00" + std::to_string(i));
    page.right(540, y, "7 900");
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_EQ(rows_of(tables[0])[0], "#|2021-12-31|2020-12-31");
  EXPECT_EQ(rows_of(tables[1])[0], "#|2021-12-31|2020-12-31");
}

TEST(FindTables, PartsTheWordForNotesFromADateSetClose) {
  PageBuilder page;
  page.right(400, 84, "Kommunen").right(540, 84, "Koncernen");
  page.left(278, 100, "Not").left(295, 100, "2023-12-31").right(400, 100, "2022-12-31");
  page.right(470, 100, "2023-12-31").right(540, 100, "2022-12-31");
  const std::vector<std::string> labels = {"Kassa", "Fordringar", "Inventarier", "Lager"};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const double y = 120 + 16 * static_cast<double>(i);
    page.left(60, y, labels[i]).right(293, y, std::to_string(i + 2)).right(345, y, "1 207");
    page.right(400, y, "1 100").right(470, y, "8 007").right(540, y, "7 900");
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[0], "#||Kommunen<>||Koncernen<>|");
  EXPECT_EQ(rows_of(tables[0])[1], "#|Not|2023-12-31|2022-12-31|2023-12-31|2022-12-31");
}

TEST(FindTables, KeepsHeadsOverTheirColumnsWhenAHeadingBringsOneMore) {
  // The reference beside the first heading and the pen mark at the foot are no columns of figures.
  PageBuilder page;
  page.left(60, 100, "BALANSRÄKNING").right(420, 100, "2012-12-31").right(520, 100, "2011-12-31");
  page.left(60, 130, "TILLGÅNGAR");
  page.left(60, 160, "Materiella anläggningstillgångar").left(290, 160, "Not 6");
  const auto row = [&](double y, std::string_view label, std::string_view a, std::string_view b) {
    page.left(60, y, label).right(420, y, a).right(520, y, b);
  };
  row(174, "Byggnader", "110 747 276", "112 480 387");
  row(188, "Maskiner och inventarier", "204 487", "192 990");
  row(202, "Upplupna intäkter", "180 701", "351 290");
  page.left(290, 202, "Not 7");
  row(216, "Summa tillgångar", "111 132 464", "113 024 667");
  page.left(528, 230, "LF").left(60, 230, "Ansvarsförbindelser").right(420, 230, "0");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[0], "#BALANSRÄKNING||2012-12-31|2011-12-31|");
}

TEST(FindTables, EndsATableWhereNewHeadsStand) {
  PageBuilder page;
  page.left(60, 80, "Insats").right(400, 80, "Kvinnor").right(500, 80, "Män");
  figure_row(page, 96, "Arbetsträning", "13", "15");
  figure_row(page, 112, "Hälsoskola", "57", "24");
  page.left(60, 140, "Belopp i kr").right(400, 140, "Utfall").right(500, 140, "Budget");
  figure_row(page, 156, "Kansli", "1 300", "1 500");
  figure_row(page, 172, "Styrelse", "570", "240");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_EQ(rows_of(tables[1])[0], "#Belopp i kr|Utfall|Budget");
}

TEST(FindTables, ReadsShortDatesOverTwoLinesAsHeads) {
  PageBuilder page;
  page.right(400, 80, "Utfall").right(500, 80, "Utfall");
  page.right(400, 92, "230101–").right(500, 92, "220101–");
  page.right(400, 104, "230630").right(500, 104, "220630");
  figure_row(page, 120, "Personalkostnader", "-41 502", "-40 261");
  figure_row(page, 134, "Lokalkostnader", "-5 785", "-5 701");
  figure_row(page, 148, "Summa", "-47 287", "-45 962");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0]).back(), "Summa|-47 287|-45 962");
  for (const TableRow& row : tables[0].rows) {
    for (const TableCell& cell : row.cells) {
      if (cell.text.find("230630") == std::string::npos) continue;
      EXPECT_EQ(row.role, TableRowRole::kHead);
    }
  }
}

// The rest of a note at the top of the right column: its heads stand beside nothing, or beside
// those of the left one.
TEST(FindTables, GivesARowAtTheTopOfTheRightColumnTheHeadsOverIt) {
  PageBuilder page;
  page.right(480, 60, "2023-").right(540, 60, "2022-");
  page.right(480, 72, "08-31").right(540, 72, "12-31");
  page.right(200, 84, "Jan-aug")
      .right(260, 84, "Jan-aug")
      .right(480, 84, "tkr")
      .right(540, 84, "tkr");
  page.left(300, 96, "Utgående värde").right(480, 96, "992 878").right(540, 96, "965 511");
  page.right(200, 98.5, "2023").right(260, 98.5, "2022");
  double y = 112;
  for (const char* label : {"Löner", "Pension", "Material", "Bidrag", "Hyror", "Övrigt"}) {
    page.left(50, y, label).right(200, y, "1 207").right(260, y, "1 100");
    y += 16;
  }
  y = 118;
  for (const char* label : {"Ingående värde", "Inköp", "Avskrivning", "Utgående värde"}) {
    page.left(300, y, label).right(480, y, "8 007").right(540, y, "7 900");
    y += 16;
  }
  const auto tables = find_tables(page.document());
  ASSERT_GE(tables.size(), 2U);
  EXPECT_EQ(rows_of(tables.back())[0], "#|2023-08-31 tkr|2022-12-31 tkr");
  EXPECT_EQ(rows_of(tables.back())[1], "Utgående värde|992 878|965 511");
}

TEST(FindTables, ReadsDaysWithoutCenturyAndDashesAsHeads) {
  PageBuilder page;
  page.left(300, 84, "Not").right(400, 84, "220831").right(500, 84, "211231");
  figure_row(page, 100, "Byggnader", "1 367", "1 412");
  figure_row(page, 116, "Inventarier", "950", "454");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(tables[0].rows[0].role, TableRowRole::kHead);
  EXPECT_THAT(tables[0].rows, SizeIs(3));
}

TEST(FindTables, GroupsColumnsSoThatNoNameComesTwiceUnderOneHead) {
  PageBuilder page;
  const double edges[] = {200, 255, 300, 345, 400, 445, 495, 545};
  const char* names[] = {"Intäkter",  "Kostnader", "Netto", "Intäkter",
                         "Kostnader", "Netto",     "netto", "netto"};
  page.size(7.5);
  page.left(210, 84, "Budget 2023").left(352, 84, "Utfall 2023");
  page.right(497, 84, "Avvikelse").right(548, 84, "Utfall 2022");
  for (int row = 0; row < 3; ++row) {
    const double y = 110 + 13 * row;
    page.left(60, y, "Nämnd " + std::string(1, static_cast<char>('A' + row)));
    for (int c = 0; c < 8; ++c) page.right(edges[c], y, "-8 13" + std::to_string(c) + ",5");
  }
  for (int c = 0; c < 8; ++c) page.right(edges[c] - 3, 97, names[c]);
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  ASSERT_FALSE(tables[0].rows.empty());
  EXPECT_EQ(row_text(tables[0], tables[0].rows[0]),
            "#|Budget 2023<>|||Utfall 2023<>|||Avvikelse|Utfall 2022");
}

TEST(FindTables, PartsHeadsOfATypewriterWhereTheirColumnsEnd) {
  PageBuilder page;
  page.typewriter().size(9);
  page.left(60, 100, "Tkr").right(250, 100, "1 jan 2023");
  page.right(340, 100, "1 jan 2022").left(345.4, 100, "helår 2023 helår 2023");
  double y = 116;
  for (const char* label : {"Bidrag", "Avgifter", "Summa"}) {
    page.left(60, y, label).right(250, y, "58 280").right(340, y, "56 576");
    page.right(399.4, y, "116 550").right(458.8, y, "117 150");
    y += 12;
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ::testing::Contains("#Tkr|1 jan 2023|1 jan 2022|helår 2023|helår 2023"));
}

// Spreadsheets set heads to the left and figures to the right of the same wide cells.
TEST(FindTables, GivesAHeadAtTheLeftOfAWideCellToTheFiguresAtItsRight) {
  PageBuilder page;
  page.left(200, 80, "2024-12-31").left(340, 80, "2023-12-31");
  for (int i = 0; i < 4; ++i) {
    const double y = 100 + 16 * i;
    page.left(60, y, "Skatteintäkter").right(320, y, "216 90" + std::to_string(i));
    page.right(460, y, "227 03" + std::to_string(i));
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[0], "#|2024-12-31|2023-12-31");
}

TEST(FindTables, DoesNotEndAHeadAtItsDash) {
  PageBuilder page;
  page.size(7.5).left(379.5, 80, "Oktober - december").size(10);
  for (const double x : {409.6, 454.3}) page.right(x, 92, x < 420 ? "2024" : "2023");
  for (const double y : {108.0, 124.0})
    page.left(60, y, "Nettoomsättning").right(409.6, y, "959").right(454.3, y, "904");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  for (const std::string& row : rows_of(tables[0])) EXPECT_EQ(row.find("Oktober -|"), row.npos);
}

TEST(FindTables, KnowsATitleWithShortDatesBelowTheRowsOfAnotherTable) {
  PageBuilder page;
  page.right(400, 80, "141231").right(500, 80, "131231");
  figure_row(page, 96, "Kassa", "20 897", "16 883");
  figure_row(page, 112, "Summa tillgångar", "20 897", "16 883");
  figure_row(page, 132, "Not 9 Byggnader och mark, tkr", "141231", "131231");
  figure_row(page, 148, "Inköp", "3 022", "2 011");
  figure_row(page, 164, "Redovisat värde", "3 022", "2 011");
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_EQ(rows_of(tables[1])[0], "#Not 9 Byggnader och mark, tkr|141231|131231");
}

TEST(FindTables, EndsAtTheLongTitleOfTheNextTableWithItsDays) {
  PageBuilder page;
  page.size(6)
      .left(60, 80, "Balansräkning")
      .right(400, 80, "2011-12-31")
      .right(500, 80, "2010-12-31");
  figure_row(page, 96, "Kassa", "20 897", "16 883");
  figure_row(page, 106, "Summa tillgångar", "20 897", "16 883");
  page.left(60, 118, "Not 11 Förutbetalda kostnader och upplupna intäkter, Belopp i kr")
      .left(370, 118, "2011-12-31")
      .left(470, 118, "2010-12-31");
  figure_row(page, 128, "Hyror", "654 831", "114 797");
  figure_row(page, 138, "Summa", "654 831", "114 797");
  EXPECT_THAT(find_tables(page.document(), &testing::book()), SizeIs(2));
}

}  // namespace
}  // namespace siffra::extract
