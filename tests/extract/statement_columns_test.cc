// The columns of statements: which period, role and unit stands over each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extract/page_builder.h"
#include "tests/extract/text_extraction.h"

namespace siffra::extract {
namespace {

using rules::ColumnRole;
using rules::StatementKind;
using testing::book;
using testing::day;
using ::testing::ElementsAre;
using testing::extract;
using testing::find;
using testing::kInterim;
using testing::periods;
using testing::row;
using ::testing::SizeIs;
using testing::values;

TEST(StatementColumns, ReadsRolesMonthsAndYearsOfBudgetColumns) {
  const Extraction extraction = extract(
      "Delårsrapport januari – augusti 2021\n\n5. Driftredovisning\n\n"
      "Belopp tkr\tUtfall jan-aug\tBudget jan-aug\tAvvikelse\tPrognos helår\tBokslut 2020\n"
      "Nettokostnad\t-9 334\t-9 957\t623\t-15 100\t-15 373\n"
      "Medlemsavgifter\t10 281\t11 157\t-876\t16 500\t16 539\n"
      "Resultat\t947\t1 200\t-253\t1 400\t1 166\n");
  ASSERT_THAT(extraction.statements, SizeIs(1));
  const Statement& statement = extraction.statements[0];
  EXPECT_EQ(statement.kind, StatementKind::kOperatingAccount);
  EXPECT_EQ(statement.scale, 1000);
  std::vector<ColumnRole> roles;
  for (const StatementColumn& column : statement.columns) roles.push_back(column.role);
  EXPECT_THAT(roles, ElementsAre(ColumnRole::kActual, ColumnRole::kBudget, ColumnRole::kVariance,
                                 ColumnRole::kForecast, ColumnRole::kActual));
  EXPECT_EQ(day(statement.columns[0].period_end), "2021-8-31");
  EXPECT_EQ(day(statement.columns[3].period_end), "2021-12-31");
  EXPECT_EQ(day(statement.columns[4].period_start), "2020-1-1");
}

TEST(StatementColumns, InfersAnUnstatedUnitFromFiguresItRepeats) {
  const Extraction extraction = extract(
      std::string(kInterim) +
      "\nFlerårsöversikt\n\n\t2021-08-31\t2020-08-31\nVerksamhetens intäkter\t1 201\t1 100\n"
      "Verksamhetens kostnader\t-900\t-1 000\n");
  const Statement* overview = find(extraction, StatementKind::kOverview);
  ASSERT_NE(overview, nullptr);
  EXPECT_EQ(overview->scale, 1000);
  EXPECT_TRUE(overview->scale_inferred);
}

TEST(StatementColumns, TakesALongRowOfPeriodsForAnOverview) {
  const Extraction extraction = extract(
      "Resultaträkning\n\nMkr\tjul-sep 2024\tapr-jun 2024\tjan-mar 2024\tokt-dec 2023\tjul-sep "
      "2023\nNettoomsättning\t510\t500\t490\t480\t470\nRörelseresultat\t51\t50\t49\t48\t47\n"
      "Resultat före skatt\t41\t40\t39\t38\t37\nPeriodens resultat\t31\t30\t29\t28\t27\n");
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].kind, StatementKind::kOverview);
}

TEST(StatementColumns, CoversTheYearSoFarWhereTheReportIsNamedByItsQuarter) {
  const auto report = [](const std::string& long_head) {
    return extract(
        "Kvartalsrapport juli – september 2024\n\nResultaträkning\n\nMkr\tjul-sep 2024\t" +
        long_head +
        "\nNettoomsättning\t510\t1 500\nRörelseresultat\t51\t150\n"
        "Resultat före skatt\t41\t140\nPeriodens resultat\t31\t130\n");
  };
  const Extraction so_far = report("jan-sep 2024");
  EXPECT_EQ(day(so_far.period_start), "2024-1-1");
  EXPECT_EQ(day(so_far.period_end), "2024-9-30");
  EXPECT_EQ(day(report("okt 2023-sep 2024").period_start), "2024-7-1") << "twelve rolling months";
}

