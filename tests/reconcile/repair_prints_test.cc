// What the place and the size of a figure's print tell of whether it was misread.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "reconcile/repair.h"
#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using extract::Extraction;
using extract::StatementCell;
using rules::Severity;
using rules::StatementKind;
using testing::recognise;
using testing::ReportBuilder;

// A plain page whose picture shows no print that was not read, and denies everything else.
RepairSettings plain_page() {
  RepairSettings settings;
  settings.unread_print = [](int, const extract::Box&) { return std::optional<bool>(false); };
  settings.second_look = [](const auto&, const auto&, const auto&) {
    return std::optional<double>(-8);
  };
  return settings;
}

// Costs whose first part is `first` where the sum asks for 77.
Extraction costs(const std::string& first) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Kostnader", {"2023", "2022"})
      .scale(1000)
      .row("Hyra", {first, "81"})
      .row("Löner", {"320", "311"})
      .row("Material", {"12", "14"})
      .row("Resor", {"45", "46"})
      .row("Summa", {"454", "452"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  return extraction;
}

StatementCell& first_of(Extraction& extraction) {
  return extraction.statements[0].rows[0].cells[0];
}

std::optional<Severity> severity_of(Extraction& extraction,
                                    const RepairSettings& settings = plain_page()) {
  const Repaired repaired = repair(extraction, testing::test_book(), settings);
  if (repaired.audit.findings.empty()) return std::nullopt;
  return repaired.audit.findings[0].severity;
}

TEST(RepairPrints, DoubtsAFigureWhoseBoxHasRoomForAnotherDigit) {
  Extraction extraction = costs("7");
  first_of(extraction).box.x0 -= 5;
  EXPECT_EQ(severity_of(extraction), Severity::kWarning);
  EXPECT_LT(first_of(extraction).confidence, 0.7);
}

TEST(RepairPrints, CallsAFigureThatFillsItsBoxAnError) {
  Extraction extraction = costs("7");
  EXPECT_EQ(severity_of(extraction), Severity::kError);
}

TEST(RepairPrints, DoubtsAFigureThatIsHigherThanAllOthers) {
  Extraction extraction = costs("71");
  first_of(extraction).box.y0 -= 3;
  EXPECT_EQ(severity_of(extraction), Severity::kWarning);
  Extraction even = costs("71");
  EXPECT_EQ(severity_of(even), Severity::kError);
}

// The dash of "-1 117" was taken for a row of its own, and its 1 was lost.
TEST(RepairPrints, DoubtsAFigureWithADashBeforeItThatIsNoPartOfIt) {
  for (const double distance : {12.0, 40.0}) {
    ReportBuilder report;
    report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022", "2021"})
        .row("Netto", {"117", "-1 204", "-1 311"})
        .row("", {"-", "", ""})
        .row("Bidrag", {"938", "951", "1 061"})
        .row("Övrigt", {"85", "92", "77"})
        .row("Resultat efter räntor", {"-94", "-161", "-173"});
    Extraction extraction = report.extraction();
    recognise(extraction);
    auto& rows = extraction.statements[0].rows;
    const double left = rows[0].cells[0].box.x0 - distance;
    rows[1].cells[0].box = rows[0].cells[0].box;
    rows[1].cells[0].box.x0 = left - 3;
    rows[1].cells[0].box.x1 = left;
    const auto severity = severity_of(extraction);
    EXPECT_EQ(severity, distance < 20 ? Severity::kWarning : Severity::kError) << distance;
  }
}

// All else that is less than nothing stands in brackets: the dash is a speck.
TEST(RepairPrints, DoubtsTheOnlyMinusAmongBrackets) {
  ReportBuilder report;
  report.statement(StatementKind::kCashFlowStatement, "Kassaflöde", {"2023", "2022"})
      .row("Utdelning", {"(2 310)", "(2 170)"})
      .row("Upptagna lån", {"-209", "169"})
      .row("Leasing", {"(180)", "(220)"})
      .row("Summa", {"(2 281)", "(2 221)"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  RepairSettings settings = plain_page();
  settings.second_look = [](const auto&, const auto&, const auto&) { return std::nullopt; };
  const Repaired repaired = repair(extraction, testing::test_book(), settings);
  EXPECT_TRUE(repaired.repairs.empty()) << "the picture says nothing";
  ASSERT_EQ(repaired.audit.findings.size(), 1U);
  EXPECT_EQ(repaired.audit.findings[0].severity, Severity::kWarning);
  ASSERT_TRUE(repaired.audit.findings[0].hypothesis.has_value());
  EXPECT_EQ(repaired.audit.findings[0].hypothesis->value, "209");
}

// Half of the columns have the part; in the others the row's figures were lost.
TEST(RepairPrints, DoubtsASumWhosePartStandsInHalfOfItsColumns) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022", "2021", "2020"})
      .row("Pensioner", {"", "", "162 417", "153 329"})
      .row("Andra avsättningar", {"38 411", "38 926", "54 633", "49 914"})
      .row("Summa avsättningar", {"155 937", "192 566", "217 050", "203 243"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  EXPECT_EQ(severity_of(extraction), Severity::kWarning);
}

}  // namespace
}  // namespace siffra::reconcile
