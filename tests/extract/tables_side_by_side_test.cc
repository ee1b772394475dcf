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

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

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

// The titles stand on one line; to each table its own.
TEST(FindTables, GivesEachOfTwoTablesSideBySideItsOwnTitle) {
  PageBuilder page;
  page.size(14).left(50, 60, "Kassaflödesanalys").left(300, 60, "Budgetuppföljning").size(10);
  for (int i = 0; i < 5; ++i) {
    const double y = 100 + 16 * i;
    page.left(50, y, "Rad " + std::string(1, static_cast<char>('A' + i)));
    page.right(260, y, "1 20" + std::to_string(i));
    page.left(300, y, "Verksamhet " + std::string(1, static_cast<char>('A' + i)));
    page.right(540, y, "8 00" + std::to_string(i));
  }
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(2));
  ASSERT_FALSE(tables[0].lines_above.empty());
  ASSERT_FALSE(tables[1].lines_above.empty());
  EXPECT_EQ(tables[0].lines_above.back().text(), "Kassaflödesanalys");
  EXPECT_EQ(tables[1].lines_above.back().text(), "Budgetuppföljning");
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

// Labels that wrap put the sides out of step: now the one, now the other waits for its figures.
TEST(FindTables, ReadsTwoTablesWhoseLabelsWrapOutOfStep) {
  PageBuilder page;
  const auto left = [&](double y, std::string_view label, std::string_view a) {
    if (!label.empty()) page.left(50, y, label);
    if (!a.empty()) page.right(180, y, a).right(240, y, a);
  };
  const auto right = [&](double y, std::string_view label, std::string_view a) {
    page.left(330, y, label);
    if (!a.empty()) page.right(470, y, a).right(540, y, a);
  };
  double y = 100;
  const std::vector<std::vector<std::string>> lines = {
      {"Intäkter", "512", "Fasta tillgångar", "2 112"},
      {"Avskrivningar", "-88", "Summa", ""},
      {"Verksamhetens", "", "tillgångar", "2 624"},
      {"nettokostnad", "-386", "därav årets", ""},
      {"Skatter", "120", "resultat", "31"},
      {"Generella", "", "Avsatt till", ""},
      {"statsbidrag", "301", "pensioner", ""},
      {"Resultat", "36", "med mera", "201"},
      {"", "", "Skulder", "422"}};
  for (const auto& line : lines) {
    left(y, line[0], line[1]);
    right(y, line[2], line[3]);
    y += 13;
  }
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_EQ(tables[0].columns.size(), 3U);
  EXPECT_EQ(tables[1].columns.size(), 3U);
}

// An opening of the printed report: two pages side by side, titles and heads over both.
TEST(FindTables, ReadsTwoPagesSideBySideWithTheTitlesOverThem) {
  PageBuilder page(1, 1190, 842);
  page.bold(true).size(14).left(50, 60, "Resultaträkning").left(640, 60, "Balansräkning");
  page.size(10).left(54, 84, "Tkr").right(420, 84, "2022").right(500, 84, "2021");
  page.left(645, 84, "Tkr").right(1010, 84, "2022-12-").right(1110, 84, "2021-12-");
  page.right(1010, 98, "31").right(1110, 98, "31").bold(false);
  const std::vector<std::string> income = {"Intäkter", "Kostnader", "Avskrivningar", "Resultat"};
  const std::vector<std::string> balance = {"Inventarier", "Fordringar", "Kassa", "Summa"};
  for (std::size_t i = 0; i < income.size(); ++i) {
    const double y = 120 + 16 * static_cast<double>(i);
    page.left(54, y, income[i]).right(420, y, "1 204").right(500, y, "1 187");
    page.left(645, y + 6, balance[i]).right(1010, y + 6, "8 420").right(1110, y + 6, "8 003");
  }
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_EQ(tables[0].lines_above.back().text(), "Resultaträkning");
  EXPECT_EQ(tables[1].lines_above.back().text(), "Balansräkning");
  EXPECT_EQ(rows_of(tables[0]).front(), "#Tkr|2022|2021");
  EXPECT_THAT(rows_of(tables[1])[0] + rows_of(tables[1])[1],
              ::testing::AllOf(::testing::HasSubstr("2022-12-"), ::testing::HasSubstr("31")));
}

// A comment set small beside the upper rows of a statement is none of its labels or columns.
class CommentBesideATable : public ::testing::TestWithParam<std::pair<double, double>> {};

TEST_P(CommentBesideATable, IsNoPartOfItsRows) {
  const auto [comment, table] = GetParam();
  PageBuilder page;
  page.size(7);
  double y = 94;
  for (const char* line :
       {"Resultatet för året blev", "tolv miljoner, vilket är", "mer än väntat. Kostnader",
        "för lokaler har ökat med", "fyra procent. Skatterna", "blev högre än beräknat."}) {
    page.left(comment, y, line);
    y += 9;
  }
  page.size(10);
  const auto row = [&](double at, std::string_view label, std::string_view a, std::string_view b) {
    page.left(table, at, label).right(table + 220, at, a).right(table + 290, at, b);
  };
  row(90, "", "2023", "2022");
  row(106, "Intäkter", "215,3", "209,6");
  row(122, "Kostnader", "-491,4", "-557,9");
  row(138, "Avskrivningar", "-64,3", "-68,8");
  row(154, "Nettokostnad", "-340,4", "-417,1");
  row(170, "Skatteintäkter", "399,4", "411,3");
  row(186, "Resultat", "59,0", "-5,8");
  const auto tables = find_tables(page.document());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("#|2023|2022", "Intäkter|215,3|209,6", "Kostnader|-491,4|-557,9",
                          "Avskrivningar|-64,3|-68,8", "Nettokostnad|-340,4|-417,1",
                          "Skatteintäkter|399,4|411,3", "Resultat|59,0|-5,8"));
}