TEST(StatementColumns, ReadsTheUnitThatARowNamesItself) {
  const Extraction extraction =
      extract(std::string(kInterim) +
              "\nFlerårsöversikt\n\n\t2021-08-31\t2020-08-31\nNettoomsättning, tkr\t1 201\t1 100\n"
              "Likvida medel, kr\t700 200\t600 200\nSoliditet, %\t75\t60\n");
  const Statement* overview = find(extraction, StatementKind::kOverview);
  ASSERT_NE(overview, nullptr);
  EXPECT_EQ(overview->rows[0].cells[0].amount->stated_scale, 1000);
  EXPECT_EQ(overview->rows[1].cells[0].amount->stated_scale, 1);
  EXPECT_EQ(overview->rows[2].cells[0].amount->stated_scale, 0);
}

TEST(StatementColumns, TakesTheUnitOfTheReportWhereATableStatesNone) {
  const Extraction extraction = extract(
      "Delårsrapport 2023\n\nAlla belopp anges i tkr om inget annat anges\n\f"
      "Resultaträkning\n\n\t2023\t2022\nNettoomsättning\t1 200\t1 100\n"
      "Rörelseresultat\t300\t200\nResultat före skatt\t290\t190\nÅrets resultat\t230\t150\n");
  const Statement* income = find(extraction, StatementKind::kIncomeStatement);
  ASSERT_NE(income, nullptr);
  EXPECT_EQ(income->scale, 1000);
}

constexpr const char* kUnstated =
    "Resultaträkning\n\n\t2023\t2022\nNettoomsättning\t1 201 300\t1 100 400\n"
    "Rörelseresultat\t312 700\t200 900\nResultat före skatt\t290 400\t190 100\n"
    "Årets resultat\t230 600\t150 200\n";

TEST(StatementColumns, TakesTheUnitInWhichTheStatementRepeatsFiguresOfKnownUnit) {
  const Extraction extraction =
      extract(std::string("Årsredovisning 2023\n\n") + kUnstated +
              "\fFlerårsöversikt\n\nBelopp i tkr\t2023\t2022\nOmsättning\t1 201\t1 100\n"
              "Resultat efter avskrivningar\t313\t201\nResultat\t231\t150\n");
  const Statement* income = find(extraction, StatementKind::kIncomeStatement);
  ASSERT_NE(income, nullptr);
  EXPECT_EQ(income->scale, 1) << "not the tkr of the overview";
  EXPECT_TRUE(income->scale_inferred);
}

TEST(StatementColumns, TakesTheUnitThatASentenceNamesWithOneOfTheFigures) {
  const Extraction extraction =
      extract(std::string("Årsredovisning 2023\n\nÅret slutade med ett resultat på 230 600 kr, "
                          "vilket är mer än året innan.\n\n") +
              kUnstated);
  const Statement* income = find(extraction, StatementKind::kIncomeStatement);
  ASSERT_NE(income, nullptr);
  EXPECT_EQ(income->scale, 1);
}

TEST(StatementColumns, TakesAmountsThatLookLikeYearsForAmountsAmongRows) {
  const Extraction extraction = extract(
      "Not 4. Kostnader\n"
      "Belopp i kr            2023       2022\n"
      "Porto                   310        290\n"
      "Hyra                   2000       2000\n"
      "Resor                  2011       2010\n"
      "El                     1420       1987\n"
      "Summa                  5741       6287\n");
  const Statement* note = find(extraction, StatementKind::kNote);
  ASSERT_NE(note, nullptr);
  ASSERT_THAT(note->rows, SizeIs(5));
  EXPECT_THAT(values(note->rows[1]), ElementsAre("1:2000", "2:2000"));
  EXPECT_THAT(values(note->rows[2]), ElementsAre("1:2011", "2:2010"));
}

TEST(StatementColumns, TakesYearsAboveASecondPartOfATableForHeads) {
  const Extraction extraction = extract(
      "Balansräkning\nBelopp i kr\t2023\t2022\nTillgångar\nKassa\t100\t90\nSumma "
      "tillgångar\t100\t90\n"
      "Skulder och eget kapital\t2023\t2022\nEget kapital\t60\t50\nSkulder\t40\t40\n"
      "Summa skulder och eget kapital\t100\t90\n");
  const Statement* balance = find(extraction, StatementKind::kBalanceSheet);
  ASSERT_NE(balance, nullptr);
  EXPECT_EQ(row(*balance, "Skulder och eget kapital") != nullptr &&
                !row(*balance, "Skulder och eget kapital")->cells.empty(),
            false);
}

