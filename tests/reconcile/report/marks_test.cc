#include "reconcile/report/marks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_report.h"

namespace siffra::reconcile {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr extract::CellAddress kRevenue{0, 0, 0}, kResult{0, 2, 0}, kUnreadable{0, 3, 0};
constexpr extract::CellAddress kBudgetResult{0, 2, 1}, kEquityResult{1, 0, 0};

TEST(Marks, EveryFigureHasAnEntry) {
  const Report report = sample_report();
  std::size_t figures = 0;
  for (const auto& statement : report.extraction.statements) {
    for (const auto& row : statement.rows) figures += row.cells.size();
  }
  EXPECT_EQ(mark_figures(report).size(), figures);
}

TEST(Marks, TheDoubtedFigureDiffersAndTheOthersOfItsSumDoNot) {
  const Marks marks = mark_figures(sample_report());
  EXPECT_EQ(marks.at(kResult).state, CellState::kDiffers);
  EXPECT_THAT(marks.at(kResult).ticks, Contains(Tick::kDiffers));
  EXPECT_THAT(marks.at(kResult).findings, ElementsAre(0));
  EXPECT_EQ(marks.at(kRevenue).state, CellState::kUnchecked);
  EXPECT_THAT(marks.at(kRevenue).ticks, IsEmpty());
  EXPECT_THAT(marks.at(kRevenue).checks, ElementsAre(0)) << "the failing sum can still be shown";
}

TEST(Marks, ATotalThatHoldsIsFootedAndItsPartsAreIncluded) {
  const Marks marks = mark_figures(sample_report());
  EXPECT_THAT(marks.at(kBudgetResult).ticks, ElementsAre(Tick::kFooted));
  EXPECT_THAT(marks.at({0, 0, 1}).ticks, ElementsAre(Tick::kIncluded));
  EXPECT_EQ(marks.at({0, 0, 1}).state, CellState::kTwice);
}

TEST(Marks, BothEndsOfATieAreTicked) {
  const Marks marks = mark_figures(sample_report());
  EXPECT_THAT(marks.at(kEquityResult).ticks, ElementsAre(Tick::kTied, Tick::kRounding));
  EXPECT_EQ(marks.at(kEquityResult).state, CellState::kRounding);
  EXPECT_THAT(marks.at(kResult).ticks, Contains(Tick::kTied));
}

TEST(Marks, AFigureThatCouldNotBeReadIsUnsure) {
  EXPECT_EQ(mark_figures(sample_report()).at(kUnreadable).state, CellState::kUnsure);
}

TEST(Marks, ARepairedFigureIsShownAsRepaired) {
  Report report = sample_report();
  Repair repair;
  repair.id = "p1";
  repair.cell = kRevenue;
  report.repairs.push_back(repair);
  const Marks marks = mark_figures(report);
  EXPECT_EQ(marks.at(kRevenue).state, CellState::kRepaired);
  EXPECT_EQ(marks.at(kRevenue).repair, std::size_t{0});
}

TEST(Marks, ARemarkPutsNothingInDoubt) {
  Report report = sample_report();
  report.audit.findings[0].severity = rules::Severity::kInfo;
  const Marks marks = mark_figures(report);
  EXPECT_THAT(marks.at(kResult).ticks, Not(Contains(Tick::kDiffers)));
  EXPECT_THAT(marks.at(kResult).findings, ElementsAre(0));
}

}  // namespace
}  // namespace siffra::reconcile
