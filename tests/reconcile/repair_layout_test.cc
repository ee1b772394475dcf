// Repair of what is printed as one figure and was read as two, and of figures that are odd in their
// table.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "reconcile/repair.h"
#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using extract::CellAddress;
using extract::Extraction;
using extract::StatementCell;
using rules::Severity;
using rules::StatementKind;
using testing::recognise;
using testing::ReportBuilder;

std::string value_of(const Extraction& extraction, const CellAddress& address) {
  const StatementCell* cell = extract::find_cell(extraction, address);
  return cell != nullptr && cell->amount ? cell->amount->decimal_text() : "none";
}

// Moves the first cell of a row to end this far before the second.
void move_close(Extraction& extraction, std::size_t row, double points) {
  auto& cells = extraction.statements[0].rows[row].cells;
  const double right = cells[1].box.x0 - points;
  cells[0].box.x0 += right - cells[0].box.x1;
  cells[0].box.x1 = right;
}

Extraction split_report() {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Kostnader", {"", "2023", "2022"})
      .row("Hyra", {"", "41 375", "40 112"})
      .row("Löner", {"2", "320 408", "2 311 950"})
      .row("Summa", {"2", "361 783", "2 352 062"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  return extraction;
}

TEST(RepairLayout, JoinsAFigureThatWasTakenForTwoCells) {
  Extraction extraction = split_report();
  move_close(extraction, 1, 4);
  move_close(extraction, 2, 4);
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  ASSERT_EQ(extraction.statements[0].columns.size(), 2U) << "nothing is left in the first";
  EXPECT_EQ(extraction.statements[0].columns[0].header, "2023");
  EXPECT_EQ(value_of(extraction, {0, 1, 0}), "2320408");
  EXPECT_EQ(extract::find_cell(extraction, {0, 1, 0})->raw, "2 320 408");
  EXPECT_EQ(value_of(extraction, {0, 2, 0}), "2361783");
  EXPECT_EQ(value_of(extraction, {0, 0, 1}), "40112");
  EXPECT_TRUE(repaired.audit.findings.empty());
}

// The recogniser gave the last group the box of a speck behind the figure.
TEST(RepairLayout, JoinsAGroupWhoseBoxHoldsNoDigit) {
  const auto columns_when = [](double width) {
    Extraction extraction = split_report();
    for (const std::size_t row : {std::size_t{1}, std::size_t{2}}) {
      auto& cells = extraction.statements[0].rows[row].cells;
      move_close(extraction, row, 1.2 * cells[1].box.height());
      if (width > 0) cells[1].box.x1 = cells[1].box.x0 + width;
    }
    repair(extraction, testing::test_book(), {});
    return extraction.statements[0].columns.size();
  };
  EXPECT_EQ(columns_when(1), 2U);
  EXPECT_EQ(columns_when(0), 3U) << "as wide as its digits: the figure of a column";
}

// A typewriter sets the groups of one figure a whole place apart. Both halves add up by themselves,
// so no sum asks for it: the one head and the groups of three do. A dot in a gap is a speck.
TEST(RepairLayout, JoinsTheHalvesOfTheFiguresUnderOneHead) {
  const auto columns_when = [](const std::string& head, const std::string& last) {
    ReportBuilder report;
    report.statement(StatementKind::kNote, "Not 1. Kostnader", {"2023", head, "2022"})
        .row("Hyra", {"1 319", "211", "40 112"})
        .row("Löner", {"2 454", "084", "311 950"})
        .row("Summa", {"3.773", last, "352 062"});
    Extraction extraction = report.extraction();
    recognise(extraction);
    for (std::size_t row = 0; row < 3; ++row) {
      auto& cells = extraction.statements[0].rows[row].cells;
      move_close(extraction, row, 1.2 * cells[1].box.height());
    }
    repair(extraction, testing::test_book(), {});
    return std::pair(extraction.statements[0].columns.size(), value_of(extraction, {0, 2, 0}));
  };
  EXPECT_EQ(columns_when("2023", "295"), (std::pair(std::size_t{2}, std::string("3773295"))));
  EXPECT_EQ(columns_when("Antal", "295").first, 3U) << "two heads";
  EXPECT_EQ(columns_when("2023", "1 295").first, 3U) << "more than a group";
}

TEST(RepairLayout, JoinsAStrayUnderTheHeadOfItsFigure) {
  const auto columns_when = [](const std::string& head) {
    ReportBuilder report;
    report.statement(StatementKind::kNote, "Not 1. Kostnader", {head, "2023", "2022"})
        .row("Hyra", {"11", "223.288", "40 112"})
        .row("Löner", {"", "2.454.084", "311 950"})
        .row("Summa", {"", "13.677.372", "352 062"});
    Extraction extraction = report.extraction();
    recognise(extraction);
    const auto& cells = extraction.statements[0].rows[0].cells;
    move_close(extraction, 0, 1.2 * cells[1].box.height());
    repair(extraction, testing::test_book(), {});
    return extraction.statements[0].columns.size();
  };
  EXPECT_EQ(columns_when("2023"), 2U);
  EXPECT_EQ(columns_when("Antal"), 3U);
}

TEST(RepairLayout, ReadsTheDigitsBeforeASignOfPercentThatWasNotRead) {
  const auto value_when = [](const std::string& read, const std::string& other) {
    ReportBuilder report;
    report.statement(StatementKind::kOverview, "Flerårsöversikt", {"2023", "2022"})
        .row("Soliditet", {read, other});
    Extraction extraction = report.extraction();
    recognise(extraction);
    repair(extraction, testing::test_book(), {});
    EXPECT_EQ(extract::find_cell(extraction, {0, 0, 0})->raw, read);
    EXPECT_LT(extract::find_cell(extraction, {0, 0, 0})->confidence, 0.8);
    return value_of(extraction, {0, 0, 0});
  };
  EXPECT_EQ(value_when("49 ?", "51 %"), "49");
  EXPECT_EQ(value_when("49 ?", "51"), "none") << "no percentages: a digit may be what was not read";
  EXPECT_EQ(value_when("4? ?", "51 %"), "none");
}

TEST(RepairLayout, LeavesColumnsThatStandApart) {
  Extraction extraction = split_report();
  move_close(extraction, 1, 20);
  move_close(extraction, 2, 20);
  repair(extraction, testing::test_book(), {});
  EXPECT_EQ(extraction.statements[0].columns.size(), 3U);
  EXPECT_EQ(value_of(extraction, {0, 1, 0}), "2");
  EXPECT_EQ(value_of(extraction, {0, 1, 1}), "320408");
}

// A table that goes on over a page, a little to the side: its first column was taken for two.
Extraction column_in_two(const std::string& sum) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Kostnader", {"2023", "2023", "2022"})
      .row("Hyra", {"41 375", "", "40 112"})
      .row("Löner", {"320 408", "", "311 950"})
      .row("Porto", {"912", "", "846"})
      .row("Resor", {"9 841", "", "11 320"})
      .row("Tele", {"", "4 210", "4 005"})
      .row("Material", {"", "8 216", "7 655"})
      .row("Summa", {"", sum, "375 888"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  return extraction;
}

TEST(RepairLayout, PutsTheTwoPartsOfOneColumnTogether) {
  Extraction extraction = column_in_two("384 962");
  repair(extraction, testing::test_book(), {});
  ASSERT_EQ(extraction.statements[0].columns.size(), 2U);
  EXPECT_EQ(value_of(extraction, {0, 0, 0}), "41375");
  EXPECT_EQ(value_of(extraction, {0, 6, 0}), "384962");
}

TEST(RepairLayout, KeepsBothPiecesOfAFigureOfWhichEachPartOfAColumnHasOne) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Kostnader", {"2023", "2023", "2022"})
      .row("Hyra", {"41,3", "", "40,1"})
      .row("Löner", {"32,4", "", "31,9"})
      .row("Porto", {"9,1", "", "8,4"})
      .row("Tele", {"", "4,2", "4,0"})
      .row("Summa lokal", {"", "87,0", "84,4"})
      .row("Resor", {"1,8", "-1", "-8,7"})
      .row("Material", {"", "8,2", "7,6"})
      .row("Summa övrigt", {"", "-3,6", "-1,1"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  auto& parts = extraction.statements[0].rows[5].cells;
  parts[1].box.x0 = parts[0].box.x0 - 8;
  parts[1].box.x1 = parts[0].box.x0 - 2;
  repair(extraction, testing::test_book(), {});
  const StatementCell* cell = extract::find_cell(extraction, {0, 5, 0});
  EXPECT_EQ(cell->raw, "-1 1,8");
  EXPECT_FALSE(cell->amount) << "as it stands it is none";
  ASSERT_FALSE(cell->candidates.empty());
  EXPECT_EQ(cell->candidates.front().raw, "-11,8");
}

TEST(RepairLayout, LeavesTheTwoPartsWhereNoSumHoldsForIt) {
  Extraction extraction = column_in_two("304 960");
  repair(extraction, testing::test_book(), {});
  EXPECT_EQ(extraction.statements[0].columns.size(), 3U);
}

TEST(RepairLayout, LeavesWhatTheSumsWouldNotBear) {
  Extraction extraction = split_report();
  move_close(extraction, 1, 4);
  repair(extraction, testing::test_book(), {});
  EXPECT_EQ(value_of(extraction, {0, 1, 1}), "320408") << "its total stays as it is";
}

TEST(RepairLayout, LeavesFiguresOfATextLayer) {
  Extraction extraction = split_report();
  move_close(extraction, 1, 4);
  move_close(extraction, 2, 4);
  for (auto& row : extraction.statements[0].rows) {
    for (StatementCell& cell : row.cells) cell.source = extract::Source::kTextLayer;
  }
  repair(extraction, testing::test_book(), {});
  EXPECT_EQ(value_of(extraction, {0, 1, 1}), "320408");
}

// A column of strays may have been put after the one it stands before, and a speck in the gap looks
// like a dash.
TEST(RepairLayout, JoinsAFigureWhoseFirstGroupIsOfAColumnBehindIt) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Kostnader", {"2023", ""})
      .row("Hyra", {"41 375", ""})
      .row("Löner", {"-408", "320"})
      .row("Summa", {"361 783", ""});
  Extraction extraction = report.extraction();
  recognise(extraction);
  auto& cells = extraction.statements[0].rows[1].cells;
  cells[1].box.x1 = cells[0].box.x0 - 4;
  cells[1].box.x0 = cells[1].box.x1 - 15;
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  EXPECT_EQ(value_of(extraction, {0, 1, 0}), "320408");
  EXPECT_TRUE(repaired.audit.findings.empty());
}

// "44,7" whose comma was lost, as far apart as a typewriter sets it.
Extraction report_with_split_decimals(double gap) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Kostnader", {"", "2023", "2022"})
      .scale(1000000)
      .row("Hyra", {"44", "7", "40,1"})
      .row("Löner", {"", "320,4", "311,9"})
      .row("Material", {"", "12,9", "9,8"})
      .row("Summa", {"", "378,0", "361,8"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  move_close(extraction, 0, gap);
  return extraction;
}

TEST(RepairLayout, JoinsAFigureWhoseCommaWasLost) {
  Extraction extraction = report_with_split_decimals(12);
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  ASSERT_EQ(extraction.statements[0].columns.size(), 2U);
  EXPECT_EQ(value_of(extraction, {0, 0, 0}), "44.7");
  EXPECT_LE(extract::find_cell(extraction, {0, 0, 0})->confidence, 0.99);
  EXPECT_TRUE(repaired.audit.findings.empty());
}

TEST(RepairLayout, LeavesAColumnOfWholeFiguresBesideOneOfDecimals) {
  Extraction extraction = report_with_split_decimals(22);
  repair(extraction, testing::test_book(), {});
  EXPECT_EQ(value_of(extraction, {0, 0, 0}), "44");
}

Extraction report_in_millions(const std::string& rent) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Kostnader", {"2023", "2022"})
      .scale(1000000)
      .row("Hyra", {rent, "40,1"})
      .row("Löner", {"320,4", "311,9"})
      .row("Material", {"12,9", "9,8"})
      .row("Resor", {"8,2", "7,6"})
      .row("Summa", {"382,8", "369,4"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  return extraction;
}

// A comma is the first print to go; the figure is then plainly read and ten times too large.
TEST(RepairLayout, DoubtsAFigureThatLacksTheDecimalsOfItsTable) {
  Extraction extraction = report_in_millions("413");
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  EXPECT_TRUE(repaired.repairs.empty()) << "there is no picture to ask";
  EXPECT_LT(extract::find_cell(extraction, {0, 0, 0})->confidence, 0.9);
  ASSERT_EQ(repaired.audit.findings.size(), 1U);
  const Finding& finding = repaired.audit.findings[0];
  EXPECT_EQ(finding.severity, Severity::kWarning);
  ASSERT_TRUE(finding.hypothesis.has_value());
  EXPECT_EQ(finding.hypothesis->value, "41.3");
}

// Two of one sum, which the picture shows, each several times likelier than what was read.
TEST(RepairLayout, PutsBackCommasThatThePictureShows) {
  const auto repaired_by = [](double answer) {
    Extraction extraction = report_in_millions("413");
    StatementCell& other = extraction.statements[0].rows[2].cells[0];
    other.raw = "129";
    other.amount = rules::read_amount(other.raw, {});
    RepairSettings settings;
    settings.second_look = [answer](const StatementCell&, const std::string& text,
                                    const std::string&) -> std::optional<double> {
      return text.find(',') != std::string::npos ? answer : -8;
    };
    const Repaired repaired = repair(extraction, testing::test_book(), settings);
    EXPECT_EQ(repaired.audit.findings.empty(), answer > 0);
    EXPECT_EQ(value_of(extraction, {0, 0, 0}), answer > 0 ? "41.3" : "413");
    return repaired.repairs.size();
  };
  EXPECT_EQ(repaired_by(6), 2U);
  EXPECT_EQ(repaired_by(-6), 0U);
}

// Where one figure has lost its comma others have; that the sum still fails takes back none that
// is clearly seen.
TEST(RepairLayout, KeepsACommaClearlySeenThoughAnotherOfItsSumIsNot) {
  const auto value_after = [](double answer) {
    Extraction extraction = report_in_millions("413");
    StatementCell& other = extraction.statements[0].rows[2].cells[0];
    other.raw = "129";
    other.amount = rules::read_amount(other.raw, {});
    RepairSettings settings;
    settings.second_look = [answer](const StatementCell& cell, const std::string& text,
                                    const std::string&) -> std::optional<double> {
      if (cell.raw == "129") return std::nullopt;
      return text == "41,3" ? answer : -8;
    };
    const Repaired repaired = repair(extraction, testing::test_book(), settings);
    EXPECT_FALSE(repaired.audit.findings.empty());
    for (const Finding& finding : repaired.audit.findings)
      EXPECT_EQ(finding.severity, Severity::kWarning);
    EXPECT_EQ(value_of(extraction, {0, 2, 0}), "129") << "the picture tells nothing of it";
    return value_of(extraction, {0, 0, 0});
  };
  EXPECT_EQ(value_after(6), "41.3");
  EXPECT_EQ(value_after(4), "413") << "not clearly enough to mend no sum";
}

TEST(RepairLayout, StillCallsAWrongFigureWithItsDecimalsAnError) {
  Extraction extraction = report_in_millions("47,3");
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  ASSERT_EQ(repaired.audit.findings.size(), 1U);
  EXPECT_EQ(repaired.audit.findings[0].severity, Severity::kError);
}

// A balance sheet and a note that tell different debts for one of two years. `footed`: the note's
// rows make its total.
Severity severity_of_tie(bool footed) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Fordringar", {"717 354", "1 824 180"})
      .row("Kassa", {"2 024 861", "1 017 539"})
      .row("Summa tillgångar", {"2 742 215", "2 841 719"})
      .row("Eget kapital", {"2 545 129", "2 603 946"})
      .row("Kortfristiga skulder", {"197 086", "237 773"}, "4")
      .row("Summa eget kapital och skulder", {"2 742 215", "2 841 719"});
  auto note =
      report.statement(StatementKind::kNote, "Not 4. Kortfristiga skulder", {"2023", "2022"});
  note.note("4");
  if (footed) {
    note.row("Leverantörsskulder", {"93 417", "37 773"})
        .row("Upplupna kostnader", {"100 241", "200 000"});
  }
  note.row("Summa", {"193 658", "237 773"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  for (const Finding& finding : repaired.audit.findings) {
    for (const CellAddress& cell : finding.cells) {
      if (cell == CellAddress{0, 4, 0}) return finding.severity;
    }
  }
  ADD_FAILURE() << "the tie is not told";
  return Severity::kInfo;
}

TEST(RepairLayout, TrustsTheRowsOfATieThatHoldAmongTheirOwn) {
  EXPECT_EQ(severity_of_tie(true), Severity::kError);
  EXPECT_EQ(severity_of_tie(false), Severity::kWarning);
}

// Put together, the figures would add up to nothing in particular, and the wrong total of the first
// column would be told no more.
TEST(RepairLayout, LeavesAFailingSumThatWouldNoLongerBeTried) {
  ReportBuilder report;
  report.statement(StatementKind::kOther, "Tabell", {"Antal", "2023"})
      .row("Hyra", {"1", "100 408"})
      .row("Löner", {"2", "320 408"})
      .row("Summa", {"450", "420 816"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  for (std::size_t row = 0; row < 3; ++row) move_close(extraction, row, 4);
  repair(extraction, testing::test_book(), {});
  EXPECT_EQ(value_of(extraction, {0, 2, 0}), "450");
  EXPECT_EQ(value_of(extraction, {0, 2, 1}), "420816");
}

// A join that lets two sums be tried may break one: that is told.
TEST(RepairLayout, JoinsWhereMoreSumsHoldThanFail) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Kostnader", {"", "2023", "2022"})
      .row("Hyra", {"", "41 375", "40 112"})
      .row("Löner", {"2", "320 408", "2 311 950"})
      .row("Summa", {"2", "361 788", "2 352 062"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  move_close(extraction, 1, 4);
  move_close(extraction, 2, 4);
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  EXPECT_EQ(value_of(extraction, {0, 2, 0}), "2361788");
  EXPECT_EQ(repaired.audit.findings.size(), 1U);
}

// The cell of a result is gone in one column; in the others it is a part of the next result.
Severity severity_without_a_part(bool in_one_column) {
  ReportBuilder report;
  auto table = report.statement(StatementKind::kIncomeStatement, "Resultaträkning",
                                {"2023", "2022", "2021"});
  table.row("Rörelseresultat", {"717 354", "824 180", in_one_column ? "" : "905 332"})
      .row("Ränteintäkter", {"24 861", "17 539", "11 306"})
      .row("Räntekostnader", {"-97 086", "-37 773", "-40 119"})
      .row("Resultat efter räntor", {"645 129", "803 946", "876 819"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  RepairSettings settings;
  settings.unread_print = [](int, const extract::Box&) { return std::optional<bool>(false); };
  const Repaired repaired = repair(extraction, testing::test_book(), settings);
  for (const Finding& finding : repaired.audit.findings) {
    for (const CellAddress& cell : finding.cells) {
      if (cell == CellAddress{0, 3, 2}) return finding.severity;
    }
  }
  ADD_FAILURE() << "the result is not told";
  return Severity::kInfo;
}

TEST(RepairLayout, DoubtsASumWhosePartHasNoCell) {
  EXPECT_EQ(severity_without_a_part(true), Severity::kWarning);
  EXPECT_EQ(severity_without_a_part(false), Severity::kError) << "its parts make 876 519";
}

// "41 3" is no amount; that its comma was lost in the gap is likelier than that a digit is too
// many.
TEST(RepairLayout, SeesALostCommaInAGap) {
  Extraction extraction = report_in_millions("41 3");
  StatementCell& cell = extraction.statements[0].rows[0].cells[0];
  cell.amount.reset();
  RepairSettings settings;
  settings.second_look = [](const auto&, const auto&, const auto&) { return std::nullopt; };
  const Repaired repaired = repair(extraction, testing::test_book(), settings);
  for (const Repair& repaired_one : repaired.repairs) EXPECT_EQ(repaired_one.to, "41.3");
}

// A full stop between thousands that was read as a comma further on.
TEST(RepairLayout, DoubtsDecimalsThatNoOtherFigureHas) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Kostnader", {"2023", "2022"})
      .row("Hyra", {"391,8", "5.845"})
      .row("Löner", {"2.812", "5.572"})
      .row("Material", {"1.210", "1.204"})
      .row("Resor", {"1.106", "1.273"})
      .row("Summa", {"9.046", "13.894"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  ASSERT_EQ(repaired.audit.findings.size(), 1U);
  EXPECT_EQ(repaired.audit.findings[0].severity, Severity::kWarning);
  ASSERT_TRUE(repaired.audit.findings[0].hypothesis.has_value());
  EXPECT_EQ(repaired.audit.findings[0].hypothesis->value, "3918");
}

// A picture that denies a minus may be wrong, and a report whose sign is wrong would be hidden.
TEST(RepairLayout, TurnsNoSignForOneSumAlone) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Rörelseresultat", {"717 354", "824 180"})
      .row("Ränteintäkter", {"-24 861", "17 539"})
      .row("Övriga intäkter", {"8 117", "9 302"})
      .row("Resultat efter räntor", {"750 332", "851 021"});
  Extraction extraction = report.extraction();
  recognise(extraction);
  extraction.statements[0].rows[1].cells[0].confidence = 0.97;
  RepairSettings settings;
  settings.second_look = [](const StatementCell&, const std::string& text, const std::string&) {
    return std::optional<double>(text.front() == '-' ? -8.0 : 8.0);
  };
  const Repaired repaired = repair(extraction, testing::test_book(), settings);
  EXPECT_TRUE(repaired.repairs.empty());
  EXPECT_FALSE(repaired.audit.findings.empty());
}

}  // namespace
}  // namespace siffra::reconcile
