#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/internal/note_names.h"
#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using rules::Severity;
using rules::StatementKind;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReportBuilder;

std::vector<const Check*> ties(const Audit& audit) {
  std::vector<const Check*> found;
  for (const Check& check : audit.checks) {
    if (check.kind == rules::CheckKind::kNoteTie) found.push_back(&check);
  }
  return found;
}

TEST(NoteTies, ReadNumbersAsPrinted) {
  EXPECT_THAT(internal::note_numbers("2, 3"), ElementsAre("2", "3"));
  EXPECT_THAT(internal::note_numbers("Not 12"), ElementsAre("12"));
  EXPECT_THAT(internal::note_numbers("3a"), ElementsAre("3a"));
  EXPECT_THAT(internal::note_numbers("-"), IsEmpty());
}

TEST(NoteTies, CompareTitlesByTheirLongerWords) {
  EXPECT_TRUE(internal::titles_resemble("korta fordringar", "not 3. fordringar"));
  EXPECT_FALSE(internal::titles_resemble("kortfristiga skulder", "not 4. upplupna kostnader"));
}

TEST(NoteTies, IgnoreTheSignOfCosts) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Verksamhetens kostnader", {"-9 302 750", "-10 517 458"}, "2");
  report.statement(StatementKind::kNote, "Not 2. Verksamhetens kostnader", {"2023", "2022"})
      .note("2")
      .row("Lokaler", {"171 536", "166 129"})
      .row("Personal", {"9 131 214", "10 351 329"})
      .row("Summa", {"9 302 750", "10 517 458"});
  const Audit audit = report.audited();
  EXPECT_EQ(ties(audit).size(), 2U);
  EXPECT_THAT(audit.findings, IsEmpty());
}

