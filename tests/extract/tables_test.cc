#include "extract/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "extract/lines.h"
#include "tests/extract/page_builder.h"

namespace siffra::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

// A row as text: its cells by column, "|" between columns, heads marked with "#".
std::string row_text(const Table& table, const TableRow& row) {
  std::string text = row.role == TableRowRole::kHead ? "#" : "";
  std::size_t column = 0;
  for (const TableCell& cell : row.cells) {
    for (; column < cell.first_column; ++column) text += "|";
    text += cell.text;
    if (cell.last_column > cell.first_column) text += "<>";
  }
  for (; column + 1 < table.columns.size(); ++column) text += "|";
  return text;
}

std::vector<std::string> rows_of(const Table& table) {
  std::vector<std::string> rows;
  for (const TableRow& row : table.rows) rows.push_back(row_text(table, row));
  return rows;
}

PageBuilder& figure_row(PageBuilder& page, double y, std::string_view label, std::string_view a,
                        std::string_view b) {
  page.left(60, y, label);
  if (!a.empty()) page.right(400, y, a);
  if (!b.empty()) page.right(500, y, b);
  return page;
}

TEST(FindTables, PutsFiguresUnderTheirHeadsByRightEdges) {
  PageBuilder page;
  page.left(60, 100, "Belopp i kr").right(400, 100, "2023-12-31").right(500, 100, "2022-12-31");
  figure_row(page, 116, "Kundfordringar", "1 367", "12");
  figure_row(page, 132, "Kassa och bank", "2 715 950", "-2 454 084");
  figure_row(page, 148, "Summa", "2 717 317", "");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#Belopp i kr|2023-12-31|2022-12-31", "Kundfordringar|1 367|12",
                          "Kassa och bank|2 715 950|-2 454 084", "Summa|2 717 317|"));
}

TEST(FindTables, TakesTwoFiguresApartThatStandAsCloseAsGroupsOfOne) {
  // The first column ends where the second begins: "336 474" and "164 716" read as one run of
  // digits.
  PageBuilder page;
  page.right(300, 100, "Utfall").right(340, 100, "Budget");
  for (const double y : {116.0, 132.0})
    page.left(60, y, "Lokaler").right(300, y, "474").right(340, y, "716");
  page.left(60, 148, "Summa").right(300, 148, "336").right(338.5 - 15 + 16.5, 148, "164 716");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0]).back(), "Summa|336|164 716");
}

TEST(FindTables, KeepsAColumnThatIsEmptyButForOneRow) {
  PageBuilder page;
  page.right(300, 100, "2020").right(400, 100, "Budget").right(500, 100, "2019");
  page.left(60, 116, "Kostnader")
      .right(300, 116, "-3 154")
      .right(400, 116, "-3 707")
      .right(500, 116, "-2 924");
  page.left(60, 132, "Eget kapital").right(300, 132, "2 349").right(500, 132, "1 813");
  page.left(60, 148, "Likvida medel").right(300, 148, "2 716").right(500, 148, "2 454");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[2], "Eget kapital|2 349||1 813");
}

TEST(FindTables, JoinsALabelThatHadNoRoomOnItsLine) {
  PageBuilder page;
  page.right(400, 80, "2023").right(500, 80, "2022");
  figure_row(page, 96, "Ett ganska långt namn på en rad som fyller", "1", "2");
  page.left(60, 116, "Kassaflöde från verksamheten före");
  figure_row(page, 128, "förändring av rörelsekapital", "509", "578");
  page.left(60, 148, "Skulder");
  figure_row(page, 168, "Leverantörsskulder", "5", "6");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#|2023|2022", "Ett ganska långt namn på en rad som fyller|1|2",
                          "Kassaflöde från verksamheten före förändring av rörelsekapital|509|578",
                          "Skulder||", "Leverantörsskulder|5|6"));
}

