// What can be told of a table from which a row is gone: no column proves the sum any more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using extract::CellAddress;
using rules::Severity;
using rules::StatementKind;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ReportBuilder;

TEST(MissingRows, AreOneFindingWhereALargerTotalBearsTheSubtotalOut) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 4. Maskiner", {"2023", "2022"})
      .row("Anskaffningsvärde", {"2 442 995", "2 336 353"})
      .row("Inköp", {"95 558", "106 642"})
      .row("Summa anskaffningsvärden", {"2 538 553", "2 442 995"})
      .row("Ackumulerade avskrivningar", {"-1 421 635", "-1 282 254"})
      .row("Utrangeringar", {"61 989", "71 267"})
      .row("Summa avskrivningar", {"-1 579 540", "-1 421 635"})
      .row("Summa redovisat värde", {"959 013", "1 021 360"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  const Finding& finding = audit.findings.front();
  EXPECT_EQ(finding.severity, Severity::kError);
  EXPECT_EQ(finding.checks.size(), 2U);
  EXPECT_THAT(finding.cells, Contains(CellAddress{0, 5, 0}));
  EXPECT_THAT(finding.cells, Contains(CellAddress{0, 5, 1}));
  EXPECT_THAT(finding.explanation_sv, HasSubstr("saknas en rad"));
}

TEST(MissingRows, AreToldOfASumThatFallsShortAlikeInAllColumns) {
  ReportBuilder report;
  report.statement(StatementKind::kOperatingAccount, "Driftredovisning", {"2023", "2022"})
      .row("Tandvård", {"516", "487"})
      .row("Trafik", {"1 627", "1 569"})
      .row("Kultur", {"491", "464"})
      .row("Summa", {"13 537", "13 064"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().severity, Severity::kWarning);
}

// The variances are so small that they add up by rounding: that says nothing of the others.
TEST(MissingRows, AreToldThoughTheVariancesAgree) {
  ReportBuilder report;
  report.statement(StatementKind::kOperatingAccount, "Investeringar", {"2023", "2022", "Avvikelse"})
      .row("Utrustning", {"227", "225", "-2"})
      .row("It", {"126", "123", "-3"})
      .row("Fordon", {"95", "100", "5"})
      .row("Summa", {"1 058", "1 060", "1"})
      .role(2, rules::ColumnRole::kVariance);
  const Audit audit = report.audited();
  EXPECT_EQ(audit.findings.size(), 1U);
}

// The total leaves out its first row in 2023, to within roundings, and the other year is wrong,
// too: no column proves of which rows it is.
TEST(MissingRows, OfATotalThatLeavesOneOutButForRoundings) {
  ReportBuilder report;
  report.statement(StatementKind::kOperatingAccount, "Driftredovisning", {"2023", "2022"})
      .row("Sjukvård", {"10 965", "10 481"})
      .row("Tandvård", {"511", "488"})
      .row("Trafik", {"1 628", "1 681"})
      .row("Kultur", {"497", "461"})
      .row("Styrelsen", {"4 605", "4 372"})
      .row("Summa", {"7 243", "17 381"});
  const Audit audit = report.audited();
  std::vector<CellAddress> told;
  for (const Finding& finding : audit.findings) {
    told.insert(told.end(), finding.cells.begin(), finding.cells.end());
  }
  EXPECT_THAT(told, Contains(CellAddress{0, 5, 0}));
}

// The total leaves out the last row in one year, and in the other a figure is wrong: with the row
// it is off by little, without it by all of the row.
TEST(MissingRows, OfATotalThatLeavesOneOutInOneYearOnly) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 3. Fordringar", {"2023", "2022"})
      .row("Kundfordringar", {"61 890", "46 794"})
      .row("Skattekonto", {"39 828", "33 344"})
      .row("Moms", {"26 787", "22 811"})
      .row("Upplupna intäkter", {"219 068", "183 511"})
      .row("Summa", {"128 505", "286 560"});
  const Audit audit = report.audited();
  std::vector<CellAddress> told;
  for (const Finding& finding : audit.findings) {
    told.insert(told.end(), finding.cells.begin(), finding.cells.end());
  }
  EXPECT_THAT(told, Contains(CellAddress{0, 4, 0}));
  EXPECT_THAT(told, Contains(CellAddress{0, 3, 1}));
}

TEST(MissingRows, AreNotSeenInAnOverviewWhereNothingAddsUp) {
  ReportBuilder report;
  report.statement(StatementKind::kOverview, "Översikt", {"2023", "2022"})
      .row("Intäkter", {"162 560", "156 954"})
      .row("Kostnader", {"743 343", "721 010"})
      .row("Skatter", {"231 724", "210 252"})
      .row("Summa tillgångar", {"1 498 654", "1 450 650"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

// The state pays what all members pay together: that is no sum within the note.
TEST(MissingRows, AreToldOfAPlainSumThoughItemsAddUpToOneAnother) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Bidrag", {"2023", "2022"})
      .row("Kommunen", {"612 067", "614 667"})
      .row("Grannkommunen", {"137 268", "139 333"})
      .row("Regionen", {"749 335", "754 000"})
      .row("Summa", {"2 997 338", "3 016 000"});
  const Audit audit = report.audited();
  ASSERT_FALSE(audit.findings.empty());
  EXPECT_THAT(audit.findings.front().cells, Contains(CellAddress{0, 3, 0}));
}

TEST(MissingRows, AreKnownByTheStatementThatRepeatsTheTotal) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Extraordinära kostnader", {"-258", "-251"}, "3");
  report.statement(StatementKind::kNote, "Not 3. Extraordinära kostnader", {"2023", "2022"})
      .note("3")
      .row("Skadestånd", {"-98", "-98"})
      .row("Nedskrivning", {"-161", "-150"})
      .row("Extraordinära kostnader", {"-258", "-251"});
  const Audit audit = report.audited();
  ASSERT_FALSE(audit.findings.empty());
  EXPECT_THAT(audit.findings.front().cells, Contains(CellAddress{1, 2, 1}));
}

// Without the last row the sum of the first year is right by chance; in the second the row itself
// may be what is wrong.
TEST(MissingRows, AreSuspectsWhereTheyStandAmongTheParts) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 3. Fordringar", {"2023", "2022"})
      .row("Kundfordringar", {"66 748", "314 247"})
      .row("Skattekonto", {"68 022", "12 937"})
      .row("Förutbetalda kostnader", {"21 394", "76 761"})
      .row("Upplupna intäkter", {"221 829", "221 829"})
      .row("Summa", {"156 164", "508 695"});
  std::vector<CellAddress> told;
  const Audit audit = report.audited();
  for (const Finding& finding : audit.findings)
    told.insert(told.end(), finding.cells.begin(), finding.cells.end());
  EXPECT_THAT(told, Contains(CellAddress{0, 3, 1}));
}

// Costs are printed positive and their variances as effects on the result, under a head that says
// nothing of it.
TEST(Variances, AreKnownByTheirFigures) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "Budget", "?"})
      .row("Överskott", {"519 214", "349 705", "169 509"})
      .row("Tillkommer", {"285 330", "265 102", "20 228"})
      .row("Avgår", {"431 876", "428 316", "-3 560"})
      .row("Kvar", {"372 668", "186 491", "186 177"});
  const Audit audit = report.audited();
  for (const Check& check : audit.checks) {
    if (check.rule != "sum.inferred") continue;
    EXPECT_NE(check.verdict, Verdict::kDiscrepancy);
  }
  EXPECT_GE(audit.checks.size(), 3U);
}

}  // namespace
}  // namespace siffra::reconcile