INSTANTIATE_TEST_SUITE_P(LeftAndRight, CommentBesideATable,
                         ::testing::Values(std::pair(50.0, 190.0), std::pair(400.0, 50.0)));

TEST(FindTables, PartsASmallTableFromProseThatGoesOnAboveAndBelowIt) {
  PageBuilder page;
  const char* const prose[] = {"Befolkningen väntas öka med 299 till år 2030. Det",
                               "innebär ett behov av nya platser och av grupper i",
                               "skolan. Känslighetsanalysen visar att räntan med en",
                               "procent påverkar resultatet och att en löneökning",
                               "gör det också. Under året har arbetet fortsatt med",
                               "att samordna verksamheten. I mars flyttade ett tjog",
                               "medarbetare till nya lokaler, och i juni togs ett nytt",
                               "ärendesystem i bruk."};
  for (int i = 0; i < 8; ++i) page.left(40, 100 + 15.5 * i, prose[i]);
  for (int i = 0; i < 3; ++i)
    page.left(320, 118 + 18 * i, "Rad " + std::string(1, static_cast<char>('A' + i)))
        .right(460, 118 + 18 * i, "1 20" + std::to_string(i))
        .right(540, 118 + 18 * i, "1 10" + std::to_string(i));
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]),
              ElementsAre("Rad A|1 200|1 100", "Rad B|1 201|1 101", "Rad C|1 202|1 102"));
}

// Rows set in from their sums begin at two places on each side.
TEST(FindTables, PartsTablesSideBySideWhoseRowsAreSetInFromTheirSums) {
  PageBuilder page;
  const char* const labels[] = {"Bidrag", "Avgifter", "Hyror", "Summa"};
  for (int i = 0; i < 4; ++i) {
    const double left = i == 3 ? 40 : 49, right = i == 3 ? 310 : 319;
    const double y = 100 + 12 * i;
    page.left(left, y, labels[i]).right(260, y, "2 385 27" + std::to_string(i));
    page.left(right, y + 3, labels[i]).right(540, y + 3, "477 96" + std::to_string(i));
  }
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_THAT(rows_of(tables[0]), Contains("Summa|2 385 273"));
  EXPECT_THAT(rows_of(tables[1]), Contains("Summa|477 963"));
}

// Heads beside nothing, far from the labels: "Not" and days without century begin no table of their
// own.
TEST(FindTables, LeavesFiguresFarFromTheirLabelsWithThem) {
  PageBuilder page;
  for (int part = 0; part < 3; ++part) {
    const double top = 100 + 110 * part;
    page.left(400, top, "Not").right(470, top, "191231").right(540, top, "181231");
    page.left(60, top + 14, "Rörelsen").left(60, top + 28, "Intäkter");
    for (int i = 0; i < 3; ++i) {
      const double y = top + 42 + 14 * i;
      page.left(60, y, "Intäkter av verksamhet nummer " + std::to_string(i));
      page.right(470, y, "1 524 00" + std::to_string(i))
          .right(540, y, "1 028 00" + std::to_string(i));
    }
  }
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_FALSE(tables.empty());
  for (const Table& table : tables)
    EXPECT_THAT(rows_of(table), Contains("Intäkter av verksamhet nummer 1|1 524 001|1 028 001"));
}

// A balance sheet that flows on in the right half of a spread, its heads repeated.
TEST(FindTables, GoesOnInTheNextColumnOfAPageUnderTheSameHeads) {
  PageBuilder page(1, 842, 595);
  page.bold(true).left(50, 60, "Balansräkning").bold(false);
  for (const double x : {0.0, 370.0}) {
    page.bold(true).right(330 + x, 84, "2023").right(400 + x, 84, "2022").bold(false);
    const std::string side = x == 0 ? "Fordran" : "Skuld";
    for (int i = 0; i < 8; ++i) {
      const double y = 100 + 16 * i;
      page.left(50 + x, y, side + " nummer " + std::string(1, static_cast<char>('A' + i)));
      page.right(330 + x, y, "1 20" + std::to_string(i));
      page.right(400 + x, y, "1 10" + std::to_string(i));
    }
  }
  const auto tables = find_tables(page.document(), &testing::book());
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_THAT(rows_of(tables[0]), SizeIs(17));
  EXPECT_EQ(rows_of(tables[0])[9], "Skuld nummer A|1 200|1 100");
  EXPECT_THAT(tables[0].pages, ElementsAre(1));
}

// The same accounts of the group and of its parent are two tables.
TEST(FindTables, LeavesTheSameRowsUnderTheSameHeadsSideBySideApart) {
  PageBuilder page(1, 842, 595);
  for (const double x : {0.0, 370.0}) {
    page.bold(true).right(330 + x, 84, "2023").right(400 + x, 84, "2022").bold(false);
    for (int i = 0; i < 8; ++i) {
      const double y = 100 + 16 * i;
      page.left(50 + x, y, "Fordran nummer " + std::string(1, static_cast<char>('A' + i)));
      page.right(330 + x, y, "1 20" + std::to_string(i));
      page.right(400 + x, y, "1 10" + std::to_string(i));
    }
  }
  EXPECT_THAT(find_tables(page.document(), &testing::book()), SizeIs(2));
}

}  // namespace
}  // namespace siffra::extract
