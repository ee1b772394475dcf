// A figure that could not be read hides no error of the sums that it stands in.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "reconcile/internal/rival_sums.h"
#include "reconcile/repair.h"
#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using extract::CellAddress;
using extract::Extraction;
using rules::Severity;
using rules::StatementKind;
using testing::ReportBuilder;

// The rent of the second year could not be read; its image allows what is given.
Extraction with_unread_rent(const std::string& allowed) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Kostnader", {"2023", "2022"})
      .row("Hyra", {"41 375", "4O l12"})
      .row("Löner", {"320 408", "311 950"})
      .row("Resor", {"12 904", "9 871"})
      .row("Summa", {"374 687", "361 933"});
  Extraction extraction = report.extraction();
  testing::recognise(extraction);
  auto& cell = extraction.statements[0].rows[0].cells[1];
  cell.raw = "?";
  cell.amount.reset();
  cell.confidence = 0.5;
  cell.candidates = {{allowed, rules::read_amount(allowed, {}), std::log(0.4), false}};
  return extraction;
}

TEST(UnmetReadings, TellASumThatNothingTheUnreadFigureMayBeAgreesWith) {
  Extraction extraction = with_unread_rent("47 112");
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  ASSERT_EQ(repaired.audit.findings.size(), 1U);
  const Finding& finding = repaired.audit.findings.front();
  EXPECT_EQ(finding.severity, Severity::kWarning);
  EXPECT_NE(std::find(finding.cells.begin(), finding.cells.end(), CellAddress{0, 0, 1}),
            finding.cells.end());
  EXPECT_NE(finding.explanation_en.find("could not be read"), std::string::npos);
  EXPECT_FALSE(finding.hypothesis.has_value());
  EXPECT_FALSE(extract::find_cell(extraction, {0, 0, 1})->amount) << "nothing proves a value";
}

TEST(UnmetReadings, SayNothingWhereAReadingFits) {
  Extraction extraction = with_unread_rent("40 112");
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  EXPECT_TRUE(repaired.audit.findings.empty());
}

internal::Draft sum_of(const std::string& rule, const std::vector<std::size_t>& rows,
                       Verdict verdict) {
  internal::Draft draft;
  draft.check.rule = rule;
  draft.check.kind = rules::CheckKind::kFooting;
  draft.check.verdict = verdict;
  draft.check.severity = Severity::kError;
  draft.clears = true;
  draft.check.terms.push_back({{0, 4, 0}, -1});
  for (const std::size_t row : rows) draft.check.terms.push_back({{0, row, 0}, 1});
  return draft;
}

// A row that is nothing tells neither for nor against a sum.
TEST(RivalSums, AreTheSameThoughOneCountsARowOfNothing) {
  ReportBuilder report;
  report.statement(StatementKind::kCashFlowStatement, "Kassaflöde", {"2023"})
      .row("Före ändringar", {"216 769"})
      .row("Drift", {"74 821"})
      .row("Investeringar", {"0"})
      .row("Finansiering", {"10 000"})
      .row("Årets kassaflöde", {"84 821"});
  std::vector<internal::Draft> drafts = {sum_of("cash.net", {1, 2, 3}, Verdict::kExact),
                                         sum_of("sum.inferred", {0, 1, 3}, Verdict::kDiscrepancy)};
  internal::soften_rivals(report.extraction(), drafts);
  EXPECT_EQ(drafts[1].check.severity, Severity::kWarning);
}

TEST(RivalSums, AreNotThoseOfOtherRows) {
  ReportBuilder report;
  report.statement(StatementKind::kCashFlowStatement, "Kassaflöde", {"2023"})
      .row("Före ändringar", {"216 769"})
      .row("Drift", {"74 821"})
      .row("Investeringar", {"-4 000"})
      .row("Finansiering", {"10 000"})
      .row("Årets kassaflöde", {"80 821"});
  std::vector<internal::Draft> drafts = {sum_of("cash.net", {1, 2, 3}, Verdict::kExact),
                                         sum_of("sum.inferred", {0, 1, 3}, Verdict::kDiscrepancy)};
  internal::soften_rivals(report.extraction(), drafts);
  EXPECT_EQ(drafts[1].check.severity, Severity::kError);
}

}  // namespace
}  // namespace siffra::reconcile