TEST(FindTables, ReadsFiguresLevelWithTheMiddleOfATwoLineLabel) {
  PageBuilder page;
  page.right(400, 80, "2023").right(500, 80, "2022");
  figure_row(page, 100, "Personalkostnader", "-186 684", "-169 716");
  page.left(60, 120, "Avskrivningar av materiella och immateriella");
  page.right(400, 126, "-2 535 928").right(500, 126, "-2 535 927");
  page.left(60, 132, "anläggningstillgångar");
  figure_row(page, 152, "Summa kostnader", "-6 620 576", "-6 963 587");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(
      rows_of(tables[0])[2],
      "Avskrivningar av materiella och immateriella anläggningstillgångar|-2 535 928|-2 535 927");
}

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

TEST(FindTables, PutsAccountNumbersAndNoteReferencesInColumnsOfTheirOwn) {
  PageBuilder page;
  page.right(400, 80, "2023-12-31").right(500, 80, "2022-12-31");
  for (int i = 0; i < 3; ++i) {
    const double y = 100 + 16 * i;
    page.left(60, y, "151" + std::to_string(i))
        .left(110, y, "Kundfordringar")
        .left(300, y, "Not " + std::to_string(i + 2));
    page.right(400, y, "123 456").right(500, y, "654 321");
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  ASSERT_THAT(tables[0].columns, SizeIs(5));
  EXPECT_EQ(tables[0].columns[0].content, ColumnContent::kCode);
  EXPECT_EQ(tables[0].columns[1].content, ColumnContent::kLabel);
  EXPECT_EQ(rows_of(tables[0])[1], "1510|Kundfordringar|Not 2|123 456|654 321");
}

TEST(FindTables, ReadsAssetsAndLiabilitiesSideBySideAsTwoTables) {
  PageBuilder page;
  const std::vector<std::string> labels = {"Kassa", "Fordringar", "Inventarier", "Lager"};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const double y = 100 + 16 * static_cast<double>(i);
    page.left(50, y, labels[i]).right(260, y, "1 20" + std::to_string(i));
    page.left(300, y, "Skuld " + labels[i]).right(540, y, "8 00" + std::to_string(i));
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_EQ(rows_of(tables[0])[1], "Fordringar|1 201");
  EXPECT_EQ(rows_of(tables[1])[1], "Skuld Fordringar|8 001");
}

// Labels over two lines on either side put the rows out of step; what little stands level is
// enough.
TEST(FindTables, ReadsAnAccountWhoseLabelsWrapAsTwoTables) {
  PageBuilder page;
  double y = 100;
  for (const char* label : {"Byggnader", "Inventarier", "Andelar", "Varulager"}) {
    page.left(50, y, label).right(260, y, "1 207 000");
    page.left(300, y, "Aktie" + std::string(label)).right(540, y, "8 007 000");
    y += 16;
  }
  for (const char* label : {"skulder till", "upplupna", "övriga korta", "varav till"}) {
    page.left(50, y, "Summa " + std::string(label)).left(300, y, "Långfristiga");
    page.left(50, y + 16, "tillgångar").right(260, y + 16, "310 000");
    page.left(300, y + 16, label);
    page.left(50, y + 32, "Summa").left(300, y + 32, "banker").right(540, y + 32, "77 000");
    y += 48;
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_EQ(rows_of(tables[0])[1], "Inventarier|1 207 000");
  EXPECT_EQ(rows_of(tables[1])[1], "AktieInventarier|8 007 000");
}

// Two pairs of tables below each other in the same columns: each pair is read to its end first.
TEST(FindTables, ReadsTheFirstOfTwoPairsOfTablesBeforeTheSecond) {
  PageBuilder page;
  const auto pair_of_tables = [&](double y, const std::string& left, const std::string& right) {
    page.left(50, y, left).left(300, y, right);
    for (const double x : {0.0, 280.0})
      page.right(200 + x, y + 16, "2012").right(260 + x, y + 16, "2011");
    for (int i = 0; i < 4; ++i) {
      const double row = y + 32 + 16 * i;
      page.left(50, row, left + " rad").right(200, row, "1 207").right(260, row, "1 100");
      page.left(300, row, right + " rad").right(480, row, "8 007").right(540, row, "7 900");
    }
  };
  pair_of_tables(100, "Tillgångar", "Skulder");
  pair_of_tables(230, "Löner", "Hyror");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(4));
  EXPECT_EQ(rows_of(tables[1])[1], "Skulder rad|8 007|7 900");
  EXPECT_EQ(rows_of(tables[2])[1], "Löner rad|1 207|1 100");
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

TEST(FindTables, ReadsGroupsOfATypewriterWhoseSpacesAreWide) {
  PageBuilder page;
  page.typewriter();
  figure_row(page, 100, "Hyror", "3 150", "12 900");
  figure_row(page, 116, "Summa", "3 150", "12 900");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]), ElementsAre("Hyror|3 150|12 900", "Summa|3 150|12 900"));
}

