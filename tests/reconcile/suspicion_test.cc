// Which cell of a finding is to be looked at first.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using extract::CellAddress;
using rules::StatementKind;
using testing::ReportBuilder;

CellAddress first_suspect(const ReportBuilder& report) {
  const Audit audit = report.audited();
  EXPECT_FALSE(audit.findings.empty());
  return audit.findings.empty() ? CellAddress{} : audit.findings.front().cells.front();
}

TEST(Suspicion, FallsOnTheFigureThatAOneDigitSlipWouldMend) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 2. Kostnader", {"2023", "2022"})
      .row("Hyra", {"41 375", "40 112"})
      .row("Löner", {"380 409", "311 950"})
      .row("Summa", {"371 784", "352 062"});
  // 50 000 too little: only 380 409, read 330 409, is a look-alike digit away.
  EXPECT_EQ(first_suspect(report), (CellAddress{0, 1, 0}));
}

TEST(Suspicion, SparesAFigureThatOtherSumsHold) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Fordringar", {"61 890", "46 794"}, "3")
      .row("Kassa", {"139 828", "133 344"})
      .row("Summa tillgångar", {"201 718", "180 138"});
  report.statement(StatementKind::kNote, "Not 3. Fordringar", {"2023", "2022"})
      .note("3")
      .row("Kundfordringar", {"41 890", "26 794"})
      .row("Moms", {"20 000", "20 000"})
      .row("Summa", {"67 890", "46 794"});
  // The balance sheet holds with its receivables; the note's sum does not hold with the total.
  EXPECT_EQ(first_suspect(report), (CellAddress{1, 2, 0}));
}

TEST(Suspicion, FallsOnATotalThatLeavesOneRowOut) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 2. Kostnader", {"2023", "2022"})
      .row("Hyra", {"41 375", "40 112"})
      .row("Material", {"12 904", "14 233"})
      .row("Löner", {"330 409", "311 950"})
      .row("Summa", {"371 784", "366 295"});
  EXPECT_EQ(first_suspect(report), (CellAddress{0, 3, 0})) << "not the row that was left out";
}

// Either of the rows may be 600 too little; beside last year's figures only one is likely to be.
TEST(Suspicion, FallsOnTheFigureThatIsUnlikeTheOtherYear) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 2. Kostnader", {"2023", "2022"})
      .row("Porto", {"245", "250"})
      .row("Resor", {"251", "840"})
      .row("Tele", {"243", "238"})
      .row("Summa", {"1 339", "1 328"});
  EXPECT_EQ(first_suspect(report), (CellAddress{0, 1, 0}));
}

TEST(Hypotheses, TakeALostLastDigitForASlip) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 2. Kostnader", {"2023", "2022"})
      .row("Hyra", {"41 375", "40 112"})
      .row("Löner", {"38 040", "311 950"})
      .row("Summa", {"421 784", "352 062"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  ASSERT_TRUE(audit.findings.front().hypothesis);
  EXPECT_EQ(audit.findings.front().hypothesis->cell, (CellAddress{0, 1, 0}));
  EXPECT_EQ(audit.findings.front().hypothesis->value, "380409");
}

}  // namespace
}  // namespace siffra::reconcile
