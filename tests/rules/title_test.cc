#include <gtest/gtest.h>

#include <vector>

#include "tests/rules/standard_book.h"

namespace siffra::rules {
namespace {

TEST(StatementTitle, KnowsHeadingsOfEveryKind) {
  struct Row {
    const char* line;
    StatementKind kind;
    EntityScope scope = EntityScope::kUnstated;
  };
  const std::vector<Row> rows = {
      {"3. Resultatr\u00e4kning", StatementKind::kIncomeStatement},
      {"RESULTATR\u00c4KNING (tkr)", StatementKind::kIncomeStatement},
      {"Koncernens resultatr\u00e4kning i sammandrag", StatementKind::kIncomeStatement,
       EntityScope::kGroup},
      {"Moderbolagets balansr\u00e4kning", StatementKind::kBalanceSheet, EntityScope::kParent},
      {"Parent company income statement", StatementKind::kIncomeStatement, EntityScope::kParent},
      {"Balansr\u00e4kning 2023-12-31 2022-12-31", StatementKind::kBalanceSheet},
      {"Balansr\u00e4kning per den 31 augusti 2020", StatementKind::kBalanceSheet},
      {"Kassafl\u00f6desanalys f\u00f6r perioden 2020-01-01 - 2020-08-31",
       StatementKind::kCashFlowStatement},
      {"Consolidated statement of cash flows", StatementKind::kCashFlowStatement,
       EntityScope::kGroup},
      {"F\u00f6r\u00e4ndringar i eget kapital", StatementKind::kEquityChanges},
      {"Fler\u00e5rs\u00f6versikt", StatementKind::kOverview},
      {"Resultatr\u00e4kning Norrtuna kommun", StatementKind::kIncomeStatement},
      {"1.1. \u00d6versikt \u00f6ver verksamhetens utveckling (tkr)", StatementKind::kOverview},
      {"2. Driftsredovisning", StatementKind::kOperatingAccount},
      {"6. Rörelseresultat per segment", StatementKind::kOperatingAccount},
      {"Revenue by geographic market", StatementKind::kOperatingAccount},
      {"Driftredovisning, skillnad mot plan (kkr)", StatementKind::kOperatingAccount},
      {"Nettokostnad per verksamhetsomr\u00e5de", StatementKind::kOperatingAccount},
      {"Balansr\u00e4kning (efter omr\u00e4kning av pensioner)", StatementKind::kBalanceSheet},
      {"Investeringsredovisning", StatementKind::kInvestmentAccount},
      {"Sammanst\u00e4llning av utfall och budget 2020", StatementKind::kBudgetFollowUp},
      {"Balanskravsutredning", StatementKind::kBalancedResult},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.line);
    const auto title = standard_book().statement_title(row.line);
    ASSERT_TRUE(title.has_value());
    EXPECT_EQ(title->kind, row.kind);
    EXPECT_EQ(title->scope, row.scope);
    EXPECT_GT(title->coverage, 0.9);
  }
}

TEST(StatementTitle, ReadsTheNumberOfANote) {
  const auto note = standard_book().statement_title("Not 4. Kortfristiga skulder");
  ASSERT_TRUE(note.has_value());
  EXPECT_EQ(note->kind, StatementKind::kNote);
  EXPECT_EQ(note->note, "4");
  EXPECT_DOUBLE_EQ(note->coverage, 1);
  EXPECT_EQ(standard_book().statement_title("NOT 3a Fordringar")->note, "3a");
  EXPECT_FALSE(standard_book().statement_title("Not bene").has_value());
  const auto close = standard_book().statement_title("Not8 Inventarier");
  ASSERT_TRUE(close.has_value());
  EXPECT_EQ(close->note, "8");
  EXPECT_FALSE(standard_book().statement_title("Notarier 8").has_value());
}

TEST(StatementTitle, GivesSentencesAndContentsLowCoverage) {
  for (const char* line : {
           "Resultatr\u00e4kningen visar ett \u00f6verskott om 340 tkr f\u00f6r perioden",
           "F\u00f6r \u00f6vriga poster h\u00e4nvisas till resultatr\u00e4kning och noter i "
           "bilagan nedan",
           "Balansr\u00e4kning ................ 7",
           "Resultatr\u00e4kning, kassafl\u00f6desanalys samt granskarens utl\u00e5tande",
           "Resultatr\u00e4kning, som visar vad verksamheten har kostat under perioden",
       }) {
    const auto title = standard_book().statement_title(line);
    EXPECT_TRUE(!title.has_value() || title->coverage < 0.75) << line;
  }
}

TEST(StatementTitle, SaysWhereTheTitleStands) {
  const auto title = standard_book().statement_title("3. Balansr\u00e4kning");
  ASSERT_TRUE(title.has_value());
  EXPECT_EQ(title->begin, 3U);
  EXPECT_EQ(title->end, fold("3. Balansr\u00e4kning").size());
}

TEST(ReportKind, IsReadFromTitleLines) {
  const RuleBook& book = standard_book();
  EXPECT_EQ(book.report_kind("Del\u00e5rsrapport januari \u2013 augusti 2021"),
            ReportKind::kInterim);
  EXPECT_EQ(book.report_kind("DEL\u00c5RSBOKSLUT 2020"), ReportKind::kInterimClosing);
  EXPECT_EQ(book.report_kind("\u00c5rsredovisning 2023"), ReportKind::kAnnual);
  EXPECT_EQ(book.report_kind("Interim report January-September 2024"), ReportKind::kInterim);
  EXPECT_EQ(book.report_kind(
                "i den \u00e5rsredovisning som styrelsen l\u00e4mnade f\u00f6rra v\u00e5ren fanns"),
            ReportKind::kUnknown);
}

}  // namespace
}  // namespace siffra::rules