TEST(StatementColumns, ReadsHeadsOverThreeLinesWhoseDatesAreBroken) {
  const Extraction extraction = extract(
      "Resultaträkning\n\n"
      "                               Utfall      Utfall      Budget\n"
      "                             2024-08-    2023-08-    2024-08-    Prognos\n"
      "Belopp i tkr           Not         31          31          31       2024\n"
      "Verksamhetens intäkter   1     51 204      49 877      50 100     98 765\n"
      "Verksamhetens kostnader  2   -203 411    -198 760    -204 000   -391 022\n"
      "Verksamhetens nettokostnad   -152 207    -148 883    -153 900   -292 257\n");
  const Statement* income = find(extraction, StatementKind::kIncomeStatement);
  ASSERT_NE(income, nullptr);
  EXPECT_EQ(income->scale, 1000);
  EXPECT_THAT(income->rows, SizeIs(3));
  ASSERT_THAT(income->columns, SizeIs(4));
  EXPECT_EQ(day(income->columns[0].period_end), "2024-8-31");
  EXPECT_EQ(day(income->columns[1].period_end), "2023-8-31");
  EXPECT_EQ(income->columns[2].role, ColumnRole::kBudget);
  EXPECT_EQ(income->columns[3].role, ColumnRole::kForecast);
}

TEST(StatementColumns, YearsDownTheSideAreTheLabelsOfTheirRows) {
  const Extraction extraction = extract(
      "Fem år i sammandrag\n\n"
      "År        Intäkter    Kostnader    Resultat\n"
      "2021        51 311      -43 907       7 404\n"
      "2022        51 622      -44 814       6 808\n"
      "2023        51 933      -45 721       6 212\n");
  ASSERT_THAT(extraction.statements, SizeIs(1));
  const Statement& overview = extraction.statements[0];
  EXPECT_EQ(overview.kind, StatementKind::kOverview);
  ASSERT_THAT(overview.columns, SizeIs(3));
  EXPECT_EQ(overview.columns[0].header, "Intäkter");
  ASSERT_NE(row(overview, "2022"), nullptr);
  EXPECT_THAT(values(*row(overview, "2022")), ElementsAre("1:51622", "2:-44814", "3:6808"));
}

TEST(StatementColumns, AReportNamedByItsLastMonthCoversTheYearSoFar) {
  const Extraction extraction = extract(
      "Ekeby kommun\nDelårsrapport augusti 2024\n\nResultaträkning\n"
      "Belopp i tkr\t2024-08-31\t2023-08-31\n"
      "Verksamhetens intäkter\t51 204\t49 877\n"
      "Verksamhetens kostnader\t-203 411\t-198 760\n"
      "Verksamhetens nettokostnad\t-152 207\t-148 883\n");
  const Statement* income = find(extraction, StatementKind::kIncomeStatement);
  ASSERT_NE(income, nullptr);
  EXPECT_THAT(periods(*income), ElementsAre("2024-1-1..2024-8-31", "2023-1-1..2023-8-31 prior"));
  EXPECT_EQ(day(extraction.period_start), "2024-1-1");
}

// "2023-08" over every column says how far they reach.
TEST(StatementColumns, ColumnsNamedByOneMonthReachBackToTheBeginningOfTheYear) {
  const std::string rows =
      "Verksamhetens intäkter\t215,3\t209,6\nVerksamhetens kostnader\t-491,4\t-557,9\n"
      "Avskrivningar\t-64,3\t-68,8\nVerksamhetens nettokostnader\t-340,4\t-417,1\n";
  const Extraction so_far = extract(
      "Delårsbokslut 31 augusti 2023\n\nResultaträkning, mkr\n\n\t2023-08\t2022-08\n" + rows);
  ASSERT_THAT(so_far.statements, SizeIs(1));
  EXPECT_THAT(periods(so_far.statements[0]),
              ElementsAre("2023-1-1..2023-8-31", "2022-1-1..2022-8-31 prior"));
  EXPECT_EQ(day(so_far.period_start), "2023-1-1");
  const Extraction beside = extract(
      "Delårsrapport januari–augusti 2023\n\nResultaträkning, mkr\n\n\taugusti 2023\t"
      "jan-aug 2023\n" +
      rows);
  ASSERT_THAT(beside.statements, SizeIs(1));
  EXPECT_EQ(day(beside.statements[0].columns[0].period_start), "2023-8-1")
      << "a month of its own beside the year so far";
}