TEST(FindTables, ReadsATableBesideProseWhoseLinesLieElsewhere) {
  PageBuilder page;
  for (int i = 0; i < 9; ++i)
    page.left(50, 100 + 13 * i, "löpande text om verksamheten och dess mål");
  page.left(310, 96, "Balansräkning").right(460, 110, "2023").right(540, 110, "2022");
  for (int i = 0; i < 6; ++i) {
    page.left(310, 126 + 16 * i, "Fordran " + std::to_string(i));
    page.right(460, 126 + 16 * i, "1 20" + std::to_string(i)).right(540, 126 + 16 * i, "3 000");
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[1], "Fordran 0|1 200|3 000");
  EXPECT_THAT(tables[0].rows, SizeIs(7));
}

TEST(FindTables, EndsWithTheRestOfTheLastLabel) {
  PageBuilder page;
  page.right(400, 80, "2023").right(500, 80, "2022");
  figure_row(page, 96, "Kostnader", "-613", "-611");
  figure_row(page, 116, "Verksamhetens", "-613", "-611");
  page.left(60, 127.5, "nettokostnad");
  page.left(60, 170, "Stycket under tabellen handlar om något helt annat än beloppen.");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0]).back(), "Verksamhetens nettokostnad|-613|-611");
}

TEST(FindTables, DoesNotTakeSmallFiguresAfterDotsForContents) {
  PageBuilder page;
  for (int i = 0; i < 4; ++i) {
    page.left(60, 100 + 16 * i, "Bidrag från medlem " + std::to_string(i) + " ........")
        .right(500, 100 + 16 * i, "938");
  }
  EXPECT_THAT(find_tables(page.document()), SizeIs(1));
}

TEST(FindTables, LeavesProseWithFiguresAlone) {
  PageBuilder page;
  const std::string prose =
      "Kostnaderna blev 112 tkr lägre än väntat eftersom avtalet gäller från den 1 april och";
  for (int i = 0; i < 6; ++i) page.left(60, 100 + 14 * i, prose);
  page.left(60, 184, "personalen ökade med 5");
  EXPECT_THAT(find_tables(page.document()), SizeIs(0));
}

TEST(FindTables, LeavesATableOfContentsAlone) {
  PageBuilder page;
  const std::vector<std::string> titles = {"Förvaltningsberättelse", "Resultaträkning",
                                           "Balansräkning", "Noter"};
  for (std::size_t i = 0; i < titles.size(); ++i) {
    page.left(60, 100 + 16 * static_cast<double>(i), titles[i])
        .right(520, 100 + 16 * static_cast<double>(i), std::to_string(2 + 3 * i));
  }
  Document document = page.document();
  for (int number = 2; number <= 12; ++number) document.pages.push_back(PageBuilder(number).page());
  EXPECT_THAT(find_tables(document), SizeIs(0));
}

TEST(FindTables, LeavesADottedTableOfContentsWithRaggedNumbersAlone) {
  PageBuilder page;
  const std::vector<std::string> titles = {"Inledning", "Resultaträkning och balansräkning",
                                           "Noter", "Not 1 Intäkter"};
  for (std::size_t i = 0; i < titles.size(); ++i) {
    page.left(60, 100 + 16 * static_cast<double>(i),
              titles[i] + " ........ " + std::to_string(8 + i));
  }
  EXPECT_THAT(find_tables(page.document()), SizeIs(0));
}

