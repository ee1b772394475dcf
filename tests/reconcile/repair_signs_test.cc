// Minuses that scanning to two tones ate: one sum that fails by twice a figure is an error where
// the picture shows no minus, many of them are the scanner's doing.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "reconcile/repair.h"
#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile {
namespace {

using extract::Extraction;
using extract::StatementCell;
using rules::Severity;
using rules::StatementKind;
using testing::ReportBuilder;

// Notes of five rows; in the last column of the first `eaten` of them a cost was read without its
// minus. Every figure recognised plainly.
Extraction notes_with_eaten(int eaten) {
  constexpr int kNotes = 4;
  ReportBuilder report;
  for (int i = 0; i < kNotes; ++i) {
    const std::string number = std::to_string(i + 1);
    const int fees = 40124 + 1117 * i;
    const int rent = 3208 + 113 * i;
    const auto text = [](int value) { return std::to_string(value); };
    report.statement(StatementKind::kNote, "Not " + number + ". Netto", {"2023", "2022"})
        .note(number)
        .row("Avgifter", {text(fees + 901), text(fees)})
        .row("Hyra", {text(-rent - 55), text(i < eaten ? rent : -rent)})
        .row("Porto", {"-912", "-846"})
        .row("Resor", {"-1300", "-1171"})
        .row("Summa", {text(fees + 901 - rent - 55 - 912 - 1300), text(fees - rent - 846 - 1171)});
  }
  Extraction extraction = report.extraction();
  testing::recognise(extraction);
  return extraction;
}

// A picture in black and white: it clearly shows no minus where none was read, and each digit.
std::optional<double> two_tones(const StatementCell&, const std::string& text, const std::string&) {
  return text.starts_with('-') ? -6 : -8;
}

Repaired repaired(Extraction& extraction) {
  RepairSettings settings;
  settings.second_look = two_tones;
  settings.unread_print = [](int, const extract::Box&) { return false; };
  return repair(extraction, testing::test_book(), settings);
}

long told_as(const Repaired& result, Severity severity) {
  return std::count_if(result.audit.findings.begin(), result.audit.findings.end(),
                       [&](const Finding& finding) { return finding.severity == severity; });
}

TEST(RepairSigns, OneWrongSignIsAnErrorOfTheReport) {
  Extraction extraction = notes_with_eaten(1);
  const Repaired result = repaired(extraction);
  EXPECT_EQ(told_as(result, Severity::kError), 1);
  EXPECT_TRUE(result.repairs.empty());
}

TEST(RepairSigns, ManyMissingMinusesAreToldAsPerhapsMisreadAndNoneIsTurned) {
  Extraction extraction = notes_with_eaten(4);
  const Repaired result = repaired(extraction);
  EXPECT_EQ(told_as(result, Severity::kError), 0);
  EXPECT_EQ(told_as(result, Severity::kWarning), 4) << "each is shown";
  EXPECT_TRUE(result.repairs.empty()) << "the picture shows no minus";
  for (const Finding& finding : result.audit.findings) {
    ASSERT_TRUE(finding.hypothesis.has_value());
    EXPECT_EQ(finding.hypothesis->kind, HypothesisKind::kMisread);
  }
}

TEST(RepairSigns, AWrongDigitAmongMissingMinusesIsAnErrorStill) {
  Extraction extraction = notes_with_eaten(3);
  StatementCell& fees = extraction.statements[3].rows[0].cells[1];
  fees.amount->digits += 50;
  fees.raw = std::to_string(fees.amount->digits);
  const Repaired result = repaired(extraction);
  EXPECT_EQ(told_as(result, Severity::kError), 1);
  EXPECT_TRUE(result.repairs.empty());
}

// Four costs of one column lost their minuses: nothing else of its sum is a slip.
Extraction column_without_minuses(const std::string& rent) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Nämnder", {"2023", "2022", "Budget"})
      .row("Styrelse", {"-64 740", "-64 200", "98 200"})
      .row("Skola", {"-268 123", "-270 700", "401 200"})
      .row("Hyra", {"-213 880", "-213 000", rent})
      .row("Miljö", {"-6 151", "-6 100", "8 900"})
      .row("Summa", {"-552 894", "-554 000", "-829 300"});
  Extraction extraction = report.extraction();
  testing::recognise(extraction);
  return extraction;
}

TEST(RepairSigns, MinusesThatOneSumLacksTogetherAreToldAsPerhapsMisread) {
  Extraction extraction = column_without_minuses("321 000");
  const Repaired result = repaired(extraction);
  EXPECT_EQ(told_as(result, Severity::kError), 0);
  EXPECT_EQ(told_as(result, Severity::kWarning), 1);
  EXPECT_TRUE(result.repairs.empty());
}

// That a sum of so many figures agrees once all are given a minus is no chance.
TEST(RepairSigns, AFigureThatOneSumLacksAMinusOfAlongWithOthersIsHardlyReadRightly) {
  Extraction extraction = column_without_minuses("321 000");
  repaired(extraction);
  for (std::size_t row = 0; row < 4; ++row) {
    const StatementCell* cell = extract::find_cell(extraction, {0, row, 2});
    EXPECT_LT(cell->confidence, 0.2) << row;
  }
  EXPECT_GT(extract::find_cell(extraction, {0, 0, 0})->confidence, 0.99) << "nothing asks for it";
}

