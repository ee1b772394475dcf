#include "reconcile/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using extract::CellAddress;
using rules::ColumnRole;
using rules::Severity;
using rules::StatementKind;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ReportBuilder;

void add_sound_balance(ReportBuilder& report) {
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Verksamhetens intäkter", {"4 511 722", "4 543 247"})
      .row("Verksamhetens kostnader", {"-4 570 540", "-4 594 950"})
      .row("Årets resultat", {"-58 818", "-51 703"});
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Fordringar", {"717 354", "1 824 180"})
      .row("Kassa", {"2 024 861", "1 017 539"})
      .row("Summa tillgångar", {"2 742 215", "2 841 719"})
      .row("Eget kapital", {"2 545 129", "2 603 946"})
      .row("varav årets resultat", {"-58 818", "-51 703"})
      .row("Kortfristiga skulder", {"197 086", "237 773"}, "4")
      .row("Summa eget kapital och skulder", {"2 742 215", "2 841 719"});
}

std::size_t count(const Audit& audit, Verdict verdict) {
  return static_cast<std::size_t>(
      std::count_if(audit.checks.begin(), audit.checks.end(),
                    [&](const Check& check) { return check.verdict == verdict; }));
}

bool tells_of(const Audit& audit, const CellAddress& cell) {
  return std::any_of(audit.findings.begin(), audit.findings.end(), [&](const Finding& finding) {
    return std::find(finding.cells.begin(), finding.cells.end(), cell) != finding.cells.end();
  });
}

TEST(Audit, FindsNothingInASoundReport) {
  ReportBuilder report;
  add_sound_balance(report);
  report.statement(StatementKind::kNote, "Not 4. Kortfristiga skulder", {"2023", "2022"})
      .note("4")
      .row("Leverantörsskulder", {"97 086", "37 773"})
      .row("Upplupna kostnader", {"100 000", "200 000"})
      .row("Summa", {"197 086", "237 773"});
  const Audit audit = report.audited();
  EXPECT_THAT(audit.findings, IsEmpty());
  EXPECT_GE(count(audit, Verdict::kExact), 10U);
  EXPECT_EQ(count(audit, Verdict::kUnverifiable), 0U);
}