TEST(FindTables, GoesOnWithATableOverAPageBreak) {
  Document document;
  for (int number = 1; number <= 2; ++number) {
    PageBuilder page(number);
    page.left(60, 60, "Belopp i kr").right(400, 60, "2023").right(500, 60, "2022");
    for (int i = 0; i < 4; ++i)
      figure_row(page, 80 + 16 * i, "Rad " + std::to_string(10 * number + i), "1 000", "2 000");
    document.pages.push_back(page.page());
  }
  const auto tables = find_tables(document);
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(tables[0].pages, ElementsAre(1, 2));
  EXPECT_THAT(tables[0].rows, SizeIs(1 + 8));  // the heads stand once
}

TEST(FindTables, TakesTheHeadingFromTheFootOfThePageBefore) {
  Document document;
  PageBuilder first(1);
  first.left(60, 780, "3. Resultaträkning");
  document.pages.push_back(first.page());
  PageBuilder second(2);
  second.right(400, 60, "2023").right(500, 60, "2022");
  figure_row(second, 80, "Intäkter", "10", "20");
  figure_row(second, 96, "Kostnader", "-8", "-9");
  document.pages.push_back(second.page());
  const auto tables = find_tables(document);
  ASSERT_THAT(tables, SizeIs(1));
  ASSERT_THAT(tables[0].lines_above, SizeIs(1));
  EXPECT_EQ(tables[0].lines_above[0].text(), "3. Resultaträkning");
}

TEST(FindTables, DoesNotTakeRunningHeadsForRows) {
  Document document;
  for (int number = 1; number <= 4; ++number) {
    PageBuilder page(number);
    page.left(60, 30, "Exempelförbundet").right(500, 30, std::to_string(number));
    figure_row(page, 120, "Rad " + std::string(static_cast<std::size_t>(number), 'x'),
               "1 0" + std::to_string(10 + number), "3");
    figure_row(page, 136, "Summa", "1 500", "4");
    page.left(60, 300,
              "Text som står under tabellen på varje sida och som handlar om sida " +
                  std::string(static_cast<std::size_t>(number), 'y'));
    document.pages.push_back(page.page());
  }
  for (const Table& table : find_tables(document)) {
    for (const TableRow& row : table.rows)
      EXPECT_EQ(row_text(table, row).find("Exempel"), std::string::npos);
  }
}

TEST(FindTables, KeepsRowsOfSmallFiguresThatHeadSeveralPages) {
  Document document;
  const std::vector<std::pair<std::string, std::string>> sales{
      {"2", "7"}, {"867", "848"}, {"12", "9"}};
  for (int number = 1; number <= 3; ++number) {
    PageBuilder page(number);
    page.left(60, 30, "Exempelbolaget AB").right(500, 30, std::to_string(number) + " / 3");
    page.right(400, 90, std::to_string(2020 + number))
        .right(500, 90, std::to_string(2010 + number));
    const auto& [now, before] = sales[static_cast<std::size_t>(number - 1)];
    figure_row(page, 104, "Nettoomsättning", now, before);
    figure_row(page, 118, "Kostnad för verksamhet " + std::to_string(number), "-1", "-3");
    figure_row(page, 132, "Rörelseresultat", "-1", "4");
    document.pages.push_back(page.page());
  }
  const auto tables = find_tables(document);
  ASSERT_THAT(tables, SizeIs(3));
  EXPECT_EQ(rows_of(tables[0])[1], "Nettoomsättning|2|7");
  EXPECT_EQ(rows_of(tables[2])[1], "Nettoomsättning|12|9");
}

