#include "reconcile/report/workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "reconcile/report/internal/workbook_formula.h"
#include "reconcile/report/internal/workbook_plan.h"
#include "sample_report.h"

namespace siffra::reconcile {
namespace {

using internal::computed_formula;
using internal::FormulaUnit;
using internal::plan_workbook;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Workbook, IsAFileThatASpreadsheetKnows) {
  const auto bytes = to_workbook(sample_report(), Language::kSwedish);
  ASSERT_TRUE(bytes) << bytes.error().message;
  EXPECT_THAT(*bytes, StartsWith("PK"));
}

TEST(Workbook, TheSameReportGivesTheSameBytes) {
  const auto once = to_workbook(sample_report(), Language::kEnglish);
  const auto again = to_workbook(sample_report(), Language::kEnglish);
  ASSERT_TRUE(once && again);
  EXPECT_EQ(*once, *again);
}

TEST(Workbook, AReportWithoutStatementsIsStillAWorkbook) {
  EXPECT_TRUE(to_workbook(Report{}, Language::kSwedish));
}

TEST(Workbook, SheetNamesAreThoseExcelAllows) {
  Report report = sample_report();
  for (auto& statement : report.extraction.statements) {
    statement.title = "Resultat/balans [koncernen]: 'översikt' * av allt som är?";
  }
  const auto plan = plan_workbook(report, Language::kSwedish);
  std::set<std::string> names;
  for (const auto& sheet : plan.statements) {
    EXPECT_EQ(sheet.name.find_first_of("[]:*?/\\'"), std::string::npos) << sheet.name;
    EXPECT_TRUE(names.insert(sheet.name).second) << "twice: " << sheet.name;
  }
  EXPECT_TRUE(to_workbook(report, Language::kSwedish));
}

TEST(WorkbookFormula, AddsTheTermsOfASumOnItsOwnSheet) {
  const Report report = sample_report();
  const auto plan = plan_workbook(report, Language::kSwedish);
  // Code, label, note, then the first printed column with its two companions.
  EXPECT_EQ(
      computed_formula(plan, report.extraction, report.audit.checks[0], FormulaUnit::kPrinted, 0),
      "=D5+D6");
}

TEST(WorkbookFormula, ConvertsUnitsBetweenSheets) {
  const Report report = sample_report();
  const auto plan = plan_workbook(report, Language::kSwedish);
  EXPECT_EQ(
      computed_formula(plan, report.extraction, report.audit.checks[2], FormulaUnit::kPrinted, 1),
      "='1 Resultaträkning'!D7/1000");
  EXPECT_EQ(printed_formula(plan, report.extraction, report.audit.checks[2]),
            "='2 Balansräkning'!B5*1000");
}

TEST(WorkbookFormula, SumsARunOfRowsAndSubtractsTheRest) {
  Report report = sample_report();
  auto& rows = report.extraction.statements[0].rows;
  rows.insert(rows.begin(), rows[0]);
  rows.insert(rows.begin(), rows[0]);
  Check check = report.audit.checks[0];
  check.terms = {{{0, 4, 0}, -1}, {{0, 0, 0}, 1}, {{0, 1, 0}, 1}, {{0, 2, 0}, 1}, {{0, 3, 0}, -1}};
  const auto plan = plan_workbook(report, Language::kSwedish);
  const std::string formula =
      computed_formula(plan, report.extraction, check, FormulaUnit::kPrinted, 0);
  EXPECT_THAT(formula, HasSubstr("=SUM("));
  EXPECT_THAT(formula, HasSubstr("5:"));
  EXPECT_THAT(formula, HasSubstr("7)-"));
}

TEST(WorkbookFormula, AShareOfAnotherFigureIsNotASum) {
  Report report = sample_report();
  Check check = report.audit.checks[1];
  check.difference = rules::Money(12345);
  EXPECT_FALSE(internal::is_linear(report.extraction, check));
  EXPECT_TRUE(internal::is_linear(report.extraction, report.audit.checks[1]));
}

TEST(WorkbookFormula, AFigureThatWasNotReadIsNeverComputedWith) {
  Report report = sample_report();
  Check check = report.audit.checks[0];
  check.terms.push_back({{0, 3, 0}, 1});
  EXPECT_FALSE(internal::is_linear(report.extraction, check));
}

TEST(CellName, CountsColumnsAsSpreadsheetsDo) {
  EXPECT_EQ(internal::cell_name(0, 0), "A1");
  EXPECT_EQ(internal::cell_name(11, 25), "Z12");
  EXPECT_EQ(internal::cell_name(11, 26), "AA12");
  EXPECT_EQ(internal::cell_name(0, 701), "ZZ1");
  EXPECT_EQ(internal::cell_name(0, 702), "AAA1");
}

}  // namespace
}  // namespace siffra::reconcile