TEST(StatementColumns, AReportNamedByItsLastDayCoversTheYearSoFar) {
  const std::string rows =
      "\n\nBudgetuppföljning, tkr\n\tAck utfall\tAck budget\tDiff\nKansli\t100\t110\t10\n"
      "Skola\t200\t190\t-10\nSumma\t300\t300\t0\n";
  const Extraction so_far = extract("Ekeby kommun\nUppföljningsrapport per 31 juli 2019" + rows);
  EXPECT_EQ(day(so_far.period_start), "2019-1-1");
  EXPECT_EQ(day(so_far.period_end), "2019-7-31");
  const Extraction printed = extract("Ekeby kommun\nDelårsrapport 16 augusti 2019" + rows);
  EXPECT_NE(day(printed.period_end), "2019-8-16") << "the day it was printed";
}

TEST(StatementColumns, ReadsAWholeDateBesideOneThatIsBroken) {
  PageBuilder page;
  page.left(60, 80, "Balansräkning").left(60, 98, "Belopp i tkr").right(531, 112, "86-12-");
  page.left(400, 123, "Not").right(480, 123, "87-12-31").right(531, 123, "31");
  double y = 150;
  for (const char* label : {"Kassa, bank och postgiro", "Fordringar", "Summa tillgångar"}) {
    page.left(60, y, label)
        .left(408, y, y < 160 ? "4" : "")
        .right(480, y, "8 248")
        .right(531, y, "4 338");
    y += 14;
  }
  const Extraction extraction =
      build_statements(page.document(), find_tables(page.document(), &book()), book());
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_EQ(extraction.statements[0].rows.size(), 3U);
  EXPECT_EQ(day(extraction.statements[0].columns[0].period_end), "1987-12-31");
  EXPECT_EQ(day(extraction.statements[0].columns[1].period_end), "1986-12-31");
}

// What stands below a title is said of the table that follows.
TEST(StatementColumns, AUnitUnderATitleBelowTheTableIsNotTheTables) {
  PageBuilder page;
  page.left(60, 60, "3. Resultaträkning").left(60, 72, "Belopp i kr");
  page.right(430, 84, "2021").right(530, 84, "2020");
  page.left(60, 98, "Intäkter").right(430, 98, "10 280 900").right(530, 98, "9 223 100");
  page.left(60, 112, "Årets resultat").right(430, 112, "946 470").right(530, 112, "705 645");
  page.left(60, 160, "4. Kassaflödesanalys").right(430, 180, "2021").right(530, 180, "2020");
  page.left(60, 194, "Årets resultat").right(430, 194, "946 470").right(530, 194, "705 645");
  page.left(60, 208, "Årets kassaflöde").right(430, 208, "946 470").right(530, 208, "705 645");
  page.left(60, 250, "5. Driftredovisning").left(60, 264, "(tkr)");
  page.right(430, 278, "2021").right(530, 278, "2020");
  page.left(60, 292, "Nettokostnad").right(430, 292, "9 334").right(530, 292, "15 373");
  page.left(60, 306, "Resultat").right(430, 306, "947").right(530, 306, "1 165");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_EQ(extraction.statements.size(), 3U);
  EXPECT_EQ(extraction.statements[1].scale, 1);
  EXPECT_EQ(extraction.statements[2].scale, 1000);
}

// Right under the last row it is.
TEST(StatementColumns, AUnitRightUnderTheTableIsTheTables) {
  PageBuilder page;
  page.left(60, 60, "4. Kassaflödesanalys").right(430, 80, "2021").right(530, 80, "2020");
  page.left(60, 94, "Årets resultat").right(430, 94, "946 470").right(530, 94, "705 645");
  page.left(60, 108, "Årets kassaflöde").right(430, 108, "946 470").right(530, 108, "705 645");
  page.left(60, 122, "Belopp i tkr");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_EQ(extraction.statements.size(), 1U);
  EXPECT_EQ(extraction.statements[0].scale, 1000);
}

