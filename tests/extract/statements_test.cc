// From text to statements with the packs that come with the program: what an auditor relies on when
// a figure is said to stand in a row, a column and a year.
#include "extract/statements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extract/page_builder.h"
#include "tests/extract/text_extraction.h"

namespace siffra::extract {
namespace {

using rules::RowKind;
using rules::StatementKind;
using ::testing::ElementsAre;
using ::testing::SizeIs;

using testing::extract;
using testing::find;
using testing::kInterim;
using testing::periods;
using testing::row;
using testing::values;

TEST(BuildStatements, ReadsPeriodsFromHeadsOverTwoLines) {
  const Extraction extraction = extract(kInterim);
  EXPECT_THAT(periods(*find(extraction, StatementKind::kIncomeStatement)),
              ElementsAre("2021-1-1..2021-8-31", "2020-1-1..2020-8-31 prior"));
  EXPECT_THAT(periods(*find(extraction, StatementKind::kBalanceSheet)),
              ElementsAre("-..2021-8-31", "-..2020-12-31 prior"));
}

TEST(BuildStatements, RefusesAnOrganisationNumberWithAWrongCheckDigit) {
  const Extraction extraction = extract("Föreningen Exempel\nOrg.nr 222000-9994\n");
  EXPECT_EQ(extraction.entity.org_number, "");
}

TEST(BuildStatements, SplitsAccountNumbersOffButNotYears) {
  const Extraction extraction = extract(
      std::string(kInterim) +
      "\nNot 4. Eget kapital\n\n\t2021-08-31\t2020-12-31\n2020 års resultat\t100 300\t90 000\n"
      "Ingående kapital\t500 000\t410 000\nSumma\t600 300\t500 000\n");
  const Statement* coded = nullptr;
  const Statement* years = nullptr;
  for (const Statement& statement : extraction.statements) {
    if (statement.note == "3") coded = &statement;
    if (statement.note == "4") years = &statement;
  }
  ASSERT_TRUE(coded && years);
  EXPECT_EQ(coded->rows[0].code, "1511");
  EXPECT_EQ(coded->rows[0].label, "Kundfordringar");
  EXPECT_EQ(years->rows[0].code, "");
  EXPECT_EQ(years->rows[0].label, "2020 års resultat");
}

TEST(BuildStatements, MarksSharesAndCountsAmongMoney) {
  const Extraction extraction = extract(
      "Översikt över verksamhetens utveckling (tkr)\n\n\t2021\t2020\t2019\n"
      "Verksamhetens intäkter\t4 512\t4 543\t4 859\nÅrets resultat\t-59\t-52\t350\n"
      "Soliditet\t93%\t92 %\t66%\nAntal anställda\t1\t1\t2\n");
  const Statement* overview = find(extraction, StatementKind::kOverview);
  ASSERT_NE(overview, nullptr);
  EXPECT_EQ(row(*overview, "Verksamhetens intäkter")->cells[0].unit, rules::Unit::kMoney);
  EXPECT_EQ(row(*overview, "Soliditet")->cells[1].unit, rules::Unit::kPercent);
  EXPECT_EQ(row(*overview, "Antal anställda")->cells[0].unit, rules::Unit::kCount);
}

TEST(BuildStatements, TakesYearsWithKeyRatiosForAnOverviewWithoutATitle) {
  const Extraction extraction = extract(
      "\t2021\t2020\t2019\nAvgifter\t4 512\t4 543\t4 859\nÅrets resultat\t-59\t-52\t350\n"
      "Soliditet\t93%\t92 %\t66%\n");
  EXPECT_NE(find(extraction, StatementKind::kOverview), nullptr);
}

TEST(BuildStatements, ReadsTheUnitOfALongSentenceAboveTheTable) {
  const Extraction extraction = extract(
      "Flerårsöversikt\n\nBeloppen i översikten nedan är angivna i tusental kronor om inte annat "
      "särskilt anges.\n\n\t2021\t2020\t2019\nAvgifter\t4 512\t4 543\t4 859\nÅrets "
      "resultat\t-59\t-52\t350\n");
  const Statement* overview = find(extraction, StatementKind::kOverview);
  ASSERT_NE(overview, nullptr);
  EXPECT_EQ(overview->scale, 1000);
}

TEST(BuildStatements, MakesOneBalanceSheetOfItsTwoPages) {
  const Extraction extraction = extract(
      "Balansräkning\n\nBelopp i tkr\t2023-12-31\t2022-12-31\nTillgångar\nMateriella "
      "anläggningstillgångar\t5 100\t5 200\nKassa och bank\t900\t700\nSumma tillgångar\t6 000\t5 "
      "900\n"
      "\f"
      "Balansräkning\n\nBelopp i tkr\t2023-12-31\t2022-12-31\nEget kapital och skulder\nEget "
      "kapital\t4 000\t3 900\nKortfristiga skulder\t2 000\t2 000\nSumma eget kapital och "
      "skulder\t6 000\t5 900\n");
  ASSERT_THAT(extraction.statements, SizeIs(1));
  const Statement& balance = extraction.statements[0];
  EXPECT_EQ(balance.kind, StatementKind::kBalanceSheet);
  EXPECT_THAT(balance.pages, ElementsAre(1, 2));
  EXPECT_NE(row(balance, "Summa tillgångar"), nullptr);
  EXPECT_NE(row(balance, "Summa eget kapital och skulder"), nullptr);
}

TEST(BuildStatements, LeavesTablesOfOtherThingsUnnamed) {
  const Extraction extraction = extract(
      "Insatser under året\n\nInsats\tKvinnor\tMän\tTotalt\nVägen in\t13\t15\t28\n"
      "Hälsosteget\t57\t24\t81\nVerkstan\t5\t19\t24\n");
  for (const Statement& statement : extraction.statements) {
    EXPECT_EQ(statement.kind, StatementKind::kOther);
  }
}

TEST(BuildStatements, ReadsACommaThousandAmongSpacedOnes) {
  const Extraction extraction = extract(
      "Resultaträkning\n\nBelopp i tkr\t2023\t2022\nNettoomsättning\t1,135\t1 109\n"
      "Övriga rörelseintäkter\t1 230\t1 340\nSumma intäkter\t2 365\t2 449\n"
      "Rörelsens kostnader\t-1 035\t-1 009\nÅrets resultat\t1 330\t1 440\n");
  const Statement* income = find(extraction, StatementKind::kIncomeStatement);
  ASSERT_NE(income, nullptr);
  EXPECT_THAT(values(*row(*income, "Nettoomsättning")), ElementsAre("1:1135", "2:1109"));
}

// One figure with a stroke read as a digit does not make decimals of all thousands.
TEST(BuildStatements, ReadsPointsThatPartThousandsBesideAnOddFigure) {
  const Extraction extraction = extract(
      "Balansräkning\n\nMkr\t2023\t2022\nKassa och bank\t5.834\t5.637\n"
      "Kortfristiga fordringar\t1.386\t1.276\nSumma tillgångar\t7.220\t6.9131\n"
      "Eget kapital\t7.220\t6.91\n");
  const Statement* balance = find(extraction, StatementKind::kBalanceSheet);
  ASSERT_NE(balance, nullptr);
  EXPECT_THAT(values(*row(*balance, "Kassa och bank")), ElementsAre("1:5834", "2:5637"));
}

TEST(BuildStatements, ReadsAPointAmongDecimalCommasAsOne) {
  const Extraction extraction = extract(
      "Resultaträkning\n\nMkr\t2023\t2022\nNettoomsättning\t62,4\t58,2\nKostnader\t-14,1\t-15,1\n"
      "Rörelseresultat\t48,3\t43.1\n");
  const Statement* income = find(extraction, StatementKind::kIncomeStatement);
  ASSERT_NE(income, nullptr);
  ASSERT_THAT(income->rows, SizeIs(3));
  ASSERT_THAT(income->rows[2].cells, SizeIs(2));
  EXPECT_EQ(income->rows[2].cells[1].amount->digits, 431);
  EXPECT_EQ(income->rows[2].note, "");
}

TEST(BuildStatements, TakesFiguresWithoutALabelForASubtotal) {
  const Extraction extraction = extract(
      "Not 3 Fordringar\n\n\t2023-12-31\t2022-12-31\nKundfordringar\t300\t250\n"
      "Upplupna intäkter\t200\t150\n\t500\t400\n");
  const Statement* note = find(extraction, StatementKind::kNote);
  ASSERT_NE(note, nullptr);
  ASSERT_THAT(note->rows, SizeIs(3));
  EXPECT_EQ(note->rows[2].kind, RowKind::kSum);
}

// Under the heading of its group a sum without words is what the group's sum would be; below
// another sum it may be anything, and beside the same sum in words it is no second one.
TEST(BuildStatements, KnowsASumWithoutALabelByTheHeadingOfItsGroup) {
  const Extraction extraction = extract(
      "Resultaträkning\n\n\t2023\t2022\nRörelsens intäkter\t\t\nÅrsavgifter och hyror\t826\t821\n"
      "Bränsleavgifter\t38\t38\n\t864\t859\nRörelsens kostnader\t\t\nDriftskostnader\t-325\t-528\n"
      "Avskrivningar\t-36\t-23\nSumma rörelsens kostnader\t-361\t-551\n\t503\t308\n"
      "Årets resultat\t503\t308\n");
  const Statement* income = find(extraction, StatementKind::kIncomeStatement);
  ASSERT_NE(income, nullptr);
  ASSERT_THAT(income->rows, SizeIs(10));
  EXPECT_EQ(income->rows[3].concept_id, "income.total_revenue");
  EXPECT_EQ(income->rows[3].label, "");
  EXPECT_EQ(income->rows[7].concept_id, "income.total_expenses");
  EXPECT_EQ(income->rows[8].concept_id, "");
}

TEST(BuildStatements, ReadsFiguresThatReferToAFootnote) {
  const Extraction extraction = extract(
      "Not 4. Kostnader\nBelopp i kr\t2023\t2022\nHyra\t12 000*\t2 000 *\nPorto\t310 *\t-290*\n"
      "Summa\t12 310\t1 710\n* avser nya lokaler\n");
  const Statement* note = find(extraction, StatementKind::kNote);
  ASSERT_NE(note, nullptr);
  ASSERT_THAT(note->rows, SizeIs(3));
  EXPECT_THAT(values(note->rows[0]), ElementsAre("1:12000", "2:2000"));
  EXPECT_THAT(values(note->rows[1]), ElementsAre("1:310", "2:-290"));
}

TEST(BuildStatements, DoesNotTakeAComparativeInParenthesesForNegative) {
  const Extraction extraction = extract(
      "Resultaträkning\n\nMkr\t2023\t2022\nNettoomsättning\t935\t(809)\n"
      "Rörelseresultat\t435\t(309)\nResultat före skatt\t400\t(250)\nÅrets resultat\t300\t(200)\n");
  const Statement* income = find(extraction, StatementKind::kIncomeStatement);
  ASSERT_NE(income, nullptr);
  EXPECT_THAT(values(*row(*income, "Årets resultat")), ElementsAre("1:300", "2:200"));
}

TEST(BuildStatements, TakesAVarianceInParenthesesForNegative) {
  const Extraction extraction = extract(
      "## Investeringsredovisning\n"
      "Mkr\tUtfall 2023\tBudget 2023\tAvvikelse\n"
      "Fastigheter\t645\t621\t(24)\nFordon\t89\t78\t(11)\nSumma\t734\t699\t(35)\n");
  ASSERT_THAT(extraction.statements, SizeIs(1));
  EXPECT_THAT(values(extraction.statements[0].rows[0]), ElementsAre("1:645", "2:621", "3:-24"));
}

TEST(BuildStatements, TellsSumsHeadingsAndItemsApart) {
  const Extraction extraction = extract(kInterim);
  const Statement& balance = *find(extraction, StatementKind::kBalanceSheet);
  ASSERT_TRUE(row(balance, "Tillgångar") && row(balance, "Summa tillgångar"));
  EXPECT_EQ(row(balance, "Tillgångar")->kind, RowKind::kHeading);
  EXPECT_EQ(row(balance, "Kundfordringar")->kind, RowKind::kItem);
  EXPECT_EQ(row(balance, "Summa tillgångar")->kind, RowKind::kSum);
  EXPECT_EQ(row(balance, "Summa tillgångar")->concept_id, "balance.assets");
}

}  // namespace
}  // namespace siffra::extract
