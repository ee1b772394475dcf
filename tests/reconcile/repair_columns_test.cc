// Figures of two tables whose heads were misread: columns that are none of each other.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reconcile/repair.h"
#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using extract::Extraction;
using rules::Severity;
using rules::StatementKind;
using testing::recognise;
using testing::ReportBuilder;

// Each column of the liabilities adds up.
std::vector<Severity> severities_when(const std::vector<std::string>& heads,
                                      const std::vector<std::vector<std::string>>& liabilities) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Fordringar", {"1 206 711", "1 094 208"})
      .row("Kassa", {"2 311 493", "2 173 743"})
      .row("Summa tillgångar", {"3 518 204", "3 267 951"});
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", heads)
      .row("Eget kapital", liabilities[0])
      .row("Skulder", liabilities[1])
      .row("Summa eget kapital och skulder", liabilities[2]);
  // A page that is read without doubt.
  auto note = report.statement(StatementKind::kNote, "Not 1. Anställda", {"2023", "2022"});
  for (int row = 10; row < 40; ++row)
    note.row("Enhet " + std::to_string(row), {std::to_string(row), std::to_string(2 * row)});
  Extraction extraction = report.extraction();
  recognise(extraction);
  std::vector<Severity> severities;
  for (const Finding& finding : repair(extraction, testing::test_book(), {}).audit.findings)
    severities.push_back(finding.severity);
  return severities;
}

TEST(RepairColumns, DoubtsATieOfColumnsThatHaveEachOthersFigures) {
  const std::vector<std::vector<std::string>> rows = {
      {"2 940 118", "2 733 607"}, {"578 086", "534 344"}, {"3 518 204", "3 267 951"}};
  EXPECT_TRUE(severities_when({"2023", "2022"}, rows).empty());
  const auto severities = severities_when({"2022", "2023"}, rows);
  ASSERT_FALSE(severities.empty()) << "it is told";
  for (const Severity severity : severities) EXPECT_EQ(severity, Severity::kWarning);
}

TEST(RepairColumns, TellsAFigureOfAnotherColumnAsAnError) {
  const auto severities = severities_when(
      {"2023", "2022"},
      {{"2 733 607", "2 733 607"}, {"534 344", "534 344"}, {"3 267 951", "3 267 951"}});
  ASSERT_EQ(severities.size(), 1U);
  EXPECT_EQ(severities.front(), Severity::kError) << "what it should be stands in one table only";
}

}  // namespace
}  // namespace siffra::reconcile