TEST(FindTables, KeepsAHeadingApartFromTheRowAboveWhereBlankLinesPartTheRows) {
  // Half of the rows stand close together, half after a blank line.
  PageBuilder page;
  page.left(60, 80, "Belopp i kr").right(400, 80, "2022-12-31").right(500, 80, "2021-12-31");
  figure_row(page, 100, "Ingående anskaffningsvärden", "55 912 991", "55 912 991");
  figure_row(page, 113, "Utgående anskaffningsvärden", "55 912 991", "55 912 991");
  figure_row(page, 140, "Ingående avskrivningar", "-1 914 007", "-1 403 605");
  page.left(60, 153, "Förändringar av avskrivningar");
  figure_row(page, 166, "Årets avskrivningar", "-510 402", "-510 402");
  figure_row(page, 179, "Utgående avskrivningar", "-2 424 409", "-1 914 007");
  figure_row(page, 206, "Redovisat värde", "53 488 582", "53 998 984");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(rows_of(tables[0])[3], "Ingående avskrivningar|-1 914 007|-1 403 605");
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

TEST(FindTables, LeavesOutAPenMarkReadAsAFigureBelowTheTable) {
  PageBuilder page;
  page.left(60, 80, "Belopp i kr").right(400, 80, "2016-12-31").right(500, 80, "2015-12-31");
  figure_row(page, 100, "Skatteskulder", "7 834", "0");
  figure_row(page, 114, "Övriga skulder", "13 248", "13 248");
  figure_row(page, 128, "SUMMA SKULDER", "21 082", "13 248");
  page.right(500, 165, "12");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(tables[0].rows.size(), 4U);
}

TEST(FindTables, KnowsARunningHeadWhosePageNumbersAreReadInManyWays) {
  Document document;
  const char* const numbers[] = {"8(15)", "9 15)", "416"};
  for (int number = 1; number <= 3; ++number) {
    PageBuilder page(number);
    page.left(60, 30, "Bostadsrättsföreningen Exemplet").right(500, 30, numbers[number - 1]);
    page.right(400, 90, std::to_string(2020 + number))
        .right(500, 90, std::to_string(2010 + number));
    figure_row(page, 104, "Kostnad för verksamhet " + std::to_string(number), "-1 000", "-3 000");
    figure_row(page, 118, "Resultat", "-1 500", "4 000");
    document.pages.push_back(page.page());
  }
  const auto tables = find_tables(document);
  ASSERT_THAT(tables, SizeIs(3));
  for (const Table& table : tables) EXPECT_EQ(table.rows.size(), 3U);
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

TEST(FindTables, KeepsRowsWithNoteReferencesWhole) {
  // Long labels that begin with Ö, headings between them, and references at the same x.
  PageBuilder page;
  page.left(60, 80, "Belopp i kr").right(430, 80, "2023-12-31").right(530, 80, "2022-12-31");
  page.left(60, 100, "Långfristiga skulder");
  const auto row = [&](double y, std::string_view label, std::string_view note) {
    page.left(60, y, label).right(430, y, "7 500 000").right(530, y, "8 300 100");
    if (!note.empty()) page.left(345, y, note);
  };
  row(114, "Övriga skulder till kreditinstitut och andra", "Not 14");
  row(128, "Summa", "");
  page.left(60, 150, "Kortfristiga skulder");
  row(164, "Övriga skulder till kreditinstitut som förfaller", "Not 15");
  row(178, "Övriga kortfristiga skulder och depositioner", "Not 16");
  row(192, "Övriga upplupna kostnader och intäkter", "Not 17");
  row(206, "Summa", "");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(tables[0].rows, SizeIs(9));
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

TEST(FindTables, GoesOnOverGroupHeadingsThatStandRightOfTheCodes) {
  PageBuilder page;
  const auto coded = [&](double y, std::string_view code, std::string_view label,
                         std::string_view a, std::string_view b) {
    page.left(60, y, code).left(110, y, label).right(400, y, a).right(500, y, b);
  };
  page.right(400, 84, "Budget").right(500, 84, "Utfall");
  coded(100, "201", "Styrelsen", "-181", "-126");
  coded(116, "202", "Kansli", "-221", "-230");
  page.bold(true).left(110, 138, "Deltagarinsatser").bold(false);
  coded(154, "301", "Teamsamverkan", "-1647", "-1485");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#||Budget|Utfall", "201|Styrelsen|-181|-126", "202|Kansli|-221|-230",
                          "|Deltagarinsatser||", "301|Teamsamverkan|-1647|-1485"));
}

TEST(FindTables, ReadsASignSetFarFromItsFigureAsItsSign) {
  // The accounting format of spreadsheets: the sign at the left edge of the cell.
  PageBuilder page;
  page.right(400, 84, "2017").right(500, 84, "2016");
  figure_row(page, 100, "Ingående saldo", "3 230 926", "1 147 049");
  figure_row(page, 116, "Intäkter", "11 491 095", "11 035 931");
  figure_row(page, 132, "Årets förändring", "23 808", "2 083 877");
  page.left(355, 132, "-");
  figure_row(page, 148, "Utgående saldo", "3 207 118", "3 230 926");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#|2017|2016", "Ingående saldo|3 230 926|1 147 049",
                          "Intäkter|11 491 095|11 035 931", "Årets förändring|- 23 808|2 083 877",
                          "Utgående saldo|3 207 118|3 230 926"));
}

