#include "extract/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/extract/table_text.h"
#include "tests/extract/text_extraction.h"

namespace siffra::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

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

// Its words stand over two columns, and head neither.
TEST(FindTables, DoesNotTakeTheNameOfTheReportAtTheTopOfPagesForHeads) {
  Document document;
  for (int number = 1; number <= 4; ++number) {
    PageBuilder page(number);
    page.left(60, 40, "Exempelbolaget").right(500, 40, "Årsredovisning 2023");
    const std::string row = "Rad " + std::string(static_cast<std::size_t>(number), 'x');
    page.left(60, 64, row).right(440, 64, "1 1" + std::to_string(10 + number));
    page.right(500, 64, "3 105").left(60, 80, "Summa").right(440, 80, "4 120");
    page.right(500, 80, "4 004");
    document.pages.push_back(page.page());
  }
  for (const Table& table : find_tables(document, &testing::book())) {
    for (const TableRow& row : table.rows) EXPECT_NE(row.role, TableRowRole::kHead);
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

// "m.m." ends no sentence.
TEST(FindTables, GoesOnOverAPageThatBeginsWithAHeadingThatEndsInAnAbbreviation) {
  PageBuilder first(1), second(2);
  first.right(400, 84, "2023").right(500, 84, "2022");
  figure_row(first, 100, "Byggnader", "1 367", "1 412");
  figure_row(first, 116, "Inventarier", "950", "454");
  second.bold(true).left(60, 60, "Skulder m.m.").bold(false);
  figure_row(second, 76, "Lån", "800", "700");
  figure_row(second, 92, "Övriga skulder", "150", "140");
  Document document = first.document();
  document.pages.push_back(second.page());
  EXPECT_THAT(find_tables(document), SizeIs(1));
}

// At the same place on every page, and no running head for all that.
TEST(FindTables, KeepsTheUnitUnderTheTitlesAtTheTopOfPages) {
  Document document;
  const std::vector<std::string> titles = {"Not 1 Kostnader", "Not 2 Intäkter", "Not 3 Lager"};
  for (int number = 1; number <= 3; ++number) {
    PageBuilder page(number);
    page.bold(true).left(60, 40, titles[static_cast<std::size_t>(number - 1)]).bold(false);
    page.left(60, 52, "(tkr)").right(400, 70, "2023").right(500, 70, "2022");
    figure_row(page, 84, "Löner", "1 367", "1 412");
    figure_row(page, 98, number == 1 ? "Hyra" : "Resor", "950", "454");
    document.pages.push_back(page.page());
  }
  for (const Table& table : find_tables(document, &testing::book())) {
    ASSERT_THAT(table.lines_above, Not(IsEmpty()));
    EXPECT_EQ(table.lines_above.back().text(), "(tkr)");
  }
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

TEST(FindTables, KnowsARunningHeadWithSpecksBesideIt) {
  Document document;
  const char* const heads[] = {"- Kommunalförbundet Exempel.", "Kommunalförbundet Exempel",
                               "Kommunalförbundet Exempel."};
  for (int number = 1; number <= 3; ++number) {
    PageBuilder page(number);
    page.left(60, 30, heads[number - 1]);
    page.left(60, 60, "Belopp i kr").right(400, 60, "2023").right(500, 60, "2022");
    for (int i = 0; i < 4; ++i)
      figure_row(page, 80 + 16 * i, "Rad " + std::to_string(10 * number + i), "1 000", "2 000");
    document.pages.push_back(page.page());
  }
  EXPECT_THAT(find_tables(document), SizeIs(1));
}

// A capital taken for a small letter and a word that was not read part no tables.
TEST(FindTables, GoesOnOverAPageBreakThoughAHeadIsReadDifferently) {
  Document document;
  for (int number = 1; number <= 2; ++number) {
    PageBuilder page(number);
    page.left(60, 60, "Belopp i kr");
    page.right(400, 50, number == 1 ? "utfall" : "Utfall").right(400, 60, "2023");
    page.right(500, 50, number == 1 ? "? helår" : "Budget helår").right(500, 60, "2023");
    for (int i = 0; i < 4; ++i)
      figure_row(page, 80 + 16 * i, "Rad " + std::to_string(10 * number + i), "1 000", "2 000");
    document.pages.push_back(page.page());
  }
  EXPECT_THAT(find_tables(document), SizeIs(1));
}

// The rows that go on bear no references, so that the head of their column stands over the labels.
TEST(FindTables, GoesOnOverAPageBreakWithoutTheColumnOfNotes) {
  Document document;
  for (int number = 1; number <= 2; ++number) {
    PageBuilder page(number);
    page.left(60, 60, "Tusental kronor").left(280, 60, "Not");
    page.right(400, 60, "2023-08-31").right(500, 60, "2022-08-31");
    for (int i = 0; i < 4; ++i) {
      figure_row(page, 80 + 16 * i, "Rad " + std::to_string(10 * number + i), "1 000", "2 000");
      if (number == 1) page.left(285, 80 + 16 * i, std::to_string(i + 1));
    }
    document.pages.push_back(page.page());
  }
  EXPECT_THAT(find_tables(document), SizeIs(1));
}

// The references stand before the labels on the first page, and there are none on the second.
TEST(FindTables, GoesOnOverAPageBreakWithoutTheNotesBeforeTheLabels) {
  Document document;
  for (int number = 1; number <= 2; ++number) {
    PageBuilder page(number);
    page.left(60, 60, "Not").left(100, 60, "kronor");
    page.right(400, 60, "2023-08-31").right(500, 60, "2022-08-31");
    for (int i = 0; i < 4; ++i) {
      if (number == 1) page.left(62, 80 + 16 * i, std::to_string(i + 1));
      page.left(100, 80 + 16 * i, "Rad " + std::to_string(10 * number + i));
      page.right(400, 80 + 16 * i, "1 000").right(500, 80 + 16 * i, "2 000");
    }
    document.pages.push_back(page.page());
  }
  EXPECT_THAT(find_tables(document), SizeIs(1));
}

// The rows on the first page bear no references, those on the second do.
TEST(FindTables, GoesOnOverAPageBreakWithAColumnOfNotesThatBeginsBelowIt) {
  Document document;
  for (int number = 1; number <= 2; ++number) {
    PageBuilder page(number);
    if (number == 1) page.right(400, 60, "2023-12-31").right(500, 60, "2022-12-31");
    for (int i = 0; i < 4; ++i) {
      figure_row(page, 80 + 16 * i, "Rad " + std::to_string(10 * number + i), "1 000 100",
                 "2 000 200");
      if (number == 2 && i > 1) page.left(285, 80 + 16 * i, "not " + std::to_string(i + 1));
    }
    document.pages.push_back(page.page());
  }
  const auto tables = find_tables(document, &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(row_text(tables[0], tables[0].rows[0]), "#||2023-12-31|2022-12-31");
  EXPECT_EQ(row_text(tables[0], tables[0].rows.back()), "Rad 23|not 4|1 000 100|2 000 200");
}

// Income numbered before its label makes the labels begin where the numbers do; the heading that
// opens the second page stands in line with the others.
TEST(FindTables, GoesOnOverAPageThatBeginsWithAHeadingSetBehindNumbers) {
  PageBuilder first(1), second(2);
  first.right(400, 84, "2023").right(500, 84, "2022");
  figure_row(first, 100, "101-104 Bidrag från medlemmar", "4 505", "4 505");
  for (int i = 0; i < 3; ++i) {
    first.left(60, 116 + 16 * i, std::to_string(201 + i)).left(100, 116 + 16 * i, "Styrelse");
    first.right(400, 116 + 16 * i, "-181").right(500, 116 + 16 * i, "-126");
  }
  second.left(100, 60, "Gemensamma insatser");
  for (int i = 0; i < 3; ++i) {
    second.left(60, 76 + 16 * i, std::to_string(401 + i)).left(100, 76 + 16 * i, "Arena");
    second.right(400, 76 + 16 * i, "-100").right(500, 76 + 16 * i, "-19");
  }
  Document document = first.document();
  document.pages.push_back(second.page());
  EXPECT_THAT(find_tables(document), SizeIs(1));
}

// A unit set above the last column stands at the beginning of the table alone.
TEST(FindTables, GoesOnOverAPageBreakWhereTheUnitIsNotRepeated) {
  Document document;
  for (int number = 1; number <= 2; ++number) {
    PageBuilder page(number);
    if (number == 1) page.right(500, 50, "Mkr");
    page.right(400, 60, "Netto 2023").right(500, 60, "Netto 2022");
    for (int i = 0; i < 4; ++i)
      figure_row(page, 80 + 16 * i, "Rad " + std::to_string(10 * number + i), "1 000", "2 000");
    document.pages.push_back(page.page());
  }
  EXPECT_THAT(find_tables(document, &testing::book()), SizeIs(1));
}

TEST(FindTables, GoesOnOverAPageBreakThoughALetterOfAHeadIsMisread) {
  Document document;
  for (int number = 1; number <= 2; ++number) {
    PageBuilder page(number);
    page.right(400, 60, number == 1 ? "Prognos 2023" : "Pragnos 2023").right(500, 60, "2022");
    for (int i = 0; i < 4; ++i)
      figure_row(page, 80 + 16 * i, "Rad " + std::to_string(10 * number + i), "1 000", "2 000");
    document.pages.push_back(page.page());
  }
  EXPECT_THAT(find_tables(document), SizeIs(1));
}

TEST(FindTables, ADigitOfAHeadThatDiffersPartsTwoTables) {
  Document document;
  for (int number = 1; number <= 2; ++number) {
    PageBuilder page(number);
    page.right(400, 60, number == 1 ? "jan-mars2023" : "jan-mars2028").right(500, 60, "2022");
    for (int i = 0; i < 4; ++i)
      figure_row(page, 80 + 16 * i, "Rad " + std::to_string(10 * number + i), "1 000", "2 000");
    document.pages.push_back(page.page());
  }
  EXPECT_THAT(find_tables(document), SizeIs(2));
}

TEST(FindTables, KnowsARunningFootOfWhichALetterIsMisread) {
  Document document;
  for (int number = 1; number <= 4; ++number) {
    PageBuilder page(number);
    page.right(400, 60, "2023-08-31").right(500, 60, "2022-08-31");
    for (int i = 0; i < 4; ++i)
      figure_row(page, 80 + 16 * i, "Rad " + std::to_string(10 * number + i), "1 000", "2 000");
    page.left(60, 800, number == 2 ? "Exenpelstads kommun" : "Exempelstads kommun");
    document.pages.push_back(page.page());
    document.pages.back().reading = PageReading::kOcr;
  }
  EXPECT_THAT(find_tables(document), SizeIs(1));
}

}  // namespace
}  // namespace siffra::extract
