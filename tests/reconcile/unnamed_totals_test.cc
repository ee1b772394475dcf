// Totals that no word calls so: roll-forwards, and costs that a result counts on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using rules::StatementKind;
using testing::ReportBuilder;

// What there was, what came and what there is, though no word says "Summa".
TEST(UnnamedTotals, TellsARollForwardThatFailsInOneOfTwoColumns) {
  ReportBuilder report;
  report.statement(StatementKind::kOther, "Eget kapital", {"2023", "2022"})
      .row("Ingående kapital", {"2 604", "2 504"})
      .row("Utfall", {"-2 200", "-59"})
      .row("Utgående kapital", {"404", "2 545"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_THAT(audit.findings.front().cells, ::testing::Contains(extract::CellAddress{0, 2, 1}));
}

// However far off: the other column shows what the rows are.
TEST(UnnamedTotals, TellsARollForwardThatIsFarOffInOneOfTwoColumns) {
  ReportBuilder report;
  report.statement(StatementKind::kOther, "Eget kapital", {"2023", "2022"})
      .row("Bidrag", {"4 505", "4 512"})
      .row("Ingående kapital", {"26 040", "2 604"})
      .row("Utfall", {"-2 200", "-59"})
      .row("Utgående kapital", {"404", "2 545"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_THAT(audit.findings.front().cells, ::testing::Contains(extract::CellAddress{0, 3, 0}));
}

// A total of costs is wrong in both years; the result counts on it.
TEST(UnnamedTotals, TellsATotalOfCostsThatNoWordCallsOne) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Summa intäkter", {"3 950 284", "3 807 593"})
      .row("Insatser", {"-2 684 996", "-2 466 351"})
      .row("Personal", {"-788 423", "-767 110"})
      .row("Lokaler", {"-65 508", "-62 035"})
      .row("Verksamhetens kostnader", {"-3 588 927", "-3 295 946"})
      .row("Årets resultat", {"361 357", "511 647"});
  const Audit audit = report.audited();
  ASSERT_FALSE(audit.findings.empty());
  std::vector<extract::CellAddress> told;
  for (const Finding& finding : audit.findings) {
    told.insert(told.end(), finding.cells.begin(), finding.cells.end());
  }
  EXPECT_THAT(told, ::testing::Contains(extract::CellAddress{0, 4, 0}));
  EXPECT_THAT(told, ::testing::Contains(extract::CellAddress{0, 4, 1}));
}

}  // namespace
}  // namespace siffra::reconcile