TEST(FindTables, KeepsANilDashOfAnEmptyCellInItsOwnColumn) {
  PageBuilder page;
  page.right(400, 84, "2017").right(500, 84, "2016");
  figure_row(page, 100, "Ingående saldo", "3 230 926", "1 147 049");
  figure_row(page, 116, "Nya lån", "-", "11 035 931");
  figure_row(page, 132, "Utgående saldo", "3 207 118", "3 230 926");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(row_text(tables[0], tables[0].rows[2]), "Nya lån|-|11 035 931");
}

TEST(FindTables, KeepsTheTermsOfLoansInTheTableOfTheLoans) {
  PageBuilder page;
  page.right(300, 84, "Ränta")
      .right(370, 84, "Ändras")
      .right(450, 84, "2017")
      .right(540, 84, "2016");
  for (int i = 0; i < 4; ++i) {
    const double y = 100 + 16 * i;
    page.left(60, y, "Norra banken").right(300, y, "0,54").right(370, y, "90 dgr");
    page.right(450, y, "3 640 000").right(540, y, "3 640 000");
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(row_text(tables[0], tables[0].rows[1]), "Norra banken|0,54|90 dgr|3 640 000|3 640 000");
}

TEST(FindTables, GoesOnOverAPageThatBeginsOrEndsWithTheHeadingOfAGroup) {
  PageBuilder first(1), second(2);
  first.right(400, 84, "2023").right(500, 84, "2022");
  figure_row(first, 100, "Byggnader", "1 367", "1 412");
  figure_row(first, 116, "Inventarier", "950", "454");
  first.bold(true).left(60, 140, "Omsättningstillgångar").bold(false);
  second.bold(true).left(60, 60, "Kortfristiga fordringar").bold(false);
  figure_row(second, 76, "Kundfordringar", "800", "700");
  figure_row(second, 92, "Övriga fordringar", "150", "140");
  Document document = first.document();
  document.pages.push_back(second.page());
  const auto tables = find_tables(document);
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#|2023|2022", "Byggnader|1 367|1 412", "Inventarier|950|454",
                          "Omsättningstillgångar||", "Kortfristiga fordringar||",
                          "Kundfordringar|800|700", "Övriga fordringar|150|140"));
}