TEST(NoteTies, DoNotTakeASentenceOnAPartForTheWhole) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Skulder till kreditinstitut", {"23 300 000", "23 500 000"}, "9");
  report.statement(StatementKind::kNote, "Not 9. Långfristiga skulder", {"2023", "2022"})
      .note("9")
      .row("Långfristiga skulder som förfaller till betalning senare än fem år efter balansdagen",
           {"22 500 000", "22 700 000"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

TEST(NoteTies, DoNotTakeANoteOnStaffForTheCostsThatCiteItBesideOthers) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Ändamålskostnader", {"-2 890 111", "-2 777 450"}, "3, 4")
      .row("Administrationskostnader", {"-688 122", "-671 203"}, "4");
  report
      .statement(StatementKind::kNote, "Not 4. Medelantal anställda och personal", {"2023", "2022"})
      .note("4")
      .row("Löner", {"1 844 210", "1 701 120"})
      .row("Sociala avgifter", {"612 000", "598 500"})
      .row("Summa", {"2 456 210", "2 299 620"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

// Both rows send to the note for what it tells of the staff in them.
TEST(NoteTies, DoNotTakeANoteOnStaffForCostsThatCiteNothingElse) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Ändamålskostnader", {"-2 890 111", "-2 777 450"}, "4")
      .row("Administrationskostnader", {"-688 122", "-671 203"}, "4");
  report.statement(StatementKind::kNote, "Not 4. Personal", {"2023", "2022"})
      .note("4")
      .row("Löner", {"1 844 210", "1 701 120"})
      .row("Sociala avgifter", {"612 000", "598 500"})
      .row("Summa", {"2 456 210", "2 299 620"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

TEST(NoteTies, LetTheNoteOfARowTellOfTheSumItIsPartOf) {
  const auto audit = [](const char* sales) {
    ReportBuilder report;
    report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2022", "2021"})
        .row("Nettoomsättning", {sales, "1 632 986"}, "2")
        .row("Övriga rörelseintäkter", {"6 000", "-"})
        .row("Summa rörelseintäkter", {"1 648 959", "1 632 986"});
    report.statement(StatementKind::kNote, "Not 2 Rörelseintäkter", {"2022", "2021"})
        .note("2")
        .row("Årsavgifter", {"1 642 959", "1 632 986"})
        .row("Övriga intäkter", {"6 000", "-"})
        .row("Summa", {"1 648 959", "1 632 986"});
    return report.audited();
  };
  EXPECT_THAT(audit("1 642 959").findings, IsEmpty());
  EXPECT_FALSE(audit("1 624 959").findings.empty()) << "a figure that its own sum denies";
}

TEST(NoteTies, LetOneNoteServeTwoRows) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023"})
      .row("Verksamhetens kostnader", {"-3 152 233"}, "2")
      .row("Finansiella kostnader", {"-1 470"}, "2");
  report.statement(StatementKind::kNote, "Not 2. Kostnader", {"2023"})
      .note("2")
      .row("Kansli", {"-1 101 557"})
      .row("Insatser", {"-2 052 146"})
      .row("Summa", {"-3 153 703"});
  const Audit audit = report.audited();
  ASSERT_EQ(ties(audit).size(), 1U);
  EXPECT_EQ(ties(audit).front()->verdict, Verdict::kExact);
  EXPECT_EQ(ties(audit).front()->terms.size(), 3U);
}

TEST(NoteTies, LetOneRowCiteTwoNotes) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023"})
      .row("Övriga kostnader", {"-25 750"}, "2, 3");
  report.statement(StatementKind::kNote, "Not 2. Lokaler", {"2023"})
      .note("2")
      .row("Hyra", {"-11 250"})
      .row("El", {"-3 500"})
      .row("Summa", {"-14 750"});
  report.statement(StatementKind::kNote, "Not 3. Revision", {"2023"})
      .note("3")
      .row("Arvode", {"-9 000"})
      .row("Resor", {"-2 000"})
      .row("Summa", {"-11 000"});
  const Audit audit = report.audited();
  ASSERT_EQ(ties(audit).size(), 1U);
  EXPECT_EQ(ties(audit).front()->verdict, Verdict::kExact);
}

TEST(NoteTies, ChooseAmongNotesWhoseNumbersStartOver) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023"})
      .row("Övriga kostnader", {"-10 695,29"}, "1");
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023"})
      .row("Kortfristiga fordringar", {"267 297,00"}, "1");
  report.statement(StatementKind::kNote, "Not 1 Övriga kostnader", {"2023"})
      .note("1")
      .row("Kontorsmaterial", {"5 070,29"})
      .row("Konsulter", {"5 625"});
  report.statement(StatementKind::kNote, "Not 1 Kortfristiga fordringar", {"2023"})
      .note("1")
      .row("Kundfordringar", {"234 375"})
      .row("Moms", {"32 922"});
  const Audit audit = report.audited();
  EXPECT_EQ(ties(audit).size(), 2U);
  EXPECT_THAT(audit.findings, IsEmpty());
}

TEST(NoteTies, FailAsAnErrorWhereTheOtherYearTies) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Fordringar", {"291 940", "785 597"}, "3");
  report.statement(StatementKind::kNote, "Not 3. Fordringar", {"2023", "2022"})
      .note("3")
      .row("Moms", {"44 940", "48 787"})
      .row("Övrigt", {"274 000", "736 810"})
      .row("Summa", {"318 940", "785 597"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().severity, Severity::kError);
}

TEST(NoteTies, DoNotTakeOtherHeadsForTheYears) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Kortfristiga placeringar", {"367 000", "227 000"}, "3");
  report
      .statement(StatementKind::kNote, "Not 3. Kortfristiga placeringar",
                 {"Anskaffningsvärde", "Bokfört värde"})
      .note("3")
      .row("Fondandelar", {"227 000", "227 000"})
      .row("Inköp", {"140 000", "140 000"})
      .row("Summa", {"367 000", "367 000"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

TEST(NoteTies, AreOnlyDoubtedWhereTheNoteIsOfSomethingElse) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Kortfristiga skulder", {"197 086", "237 773"}, "4");
  report.statement(StatementKind::kNote, "Not 4. Upplupna kostnader", {"2023", "2022"})
      .note("4")
      .row("Semester", {"34 399", "36 619"})
      .row("Revision", {"88 208", "146 185"})
      .row("Summa", {"122 607", "182 804"});
  const Audit audit = report.audited();
  ASSERT_FALSE(audit.findings.empty());
  for (const Finding& finding : audit.findings) EXPECT_EQ(finding.severity, Severity::kWarning);
}

TEST(NoteTies, WarnOfASignTurnedInOneYearOnly) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Verksamhetens intäkter", {"4 524 000", "5 028 000"}, "1");
  report.statement(StatementKind::kNote, "Not 1. Intäkter", {"2023", "2022"})
      .note("1")
      .row("Summa", {"4 524 000", "-5 028 000"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().severity, Severity::kWarning);
  EXPECT_THAT(audit.findings.front().cells, Contains(extract::CellAddress{1, 0, 1}));
}

TEST(NoteTies, TellOfOneRowThoughTheRowsTogetherTie) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Långfristiga lån", {"26 245 008", "25 794 103"}, "5")
      .row("Kortfristiga lån", {"420 000", "411 600"}, "5");
  report.statement(StatementKind::kNote, "Not 5. Lån", {"2023", "2022"})
      .note("5")
      .row("Summa lån", {"26 665 008", "26 205 703"})
      .row("varav kortfristig del", {"420 000", "411 620"})
      .row("Långfristig del", {"26 245 008", "25 794 083"});
  const Audit audit = report.audited();
  ASSERT_FALSE(audit.findings.empty());
  EXPECT_EQ(audit.findings.front().severity, Severity::kWarning);
}

// The last head of the statement was read as the year of the first.
TEST(NoteTies, AreOfTheColumnThatAgrees) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022", "2023"})
      .row("Kortfristiga fordringar", {"116 339", "108 382", "113 016"}, "8");
  report.statement(StatementKind::kNote, "Not 8. Fordringar", {"2023", "2022"})
      .note("8")
      .row("Kundfordringar", {"116 339", "108 382"});
  const Audit audit = report.audited();
  EXPECT_EQ(ties(audit).size(), 2U);
  EXPECT_THAT(audit.findings, IsEmpty());
}

TEST(NoteTies, TellOfAFigureOfTheWrongYear) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Kortfristiga fordringar", {"116 339", "113 016"}, "8");
  report.statement(StatementKind::kNote, "Not 8. Fordringar", {"2023", "2022", "2021"})
      .note("8")
      .row("Kundfordringar", {"116 339", "108 382", "113 016"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().severity, Severity::kError);
  EXPECT_THAT(audit.findings.front().cells, Contains(extract::CellAddress{0, 0, 1}));
}

TEST(NoteTies, TellOfAFigureOfTheWrongYearWhereTheStatementShowsOneYear) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023"})
      .row("Kortfristiga fordringar", {"113 016"}, "8");
  report.statement(StatementKind::kNote, "Not 8. Kortfristiga fordringar", {"2023", "2022"})
      .note("8")
      .row("Kundfordringar", {"90 339", "88 382"})
      .row("Övriga", {"26 000", "24 634"})
      .row("Summa", {"116 339", "113 016"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().severity, Severity::kError);
}

// The head of a recognised column may be the year of another.
TEST(NoteTies, WarnOfARecognisedFigureOfAnotherYear) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Kortfristiga fordringar", {"116 339", "113 016"}, "8");
  report.statement(StatementKind::kNote, "Not 8. Fordringar", {"2023", "2022", "2021"})
      .note("8")
      .row("Kundfordringar", {"116 339", "108 382", "113 016"});
  extract::Extraction recognised = report.extraction();
  for (extract::Statement& statement : recognised.statements) {
    for (extract::StatementCell& cell : statement.rows.front().cells)
      cell.source = extract::Source::kOcr;
  }
  const Audit audit = reconcile::audit(recognised, testing::test_book());
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().severity, Severity::kWarning);
}