TEST(Audit, NamesTheFigureWhoseDigitsAreSwapped) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Bidrag", {"2023", "2022"})
      .note("1")
      .row("Staten", {"2 253 000", "2 267 000"})
      .row("Kommunen", {"271 555", "725 140"})
      .row("Regionen", {"1 126 120", "1 134 600"})
      .row("Summa", {"4 100 120", "4 126 740"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  const Finding& finding = audit.findings.front();
  EXPECT_EQ(finding.severity, Severity::kError);
  EXPECT_EQ(finding.difference, rules::Money(44944500));
  EXPECT_THAT(finding.cells, Contains(CellAddress{0, 1, 0}));
  EXPECT_THAT(finding.title_sv, HasSubstr("\"Summa\" i Not 1. Bidrag, kolumnen 2023"));
  EXPECT_THAT(finding.title_en, HasSubstr("column 2023"));
}

TEST(Audit, ProposesTheSignThatWouldMendTwoSums) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Flöden", {"2023", "2022"})
      .row("Fordringar", {"211 259", "-316 451"})
      .row("Skulder", {"2 333 929", "4 192 026"})
      .row("Summa", {"2 545 188", "-4 508 477"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  ASSERT_TRUE(audit.findings.front().hypothesis);
  EXPECT_EQ(audit.findings.front().hypothesis->kind, HypothesisKind::kSign);
  EXPECT_EQ(audit.findings.front().hypothesis->cell, (CellAddress{0, 1, 1}));
  EXPECT_EQ(audit.findings.front().hypothesis->value, "-4192026");
}

TEST(Audit, TellsAWrongSubtotalOnceThoughTwoSumsFail) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .heading("Anläggningstillgångar")
      .row("Byggnader", {"500 120", "510 240"})
      .row("Inventarier", {"20 333", "30 444"})
      .row("Summa anläggningstillgångar", {"520 543", "540 684"})
      .heading("Omsättningstillgångar")
      .row("Fordringar", {"15 111", "16 222"})
      .row("Kassa", {"7 007", "8 008"})
      .row("Summa omsättningstillgångar", {"22 118", "24 230"})
      .row("Summa tillgångar", {"542 571", "564 914"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().checks.size(), 2U);
  EXPECT_EQ(audit.findings.front().cells.front(), (CellAddress{0, 3, 0}));
}

TEST(Audit, SaysThatARowIsMissingFromAPlainSum) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 3. Fordringar", {"2023", "2022"})
      .note("3")
      .row("Moms", {"21 867", "34 163"})
      .row("Skattekonto", {"23 073", "14 624"})
      .row("Summa", {"291 940", "785 597"});
  const Audit audit = report.audited();
  ASSERT_FALSE(audit.findings.empty());
  EXPECT_THAT(audit.findings.front().cells, Contains(CellAddress{0, 2, 0}));
}

TEST(Audit, DoubtsTheRowsOfATotalThatALargerTotalConfirms) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Moms", {"21 867", "34 163"})
      .row("Skattekonto", {"23 073", "14 624"})
      .row("Summa fordringar", {"291 940", "785 597"})
      .row("Kassa", {"2 024 861", "1 017 539"})
      .row("Totalt", {"2 316 801", "1 803 136"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  for (const Finding& finding : audit.findings) {
    EXPECT_EQ(finding.severity, Severity::kWarning);
    EXPECT_THAT(finding.cells, Contains(::testing::Field(&CellAddress::row, 2U)));
  }
}

TEST(Audit, LeavesOpenASumWhoseMissingPartWasTakenForAnotherUnit) {
  ReportBuilder report;
  auto table = report.statement(StatementKind::kEquityChanges, "Eget kapital", {"2023", "2022"});
  table.row("Ingående balans", {"16 740", "15 910"})
      .row("Årets vinst", {"3 872", "1 221"})
      .row("Utdelning, 0,85 kr per aktie", {"-115", ""})
      .row("Totalt", {"20 497", "17 131"});
  table.unit(2, rules::Unit::kOther);
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

TEST(Audit, ChecksThatBothSidesBalance) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Summa tillgångar", {"2 742 215", "2 841 719"})
      .row("Summa eget kapital och skulder", {"-2 742 215", "-2 841 791"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.checks[audit.findings.front().checks.front()].rule, "balance.balances");
  EXPECT_EQ(audit.findings.front().severity, Severity::kError);
}

// "Medel före räntor" is no word for a total, but the total below counts on it and not on its
// parts.
TEST(Audit, KnowsATotalByTheLargerTotalThatCountsOnIt) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 6. Medel", {"2023", "2022"})
      .row("Inbetalda avgifter", {"1 311 407", "684 219"})
      .row("Bidrag", {"2 765 112", "5 372 806"})
      .row("Återbetalt", {"-60 350", "1 881 433"})
      .row("Medel före räntor", {"4 136 869", "7 938 458"})
      .row("Räntor", {"12 204", "8 117"})
      .row("Summa medel", {"4 149 073", "7 946 575"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().difference, rules::Money(12070000));
  EXPECT_THAT(audit.findings.front().cells, Contains(CellAddress{0, 3, 0}));
}

TEST(Audit, DemandsThatTheSidesBalanceWhereTheTableAddsUpOnlyInTheOtherYear) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Fordringar", {"717 354", "1 824 180"})
      .row("Kassa", {"2 024 861", "1 017 539"})
      .row("Summa tillgångar", {"2 742 215", "2 841 719"})
      .row("Summa eget kapital och skulder", {"2 724 215", "2 841 719"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().severity, Severity::kError);
  EXPECT_THAT(audit.findings.front().cells, Contains(CellAddress{0, 3, 0}));
}

TEST(Audit, ComparesFiguresInDifferentUnits) {
  ReportBuilder report;
  add_sound_balance(report);
  report.statement(StatementKind::kOverview, "Översikt", {"2023", "2022"})
      .scale(1000)
      .row("Årets resultat", {"-59", "-52"})
      .row("Soliditet", {"93 %", "92 %"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

TEST(Audit, ReadsARowInTheUnitItsLabelStates) {
  ReportBuilder report;
  add_sound_balance(report);
  report.statement(StatementKind::kOverview, "Översikt", {"2023", "2022"})
      .row("Årets resultat", {"-59", "-52"})
      .row_scale(0, 1000);
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

// A group and its parent, and an overview that does not say of which of them it speaks.
Audit audit_of_overview(const std::vector<std::string>& results) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Koncernens resultaträkning", {"2023", "2022"})
      .scope(rules::EntityScope::kGroup)
      .row("Årets resultat", {"8 441", "7 120"});
  report
      .statement(StatementKind::kIncomeStatement, "Moderbolagets resultaträkning", {"2023", "2022"})
      .scope(rules::EntityScope::kParent)
      .row("Årets resultat", {"1 306", "2 915"});
  report.statement(StatementKind::kOverview, "Översikt", {"2023", "2022"})
      .row("Årets resultat", results);
  return report.audited();
}

TEST(Audit, TakesAnOverviewToSpeakOfTheBodyWhoseFiguresItRepeats) {
  EXPECT_THAT(audit_of_overview({"8 441", "7 120"}).findings, IsEmpty());
  EXPECT_THAT(audit_of_overview({"1 306", "2 915"}).findings, IsEmpty());
  const Audit wrong = audit_of_overview({"8 441", "7 210"});
  ASSERT_EQ(wrong.findings.size(), 1U);
  EXPECT_THAT(wrong.findings.front().cells, Contains(CellAddress{2, 0, 1}));
  EXPECT_EQ(wrong.findings.front().difference, rules::Money(9000));
}

// Likvida medel at the end of a year whose balance sheet has cash of 2 024 861 and placements of
// 425 414.
Audit audit_of_closing_cash(const char* closing) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023"})
      .row("Kortfristiga placeringar", {"425 414"})
      .row("Kassa och bank", {"2 024 861"});
  report.statement(StatementKind::kCashFlowStatement, "Kassaflödesanalys", {"2023"})
      .row("Likvida medel vid årets slut", {closing});
  return report.audited();
}

TEST(Audit, AcceptsAnyVariantOfAnIdentity) {
  EXPECT_THAT(audit_of_closing_cash("2 024 861").findings, IsEmpty());
  EXPECT_THAT(audit_of_closing_cash("2 450 275").findings, IsEmpty());
  const Audit neither = audit_of_closing_cash("2 024 816");
  ASSERT_EQ(neither.findings.size(), 1U);
  EXPECT_EQ(neither.findings.front().difference, rules::Money(-4500));
}

TEST(Audit, WarnsWhenAShareCannotBeComputedFromItsFigures) {
  ReportBuilder report;
  add_sound_balance(report);
  report.statement(StatementKind::kOverview, "Översikt", {"2023", "2022"})
      .scale(1000)
      .row("Soliditet", {"93 %", "88 %"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().severity, Severity::kWarning);
  EXPECT_EQ(audit.findings.front().cells.front(), (CellAddress{2, 0, 1}));
}

TEST(Audit, OnlyRemarksOnAShareCutOffInsteadOfRounded) {
  ReportBuilder report;
  add_sound_balance(report);  // 92,81 and 91,63 per cent
  report.statement(StatementKind::kOverview, "Översikt", {"2023", "2022"})
      .scale(1000)
      .row("Soliditet", {"92 %", "91 %"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 2U);
  EXPECT_EQ(audit.findings[0].severity, Severity::kInfo);
  EXPECT_EQ(audit.findings[1].severity, Severity::kInfo);
}

TEST(Audit, FindsAVarianceThatIsNotTheDifferenceOfItsColumns) {
  ReportBuilder report;
  report
      .statement(StatementKind::kOperatingAccount, "Driftredovisning",
                 {"Utfall", "Budget", "Avvikelse"})
      .role(1, ColumnRole::kBudget)
      .role(2, ColumnRole::kVariance)
      .row("Kansli", {"-701 557", "-680 000", "-21 557"})
      .row("Revision", {"-34 781", "-40 000", "5 219"})
      .row("Insatser", {"-651 200", "-690 133", "39 833"})
      .row("Summa", {"-1 387 538", "-1 410 133", "22 595"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().cells.front(), (CellAddress{0, 2, 2}));
  EXPECT_EQ(audit.findings.front().checks.size(), 2U);
}

TEST(Audit, AcceptsVariancesOfCostsPrintedPositive) {
  ReportBuilder report;
  report
      .statement(StatementKind::kOperatingAccount, "Driftredovisning",
                 {"Utfall", "Budget", "Avvikelse"})
      .role(1, ColumnRole::kBudget)
      .role(2, ColumnRole::kVariance)
      .row("Nettokostnad", {"9 334", "11 957", "2 623"})
      .row("Bidrag", {"10 281", "11 157", "-876"})
      .row("Totalt", {"947", "-800", "1 747"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

TEST(Audit, AddsUpOpeningChangeAndClosing) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"IB", "Förändring", "UB"})
      .role(0, ColumnRole::kOpening)
      .role(1, ColumnRole::kChange)
      .row("Fordringar", {"223 526,63", "43 770,37", "267 297,00"})
      .row("Kassa", {"2 275 494,50", "562 305,38", "2 837 799,88"})
      .row("Lager", {"10 000,00", "1 000,00", "12 000,00"})
      .row("Inventarier", {"5 000,00", "500,00", "5 500,00"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.checks[audit.findings.front().checks.front()].kind,
            rules::CheckKind::kCrossFooting);
  EXPECT_EQ(audit.findings.front().difference, rules::Money(100000));
}

// Half the rows are wrong: what the heads say is then all there is to go by.
TEST(Audit, AddsUpChangesInEquityByTheirHeads) {
  ReportBuilder report;
  report
      .statement(StatementKind::kEquityChanges, "Förändringar i eget kapital",
                 {"Ingående", "Förändring", "Utgående"})
      .role(1, ColumnRole::kChange)
      .row("Aktiekapital", {"108 000", "0", "100 000"})
      .row("Balanserat resultat", {"2 061 616", "260 556", "2 322 172"})
      .row("Årets resultat", {"501 240", "249 823", "750 263"})
      .row("Summa fritt eget kapital", {"2 562 856", "509 579", "3 072 435"});
  const Audit audit = report.audited();
  EXPECT_TRUE(tells_of(audit, {0, 0, 0}));
  EXPECT_TRUE(tells_of(audit, {0, 2, 1}));
}

// A result that lost what stood before it is by chance the sum of the interest alone. The year in
// which the named sum holds is no error for that.
TEST(Audit, TellsMildlyOfASumThatANamedSumRefutes) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Rörelseresultat", {"7 229", "6 686"})
      .row("Ränteintäkter", {"662", "554"})
      .row("Räntekostnader", {"-4 206", "-3 997"})
      .row("Resultat efter räntor", {"3 685", "-3 443"});
  const Audit audit = report.audited();
  EXPECT_TRUE(tells_of(audit, {0, 3, 1})) << "the year that is wrong";
  for (const Finding& finding : audit.findings) {
    const bool of_right_year =
        std::all_of(finding.cells.begin(), finding.cells.end(),
                    [](const CellAddress& cell) { return cell.column == 0; });
    EXPECT_FALSE(of_right_year && finding.severity == Severity::kError);
  }
}

// Most rows have nothing in the second column, where it looks as if opening and change were all.
TEST(Audit, CountsAColumnThatIsZeroInMostRows) {
  ReportBuilder report;
  report
      .statement(StatementKind::kEquityChanges, "Förändringar i eget kapital",
                 {"Ingående", "Disposition", "Förändring", "Utgående"})
      .role(0, ColumnRole::kOpening)
      .role(1, ColumnRole::kChange)
      .role(2, ColumnRole::kChange)
      .row("Insatser", {"41 480 000", "0", "212 500", "41 692 500"})
      .row("Upplåtelseavgifter", {"3 317 244", "0", "98 113", "3 415 357"})
      .row("Underhållsfond", {"2 775 527", "0", "835 268", "3 610 795"})
      .row("Balanserat resultat", {"-5 512 414", "-1 003 203", "-835 268", "-7 350 885"})
      .row("Periodens resultat", {"-1 003 203", "1 003 203", "-1 207 079", "-1 207 079"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

// New loans and opening debt never stand in one row but the last, where repayments alone would not
// do.
TEST(Audit, AddsUpDebtWithNewLoansAndRepayments) {
  const auto findings = [](const std::string& opening) {
    ReportBuilder report;
    report
        .statement(StatementKind::kNote, "Not 17 Fastighetslån",
                   {"Ing. skuld", "Nya lån", "Årets amort.", "Utg. skuld"})
        .row("Banken", {"9 105 680", "", "9 105 680", ""})
        .row("Banken", {"6 157 655", "", "6 157 655", ""})
        .row("Kassan", {"32 840 545", "", "103 421", "32 737 124"})
        .row("Kassan", {"32 726 059", "", "98 912", "32 627 147"})
        .row("Banken", {"7 372 750", "", "20 500", "7 352 250"})
        .row("Banken", {"", "14 263 335", "", "14 263 335"})
        .row("Summa", {opening, "14 263 335", "15 486 168", "86 979 856"});
    return report.audited().findings.size();
  };
  EXPECT_EQ(findings("88 202 689"), 0U);
  EXPECT_EQ(findings("88 202 698"), 1U);
}

TEST(Audit, WarnsOfAPartLargerThanItsWhole) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1", {"2023"})
      .row("Personal", {"1 200"})
      .row("varav arvoden", {"2 100"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.checks.front().rule, "of_which");
}

TEST(Audit, RemarksOnALoneRoundingAmongExactSums) {
  ReportBuilder report;
  add_sound_balance(report);
  report.statement(StatementKind::kNote, "Not 9. Annat", {"2023", "2022"})
      .row("Ett", {"10 111", "20 222"})
      .row("Två", {"30 333", "40 444"})
      .row("Summa", {"40 445", "60 666"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().severity, Severity::kInfo);
}

TEST(Audit, PutsEveryDiscrepancyInExactlyOneFinding) {
  ReportBuilder report;
  add_sound_balance(report);
  report.statement(StatementKind::kNote, "Not 4. Kortfristiga skulder", {"2023", "2022"})
      .note("4")
      .row("Leverantörsskulder", {"91 086", "37 773"})
      .row("Upplupna kostnader", {"100 000", "200 000"})
      .row("Summa", {"197 068", "237 773"});
  const Audit audit = report.audited();
  std::vector<std::size_t> told;
  for (const Finding& finding : audit.findings) {
    told.insert(told.end(), finding.checks.begin(), finding.checks.end());
  }
  std::sort(told.begin(), told.end());
  std::vector<std::size_t> failing;
  for (std::size_t i = 0; i < audit.checks.size(); ++i) {
    if (audit.checks[i].verdict == Verdict::kDiscrepancy) failing.push_back(i);
  }
  EXPECT_EQ(told, failing);
  EXPECT_GE(failing.size(), 2U);
}

TEST(Audit, CountsTheEquationsThatCoverACell) {
  ReportBuilder report;
  add_sound_balance(report);
  const Audit audit = report.audited();
  EXPECT_GE(audit.coverage.at({1, 2, 0}).holding, 2);
  EXPECT_EQ(audit.coverage.at({1, 0, 0}).holding, 1);
}

TEST(Audit, SurvivesReportsWithNothingInThem) {
  EXPECT_THAT(ReportBuilder().audited().checks, IsEmpty());
  ReportBuilder empty;
  empty.statement(StatementKind::kNote, "Not 1", {});
  empty.statement(StatementKind::kNote, "Not 2", {"2023"}).heading("Endast text");
  EXPECT_THAT(empty.audited().checks, IsEmpty());
}

TEST(Audit, AsksNoSumAcrossColumnsOfATotalWithAPartInOneColumnOnly) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 6. Förvärv", {"Bokfört", "Justering", "Koncernen"})
      .note("6")
      .row("Maskiner", {"1 204", "6 130", "7 334"})
      .row("Varulager", {"2 310", "415", "2 725"})
      .row("Kundfordringar", {"8 120", "-120", "8 000"})
      .row("Nettotillgångar", {"11 634", "6 425", "18 059"})
      .row("Goodwill", {"", "", "14 250"})
      .row("Totalt", {"11 634", "6 425", "32 309"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

TEST(Audit, TakesNoItemForTheSumOfRowsThatAreNothing) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 8. Pågående arbeten", {"2023", "2022"})
      .note("8")
      .row("Fönster", {"0", "3 689 932"})
      .row("Ombyggnad", {"0", "-3 689 932"})
      .row("Sanering", {"23 309", "0"})
      .row("Summa", {"23 309", "0"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

}  // namespace
}  // namespace siffra::reconcile