TEST(FindTables, PartsTheSidesOfATightlySetAccount) {
  // The right labels stand as close to the left figures as a word to the next.
  PageBuilder page;
  const std::pair<const char*, const char*> labels[] = {{"Byggnader", "Aktiekapital"},
                                                        {"Inventarier", "Reserver"},
                                                        {"Kundfordringar", "Avsättningar"},
                                                        {"Kassa och bank", "Skulder"}};
  page.bold(true).left(60, 84, "Tillgångar").left(273, 84, "Eget kapital").bold(false);
  for (int i = 0; i < 4; ++i) {
    const double y = 100 + 16 * i;
    page.left(60, y, labels[i].first).right(270, y, "1 20" + std::to_string(i));
    page.left(273, y, labels[i].second).right(500, y, "3 40" + std::to_string(i));
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_EQ(row_text(tables[0], tables[0].rows.back()), "Kassa och bank|1 203");
  EXPECT_EQ(row_text(tables[1], tables[1].rows.back()), "Skulder|3 403");
}

TEST(FindTables, ReadsCellsOfSeveralLinesInARowedTable) {
  // Figures level with the middle of their labels, remarks beside them.
  PageBuilder page;
  page.right(250, 70, "Budget").right(330, 70, "Utfall").left(360, 70, "Kommentar");
  page.left(60, 100, "Arbetstorget").right(250, 100, "500 000").right(330, 100, "480 120");
  page.left(360, 95, "Insatsen startade senare").left(360, 106, "än vad som var planerat.");
  page.left(60, 139, "Unga framåt med stöd").left(60, 150, "av regionens samordnare");
  page.right(250, 144.5, "1 200 000").right(330, 144.5, "1 203 500");
  page.left(360, 144.5, "Full verksamhet hela året.");
  page.left(60, 189, "Summa insatser för").left(60, 200, "Deltagare");
  page.right(250, 194.5, "1 700 000").right(330, 194.5, "1 683 620");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  std::vector<std::string> rows;
  for (const TableRow& row : tables[0].rows) {
    std::string text;
    for (std::size_t c = 0; c < 3 && c < row.cells.size(); ++c) text += row.cells[c].text + "|";
    if (row.role == TableRowRole::kBody) rows.push_back(text);
  }
  EXPECT_THAT(rows, ElementsAre("Arbetstorget|500 000|480 120|",
                                "Unga framåt med stöd av regionens samordnare|1 200 000|1 203 500|",
                                "Summa insatser för Deltagare|1 700 000|1 683 620|"));
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

TEST(FindTables, KeepsTheLastRowThatStandsAloneOnTheNextPage) {
  PageBuilder first(1), second(2);
  for (PageBuilder* page : {&first, &second}) page->right(400, 84, "2023").right(500, 84, "2022");
  figure_row(first, 100, "Intäkter", "1 367", "1 412");
  figure_row(first, 116, "Kostnader", "-950", "-454");
  figure_row(second, 150, "Årets resultat", "417", "958");
  Document document = first.document();
  document.pages.push_back(second.page());
  const auto tables = find_tables(document);
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(row_text(tables[0], tables[0].rows.back()), "Årets resultat|417|958");
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

// Recognition gives the boxes of the ink, which is narrower than the letters' places: the dash
// would seem to have had room on the line above.
TEST(FindTables, AWrappedLabelOfATypewriterIsOneRowThoughItsDashIsNarrow) {
  PageBuilder builder;
  builder.typewriter();
  builder.left(60, 100, "Utfall i tkr").right(400, 100, "Utfall").right(500, 100, "Budget");
  figure_row(builder, 116, "Information och el", "-24", "-33");
  figure_row(builder, 132, "Arbete i skolan nu", "0", "-200");
  builder.left(60, 148, "Projekt samverkan");
  figure_row(builder, 159, "- stöd i gruppen", "0", "-375");
  figure_row(builder, 175, "Lokaler och el", "-143", "-165");
  Document document = builder.document();
  for (Word& word : document.pages[0].words) {
    word.source = Source::kOcr;
    const double beside = word.text == "-" ? 1.5 : 0.6;
    word.box.x0 += beside;
    word.box.x1 -= beside;
  }
  const auto tables = find_tables(document);
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#Utfall i tkr|Utfall|Budget", "Information och el|-24|-33",
                          "Arbete i skolan nu|0|-200", "Projekt samverkan - stöd i gruppen|0|-375",
                          "Lokaler och el|-143|-165"));
}

}  // namespace
}  // namespace siffra::extract
