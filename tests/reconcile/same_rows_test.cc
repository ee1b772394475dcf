#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using extract::CellAddress;
using rules::StatementKind;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::ReportBuilder;
using ::testing::SizeIs;

// An income statement with rows that no rule pack knows, and an overview that repeats one.
Audit audit_with_overview(const std::string& label, const std::vector<std::string>& figures) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Inlösta pilbågar", {"64 310", "59 870"})
      .row("Lagade pilbågar", {"-21 155", "-20 460"})
      .row("Summa pilbågsnetto", {"43 155", "39 410"});
  report.statement(StatementKind::kOverview, "Översikt", {"2023", "2022", "2021"})
      .row(label, figures);
  return report.audited();
}

std::ptrdiff_t same_rows(const Audit& audit) {
  return std::count_if(audit.checks.begin(), audit.checks.end(), [](const Check& check) {
    return check.rule == "rows.same_name" && check.verdict == Verdict::kExact;
  });
}

TEST(SameRows, AreHeldAgainstTheRowOfTheSameName) {
  const Audit audit = audit_with_overview("Inlösta pilbågar", {"64 310", "59 870", "51 002"});
  EXPECT_EQ(same_rows(audit), 2);
  EXPECT_THAT(audit.findings, IsEmpty());
}

TEST(SameRows, NameASumWithoutItsSum) {
  EXPECT_EQ(same_rows(audit_with_overview("Pilbågsnetto", {"43 155", "39 410", "37 000"})), 2);
}

TEST(SameRows, MayPrintACostWithoutItsMinus) {
  const Audit audit = audit_with_overview("Lagade pilbågar", {"21 155", "20 460", "20 100"});
  EXPECT_EQ(same_rows(audit), 2);
  EXPECT_THAT(audit.findings, IsEmpty());
}

// Of one year alone that would be no custom, but may be a lost minus.
TEST(SameRows, DoNotTakeOneFigureWithoutItsMinusForTheSame) {
  EXPECT_EQ(same_rows(audit_with_overview("Lagade pilbågar", {"21 155", "", "20 100"})), 0);
}

TEST(SameRows, TellAFigureThatOneYearBearsOutAndAnotherDoesNot) {
  const Audit audit = audit_with_overview("Inlösta pilbågar", {"64 310", "58 970", "51 002"});
  ASSERT_THAT(audit.findings, SizeIs(1));
  EXPECT_EQ(audit.findings.front().severity, rules::Severity::kWarning);
  EXPECT_EQ(audit.findings.front().difference, rules::Money(-90000));
  EXPECT_THAT(audit.findings.front().cells, Contains(CellAddress{1, 0, 1}));
}

// A name alone proves nothing: "Pilbågar" may be counted otherwise.
TEST(SameRows, SayNothingOfANameWhoseFiguresAgreeInNoYear) {
  const Audit audit = audit_with_overview("Inlösta pilbågar", {"70 100", "61 200", "51 002"});
  EXPECT_EQ(same_rows(audit), 0);
  EXPECT_THAT(audit.findings, IsEmpty());
}

// A note that its rows cite for their own figures, and whose total is a row that cites nothing.
TEST(SameRows, HoldTheTotalOfANoteAgainstTheRowOfItsName) {
  const auto audit = [](const char* total) {
    ReportBuilder report;
    report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
        .row("Inlösta pilbågar", {"64 310", "59 870"}, "2")
        .row("Lagade pilbågar", {"-21 155", "-20 460"}, "2")
        .row("Pilbågsnetto", {"43 155", "39 410"});
    report.statement(StatementKind::kNote, "Not 2. Pilbågar", {"2023", "2022"})
        .note("2")
        .row("Inlösta pilbågar", {"64 310", "59 870"})
        .row("Lagade pilbågar", {"-21 155", "-20 460"})
        .row("Summa pilbågsnetto", {"43 155", total});
    return report.audited();
  };
  EXPECT_EQ(same_rows(audit("39 410")), 2);
  EXPECT_THAT(audit("39 140").findings, Not(IsEmpty()));
}

// Columns of one year under segments are its parts.
TEST(SameRows, SayNothingOfSegments) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023"})
      .row("Inlösta pilbågar", {"64 310"});
  report.statement(StatementKind::kNote, "Not 3. Segment", {"2023", "2023", "2023"})
      .note("3")
      .row("Inlösta pilbågar", {"41 000", "23 310", "64 310"});
  const Audit audit = report.audited();
  EXPECT_EQ(same_rows(audit), 0);
  EXPECT_THAT(audit.findings, IsEmpty());
}

}  // namespace
}  // namespace siffra::reconcile
