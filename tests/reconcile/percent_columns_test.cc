// Percentages beside amounts: an auditor is told of one that its row does not give, and of no
// other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include <string>
#include <vector>

#include "reconcile/percentages.h"
#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using rules::Severity;
using rules::StatementKind;
using ::testing::IsEmpty;
using testing::ReportBuilder;
using ::testing::SizeIs;

// Rows that hang together, so that no sum speaks of them.
Audit with_changes(const std::vector<std::string>& percent) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1", {"2023", "2022", "Förändring %"})
      .row("Porto", {"1 310", "1 207", percent[0]})
      .row("Hyra", {"-20 417", "-19 004", percent[1]})
      .row("El", {"-3 118", "-3 702", percent[2]})
      .row("Resor", {"871", "1 204", percent[3]})
      .row("Diverse", {"412", "-390", percent[4]});
  return report.audited();
}

TEST(PercentColumns, AreSilentWhereEveryChangeIsRight) {
  EXPECT_THAT(with_changes({"8,5 %", "-7,4 %", "15,8 %", "-27,7 %", ""}).findings, IsEmpty());
}

TEST(PercentColumns, TakeTheBaseWithItsSignWhereTheReportDoes) {
  EXPECT_THAT(with_changes({"8,5 %", "7,4 %", "-15,8 %", "-27,7 %", ""}).findings, IsEmpty());
}

TEST(PercentColumns, WarnOfAChangeThatItsRowDoesNotGive) {
  const Audit audit = with_changes({"8,5 %", "-7,4 %", "15,8 %", "-22,7 %", ""});
  ASSERT_THAT(audit.findings, SizeIs(1));
  EXPECT_EQ(audit.findings[0].severity, Severity::kWarning);
  EXPECT_EQ(audit.findings[0].cells.front(), (extract::CellAddress{0, 3, 2}));
}

TEST(PercentColumns, WarnOfASignThatTheOtherRowsDoNotHave) {
  const Audit audit = with_changes({"8,5 %", "-7,4 %", "15,8 %", "27,7 %", ""});
  ASSERT_THAT(audit.findings, SizeIs(1));
  EXPECT_EQ(audit.findings[0].cells.front(), (extract::CellAddress{0, 3, 2}));
}

TEST(PercentColumns, SayNothingOfAChangeOfSign) {
  EXPECT_THAT(with_changes({"8,5 %", "-7,4 %", "15,8 %", "-27,7 %", "205,6 %"}).findings,
              IsEmpty());
}

TEST(PercentColumns, SayNothingWhereMostRowsAreComputedFromOtherFigures) {
  EXPECT_THAT(with_changes({"8,5 %", "11,1 %", "3,2 %", "6,6 %", ""}).findings, IsEmpty());
}

TEST(PercentColumns, KnowTheShareOfTheBudgetThatIsSpent) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1", {"Budget", "Utfall", "Förbrukat"})
      .row("Porto", {"1 310", "1 207", "92 %"})
      .row("Hyra", {"20 417", "19 004", "93 %"})
      .row("El", {"3 118", "3 702", "119 %"})
      .row("Telefon", {"2 000", "1 480", "74 %"})
      .row("Resor", {"871", "204", "32 %"});
  const Audit audit = report.audited();
  ASSERT_THAT(audit.findings, SizeIs(1));
  EXPECT_EQ(audit.findings[0].cells.front(), (extract::CellAddress{0, 4, 2}));
}

TEST(PercentColumns, KnowTheShareOfATotal) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1", {"2023", "Andel"})
      .row("Staten", {"5 000", "50,0 %"})
      .row("Regionen", {"2 713", "27,1 %"})
      .row("Norrby", {"1 204", "12,0 %"})
      .row("Söderby", {"1 083", "18,0 %"})
      .row("Summa", {"10 000", "100,0 %"});
  const Audit audit = report.audited();
  const bool told =
      std::any_of(audit.findings.begin(), audit.findings.end(), [](const Finding& finding) {
        return std::find(finding.cells.begin(), finding.cells.end(),
                         extract::CellAddress{0, 3, 1}) != finding.cells.end();
      });
  EXPECT_TRUE(told);
  EXPECT_THAT(audit.findings, SizeIs(1));
}

// The same head twice: the change in kronor, then in percent.
extract::Extraction with_two_changes(const std::vector<std::string>& second) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1", {"2023", "2022", "Förändring", "Förändring"})
      .role(2, rules::ColumnRole::kChange)
      .role(3, rules::ColumnRole::kChange)
      .row("Porto", {"1 310", "1 207", "103", second[0]})
      .row("Hyra", {"20 417", "19 004", "1 413", second[1]})
      .row("El", {"3 118", "3 702", "-584", second[2]})
      .row("Summa", {"24 845", "23 913", "932", second[3]});
  return report.extraction();
}

TEST(SettlePercentages, AColumnComputedAsAChangeInPercentIsOne) {
  extract::Extraction extraction = with_two_changes({"8,5", "7,4", "-15,8", "3,9"});
  settle_percentages(extraction, testing::test_book());
  EXPECT_EQ(extraction.statements[0].columns[2].role, rules::ColumnRole::kChange);
  EXPECT_EQ(extraction.statements[0].columns[3].role, rules::ColumnRole::kPercent);
  EXPECT_EQ(extraction.statements[0].rows[0].cells[3].unit, rules::Unit::kPercent);
  EXPECT_THAT(audit(extraction, testing::test_book()).findings, IsEmpty());
}

TEST(SettlePercentages, SmallAmountsStayAmounts) {
  extract::Extraction extraction = with_two_changes({"8,5", "11,2", "-3,0", "16,7"});
  settle_percentages(extraction, testing::test_book());
  EXPECT_EQ(extraction.statements[0].columns[3].role, rules::ColumnRole::kChange);
  EXPECT_EQ(extraction.statements[0].rows[0].cells[3].unit, rules::Unit::kMoney);
}

}  // namespace
}  // namespace siffra::reconcile