// A balance sheet beside a note of the same debts whose total differs in 2023; `change` spoils its
// heads as recognition does.
template <typename Change>
std::size_t findings_with_heads(Change&& change) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Avskrivningar", {"-32 618", "-31 711"}, "3");
  report.statement(StatementKind::kNote, "Not 3. Avskrivningar", {"2023", "2022"})
      .note("3")
      .row("Byggnader", {"-25 722", "-24 736"})
      .row("Maskiner", {"-6 806", "-6 975"})
      .row("Summa", {"-32 528", "-31 711"});
  extract::Extraction extraction = report.extraction();
  change(extraction.statements[0]);
  return reconcile::audit(extraction, testing::test_book()).findings.size();
}

TEST(NoteTies, AreTriedWhereAPieceOfADateIsLeftOfTheHead) {
  EXPECT_EQ(findings_with_heads([](extract::Statement& statement) {
              statement.columns[0].period_end.reset();
              statement.columns[0].header = "08-31";
            }),
            1U);
  EXPECT_EQ(findings_with_heads([](extract::Statement& statement) {
              statement.columns[0].period_end.reset();
              statement.columns[0].header = "Bokslut helår";
            }),
            0U)
      << "another period";
}

TEST(NoteTies, AreTriedByTheYearWhereOnlyTheBeginningOfThePeriodWasRead) {
  EXPECT_EQ(findings_with_heads([](extract::Statement& statement) {
              for (auto& column : statement.columns) {
                column.period_end = rules::Date{column.period_end->year(), std::chrono::January,
                                                std::chrono::day{1}};
              }
            }),
            1U);
}