// "… by 6 mkr and the wages by 15" / "mkr." counts nothing but what its sentence says.
TEST(StatementColumns, TheLastWordOfAParagraphIsNoUnitOfTheTables) {
  for (const char* above : {"En förändring av räntan påverkar resultatet och en löneökning med 15",
                            "En löneökning med 1 procent med 9"}) {  // in a narrow column
    PageBuilder page;
    page.left(60, 40, above).left(60, 52, "mkr.");
    page.left(60, 90, "Resultaträkning").right(430, 110, "2021").right(530, 110, "2020");
    page.left(60, 124, "Intäkter").right(430, 124, "10 280 900").right(530, 124, "9 223 100");
    page.left(60, 138, "Årets resultat").right(430, 138, "946 470").right(530, 138, "705 645");
    const Document document = page.document();
    const Extraction extraction =
        build_statements(document, find_tables(document, &book()), book());
    ASSERT_EQ(extraction.statements.size(), 1U) << above;
    EXPECT_FALSE(extraction.statements[0].scale.has_value()) << above;
  }
}

// "kr" alone is a weak word, and it stands alone at the end of the title's line.
TEST(StatementColumns, TheUnitAtTheEndOfATitlesLineIsTheTables) {
  PageBuilder page;
  page.left(60, 70, "Flerårsöversikt").right(530, 70, "tkr");
  page.right(430, 84, "2021").right(530, 84, "2020");
  page.left(60, 98, "Intäkter").right(430, 98, "10 281").right(530, 98, "9 223");
  page.left(60, 112, "Årets resultat").right(430, 112, "946").right(530, 112, "706");
  page.left(60, 190, "Resultaträkning").right(530, 190, "Kr");
  page.right(430, 210, "2021").right(530, 210, "2020");
  page.left(60, 224, "Intäkter").right(430, 224, "10 280 900").right(530, 224, "9 223 100");
  page.left(60, 238, "Årets resultat").right(430, 238, "946 470").right(530, 238, "705 645");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_EQ(extraction.statements.size(), 2U);
  EXPECT_EQ(extraction.statements[1].scale, 1);
  EXPECT_FALSE(extraction.statements[1].scale_inferred);
}

TEST(StatementColumns, AUnitBehindADateIsTheColumns) {
  const Extraction extraction = extract(
      "Balansräkning\n\n"
      "\t2023-12-31 MSEK\t2022-12-31 MSEK\n"
      "Kassa och bank\t700\t600\n"
      "Summa tillgångar\t1 200\t1 000\n");
  const Statement* balance = find(extraction, StatementKind::kBalanceSheet);
  ASSERT_NE(balance, nullptr);
  EXPECT_EQ(balance->scale, 1'000'000);
  EXPECT_EQ(day(balance->columns[0].period_end), "2023-12-31");
}

TEST(StatementColumns, NumbersBeforeTheLabelsOfAMainStatementAreReferences) {
  PageBuilder page;
  page.left(90, 60, "Balansräkning").right(430, 84, "2023-12-31").right(530, 84, "2022-12-31");
  page.left(60, 84, "Not").left(90, 84, "Belopp i kr");
  page.left(62, 100, "3")
      .left(90, 100, "Kundfordringar")
      .right(430, 100, "500 100")
      .right(530, 100, "400 100");
  page.left(62, 116, "4")
      .left(90, 116, "Kassa och bank")
      .right(430, 116, "700 200")
      .right(530, 116, "600 200");
  page.left(90, 132, "Summa tillgångar").right(430, 132, "1 200 300").right(530, 132, "1 000 300");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  const Statement* balance = find(extraction, StatementKind::kBalanceSheet);
  ASSERT_NE(balance, nullptr);
  const StatementRow* customers = row(*balance, "Kundfordringar");
  ASSERT_NE(customers, nullptr);
  EXPECT_EQ(customers->note, "3");
  EXPECT_EQ(customers->code, "");
}

TEST(StatementColumns, AUnitUnderALongTitleIsTheTables) {
  PageBuilder page;
  page.size(12).left(60, 40, "Resultaträkning för perioden januari till augusti 2021 i koncernen");
  page.size(10).left(60, 56, "Belopp i tkr");
  page.right(430, 84, "2021").right(530, 84, "2020");
  page.left(60, 98, "Intäkter").right(430, 98, "10 280").right(530, 98, "9 223");
  page.left(60, 112, "Årets resultat").right(430, 112, "946").right(530, 112, "705");
  const Document document = page.document();
  const Extraction extraction = build_statements(document, find_tables(document, &book()), book());
  ASSERT_EQ(extraction.statements.size(), 1U);
  EXPECT_EQ(extraction.statements[0].scale, 1000);
}

}  // namespace
}  // namespace siffra::extract