TEST(RepairSigns, MinusesExcuseNoWrongDigitOfTheSameSum) {
  Extraction extraction = column_without_minuses("327 000");
  const Repaired result = repaired(extraction);
  EXPECT_EQ(told_as(result, Severity::kError), 1);
  EXPECT_TRUE(result.repairs.empty());
}

// One sum asks for a minus.
Extraction note_without_a_minus(const std::string& read) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Netto", {"2023", "2022"})
      .row("Avgifter", {"41 025", "40 124"})
      .row("Hyra", {"-3 263", read})
      .row("Porto", {"-912", "-846"})
      .row("Summa", {"36 850", "36 070"});
  Extraction extraction = report.extraction();
  testing::recognise(extraction);
  return extraction;
}

Repaired repaired_where_a_minus_is_seen(Extraction& extraction, double answer) {
  RepairSettings settings;
  settings.second_look = [&](const StatementCell&, const std::string& text, const std::string&) {
    return std::optional<double>(text.starts_with('-') ? answer : -8);
  };
  settings.unread_print = [](int, const extract::Box&) { return false; };
  return repair(extraction, testing::test_book(), settings);
}

TEST(RepairSigns, AMinusThatIsClearlySeenIsPutBackForOneSum) {
  Extraction extraction = note_without_a_minus("3 208");
  const Repaired result = repaired_where_a_minus_is_seen(extraction, 6);
  ASSERT_EQ(result.repairs.size(), 1U);
  EXPECT_EQ(result.repairs.front().to, "-3208");
  EXPECT_TRUE(result.audit.findings.empty());
}

TEST(RepairSigns, AMinusThatIsPerhapsSeenIsNotPutBackForOneSum) {
  Extraction extraction = note_without_a_minus("3 208");
  const Repaired result = repaired_where_a_minus_is_seen(extraction, 4);
  EXPECT_TRUE(result.repairs.empty());
  EXPECT_FALSE(result.audit.findings.empty());
}

// The arm of a plus looks like a dash.
TEST(RepairSigns, NoMinusIsPutBeforeAPlusForOneSum) {
  Extraction extraction = note_without_a_minus("+3 208");
  const Repaired result = repaired_where_a_minus_is_seen(extraction, 6);
  EXPECT_TRUE(result.repairs.empty());
  EXPECT_FALSE(result.audit.findings.empty());
}

// Three of the six minuses are lost, two of them in the second column, which then holds by
// subtracting and makes the first fail.
TEST(RepairSigns, ASumThatSubtractsForLostMinusesIsNoErrorOfTheReport) {
  const auto told = [](const std::string& opening, const std::string& closing) {
    ReportBuilder report;
    report.statement(StatementKind::kNote, "Not 4. Maskiner", {"2023", "2022"})
        .row("Ingående avskrivningar", {opening, "1 290 008"})
        .row("Försäljningar", {"60 559", "45 474"})
        .row("Årets avskrivningar", {"-220 645", "-213 986"})
        .row("Utgående avskrivningar", {closing, "1 458 520"});
    Extraction extraction = report.extraction();
    testing::recognise(extraction);
    const Repaired result = repaired(extraction);
    EXPECT_TRUE(result.repairs.empty());
    return std::pair(told_as(result, Severity::kError), told_as(result, Severity::kWarning));
  };
  EXPECT_EQ(told("-1 458 520", "1 618 606"), (std::pair(0L, 1L)));
  EXPECT_EQ(told("1 458 520", "1 618 606"), (std::pair(0L, 0L))) << "subtracts in both";
  EXPECT_EQ(told("-1 458 520", "1 618 906"), (std::pair(1L, 0L))) << "a digit is wrong besides";
}

// A variance of the wrong sign: the budget lost its minus, if the picture shows one there.
TEST(RepairSigns, AMinusThatAVarianceAsksForIsPutBackWhereThePictureShowsIt) {
  const auto repaired_by = [](std::optional<double> answer) {
    ReportBuilder report;
    report
        .statement(StatementKind::kOperatingAccount, "Driftredovisning",
                   {"Utfall", "Budget", "Avvikelse"})
        .row("Ledning", {"-206", "-211", "5"})
        .row("Lager", {"-960", "-1 004", "44"})
        .row("Transporter", {"-308", "-441", "133"})
        .row("Utbildning", {"-75", "-281", "206"})
        .row("Tillsyn", {"-535", "-551", "16"})
        .row("Larm", {"-17", "183", "166"});
    Extraction extraction = report.extraction();
    testing::recognise(extraction);
    RepairSettings settings;
    settings.second_look = [answer](const StatementCell& cell, const std::string& text,
                                    const std::string&) -> std::optional<double> {
      return cell.raw == "183" && text.starts_with('-') ? answer : -8;
    };
    const Repaired result = repair(extraction, testing::test_book(), settings);
    EXPECT_EQ(result.audit.findings.empty(), !result.repairs.empty());
    return result.repairs.size();
  };
  EXPECT_EQ(repaired_by(6), 1U);
  EXPECT_EQ(repaired_by(-6), 0U);
  EXPECT_EQ(repaired_by(4), 0U) << "not clearly";
  EXPECT_EQ(repaired_by(std::nullopt), 0U);
}

}  // namespace
}  // namespace siffra::reconcile
