// Figures that one statement repeats from another: what an auditor is told where they differ, and
// what he is not bothered with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using rules::StatementKind;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ReportBuilder;

TEST(TiedFigures, AddsNothingUpToATotalThatAnOverviewRepeats) {
  ReportBuilder report;
  report.statement(StatementKind::kOverview, "Flera år", {"2023", "2022", "2021"})
      .row("Intäkter", {"4 148", "4 186", "4 093"})
      .row("Årets överskott", {"-449", "-368", "-610"})
      .row("Totalt kapital", {"3 109", "2 660", "2 707"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

TEST(TiedFigures, TellsASumOfAnOverviewThatHoldsInTheOtherYears) {
  ReportBuilder report;
  report.statement(StatementKind::kOverview, "Flera år", {"2023", "2022", "2021"})
      .row("Avgifter", {"4 148", "4 186", "4 093"})
      .row("Bidrag", {"1 449", "1 368", "1 610"})
      .row("Summa intäkter", {"5 579", "5 554", "5 703"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().difference, rules::Money(-1800));
}

TEST(TiedFigures, TellsASumOfAnOverviewThatLacksARowInAllYears) {
  ReportBuilder report;
  report.statement(StatementKind::kOverview, "Flera år", {"2023", "2022", "2021"})
      .row("Avgifter", {"4 148", "4 186", "4 093"})
      .row("Bidrag", {"1 449", "1 368", "1 610"})
      .row("Hyror", {"512", "498", "533"})
      .row("Summa", {"7 109", "7 042", "7 256"});
  EXPECT_FALSE(report.audited().findings.empty());
}

TEST(TiedFigures, TellsASumOfAnOverviewOfOneYear) {
  ReportBuilder report;
  report.statement(StatementKind::kOverview, "Året", {"2023"})
      .row("Avgifter", {"4 148"})
      .row("Bidrag", {"1 449"})
      .row("Summa", {"5 579"});
  EXPECT_FALSE(report.audited().findings.empty());
}

TEST(TiedFigures, SaysHowManyTimesOneFigureIsTheOther) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023"})
      .row("Årets resultat", {"-435 113"});
  report.statement(StatementKind::kOverview, "Flera år", {"2023"}).row("Årets resultat", {"-435"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_THAT(audit.findings.front().explanation_sv,
              HasSubstr("det ena är 1 000 gånger det andra"));
  EXPECT_THAT(audit.findings.front().explanation_en, HasSubstr("one is 1 000 times the other"));
}

// Cash with placements is what the body calls liquid funds, as its other year shows: that the year
// which differs comes nearer to cash alone says nothing.
TEST(TiedFigures, TellsADifferenceInTheFormTheOtherYearHoldsBy) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Kortfristiga placeringar", {"425 414", "631 208"})
      .row("Kassa och bank", {"2 024 861", "1 207 333"});
  report.statement(StatementKind::kCashFlowStatement, "Kassaflödesanalys", {"2023", "2022"})
      .row("Likvida medel vid årets slut", {"2 450 275", "1 398 450"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().difference, rules::Money(-44009100));
}

}  // namespace
}  // namespace siffra::reconcile
