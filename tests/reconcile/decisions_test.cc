#include "reconcile/decisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "report/sample_report.h"

namespace siffra::reconcile {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr extract::CellAddress kUnreadable{0, 3, 0}, kResult{0, 2, 0};

std::string key_of(const Report& report, const extract::CellAddress& cell) {
  return keys_of_cells(report.extraction).at(cell);
}

TEST(Decisions, EveryFigureHasAKeyOfItsOwn) {
  Report report = sample_report();
  auto& statements = report.extraction.statements;
  statements.push_back(statements[0]);                  // the same table once more
  statements[0].rows.push_back(statements[0].rows[0]);  // the same label twice in one table
  std::set<std::string> seen;
  for (const auto& [address, key] : keys_of_cells(report.extraction)) {
    EXPECT_TRUE(seen.insert(key).second) << key;
  }
}

TEST(Decisions, KeysSurviveANewDraft) {
  const Report report = sample_report();
  Report draft = sample_report();
  auto& rows = draft.extraction.statements[0].rows;
  rows.insert(rows.begin(), rows[1]);  // a row more, other ids, other places
  rows[0].label = "Bidrag";
  for (auto& row : rows) row.id = "x" + row.id;
  EXPECT_EQ(key_of(report, kResult), key_of(draft, {0, 3, 0}));
}

TEST(Decisions, ACorrectedReadingTakesTheFiguresPlaceAndKeepsWhatWasRead) {
  Report report = sample_report();
  const Decisions decisions{
      {}, {{key_of(report, kUnreadable), ReadingAction::kCorrect, "- 314", "läst i originalet"}}};
  const auto applied = apply_readings(decisions, report.extraction);
  ASSERT_THAT(applied.readings, SizeIs(1));
  EXPECT_EQ(applied.readings[0].to, "-314");
  const auto* cell = extract::find_cell(report.extraction, kUnreadable);
  EXPECT_EQ(cell->raw, "3t4");
  ASSERT_TRUE(cell->amount);
  EXPECT_EQ(cell->amount->digits, -314);
  EXPECT_EQ(cell->confidence, 1);
}

TEST(Decisions, ARejectedRepairPinsTheFirstReading) {
  Report report = sample_report();
  auto& cell = report.extraction.statements[0].rows[2].cells[0];
  cell.confidence = 0.4;
  cell.candidates.push_back({"300", rules::read_amount("300", {}), -0.2, false});
  const Decisions decisions{{}, {{key_of(report, kResult), ReadingAction::kReject, "", ""}}};
  apply_readings(decisions, report.extraction);
  EXPECT_EQ(cell.amount->digits, 400);
  EXPECT_EQ(cell.confidence, 1);
  EXPECT_THAT(cell.candidates, IsEmpty()) << "nothing is left to repair it with";
}

TEST(Decisions, ADismissedFindingKeepsItsReason) {
  Report report = sample_report();
  const std::string key = keys_of_findings(report.audit)[0];
  const Decisions decisions{{{key, Standing::kDismissed, "öresutjämning"}}, {}};
  EXPECT_THAT(apply_to_findings(decisions, report.audit), IsEmpty());
  EXPECT_EQ(report.audit.findings[0].standing, Standing::kDismissed);
  EXPECT_EQ(report.audit.findings[0].comment, "öresutjämning");
}

TEST(Decisions, FindingsOfOneKeyAreDecidedOneByOne) {
  Report report = sample_report();
  report.audit.findings.push_back(report.audit.findings[0]);
  const std::string second = keys_of_findings(report.audit)[1];
  apply_to_findings({{{second, Standing::kDismissed, ""}}, {}}, report.audit);
  EXPECT_EQ(report.audit.findings[0].standing, Standing::kOpen);
  EXPECT_EQ(report.audit.findings[1].standing, Standing::kDismissed);
}

TEST(Decisions, WhatFitsNothingIsToldBack) {
  Report report = sample_report();
  const Decisions decisions{{{"borta", Standing::kDismissed, ""}},
                            {{"borta", ReadingAction::kReject, "", ""}}};
  EXPECT_THAT(apply_readings(decisions, report.extraction).unmatched, ElementsAre("borta"));
  EXPECT_THAT(apply_to_findings(decisions, report.audit), ElementsAre("borta"));
}

}  // namespace
}  // namespace siffra::reconcile
