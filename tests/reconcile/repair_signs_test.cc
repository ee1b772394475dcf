// Minuses that scanning to two tones ate: one sum that fails by twice a figure is an error where
// the picture shows no minus, many of them are the scanner's doing.
#include <gtest/gtest.h>

#include <algorithm>
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

}  // namespace
}  // namespace siffra::reconcile