// A stray figure made a column of its own between the two.
TEST(NoteTies, AreTriedBesideAColumnOfStrays) {
  EXPECT_EQ(findings_with_heads([](extract::Statement& statement) {
              statement.columns.insert(statement.columns.begin() + 1, statement.columns[1]);
              for (auto& column : statement.columns) {
                column.period_end.reset();
                column.header.clear();
              }
              statement.rows[0].cells[1].column = 2;
            }),
            1U);
}

// The list beside it differs by far, but one slip in one of its rows explains that.
TEST(NoteTies, TellOfASlipInAListWithoutTotal) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023"})
      .row("Övriga kostnader", {"-16 695"}, "1");
  report.statement(StatementKind::kNote, "Not 1 Övriga kostnader", {"2023"})
      .note("1")
      .row("Kontorsmaterial", {"5 070"})
      .row("Konsulter", {"51 625"});
  const Audit audit = report.audited();
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_EQ(audit.findings.front().severity, Severity::kWarning);
}

// The head of the second column says nothing of its year; two notes that agree do.
// The note's own total has no word for it and two parts: that the statement repeats it by name in
// one year is enough to ask for its sum in the other.
TEST(NoteTies, ShowATotalOfTheNoteThoughTheyFailInOneYear) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Bidrag", {"378", "153"}, "3");
  report.statement(StatementKind::kNote, "Not 3. Bidrag", {"2023", "2022"})
      .note("3")
      .row("Från staten", {"298", "78"})
      .row("Från regionen", {"88", "95"})
      .row("Bidrag", {"378", "173"});
  const Audit audit = report.audited();
  bool told = false;
  for (const Finding& finding : audit.findings) {
    for (const std::size_t check : finding.checks) {
      const auto& terms = audit.checks[check].terms;
      told = told || (terms.size() == 3 && terms.front().cell == extract::CellAddress{1, 2, 0});
    }
  }
  EXPECT_TRUE(told);
}

TEST(NoteTies, PairColumnsByTheNotesThatAgree) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "Utfall 2O22"})
      .row("Intäkter", {"64 540", "63 076"}, "1")
      .row("Personal", {"-41 883", "-40 320"}, "2")
      .row("Avskrivningar", {"-31 653", "-30 537"}, "3");
  const auto note = [&](const std::string& number, const std::vector<std::string>& figures) {
    report.statement(StatementKind::kNote, "Not " + number, {"2023", "2022"})
        .note(number)
        .row("Summa", figures);
  };
  note("1", {"64 540", "63 076"});
  note("2", {"-41 883", "-40 320"});
  note("3", {"-31 653", "-30 467"});
  const Audit audit = report.audited();
  EXPECT_EQ(ties(audit).size(), 6U);
  ASSERT_EQ(audit.findings.size(), 1U);
  EXPECT_THAT(audit.findings.front().cells, Contains(extract::CellAddress{0, 2, 1}));
}

}  // namespace
}  // namespace siffra::reconcile
