// Subtotals that the sums around them leave out, and totals whose own rows are told by other means
// than a column that proves them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

std::vector<CellAddress> told(const Audit& audit) {
  std::vector<CellAddress> cells;
  for (const Finding& finding : audit.findings)
    cells.insert(cells.end(), finding.cells.begin(), finding.cells.end());
  return cells;
}

// The total below agrees better with the parts than with the wrong figure above them.
TEST(PassedOver, TellsATotalAboveItsPartsByTheOtherYear) {
  ReportBuilder report;
  report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
      .row("Eget kapital", {"3 675 527", "2 286 250"})
      .row("Årets resultat", {"946 470", "705 645"})
      .row("Övrigt eget kapital", {"2 729 057", "1 563 605"})
      .row("Kortfristiga skulder", {"6 050 288", "7 912 113"})
      .row("Summa eget kapital och skulder", {"9 725 815", "10 181 363"});
  EXPECT_THAT(told(report.audited()), Contains(CellAddress{0, 0, 1}));
}

// That a plain item is once what two below it are is chance.
TEST(PassedOver, DoesNotTakeAPlainItemForATotalAboveOthers) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 7. Kostnader", {"2023", "2022"})
      .row("Resor", {"3 675 527", "2 286 250"})
      .row("Porto", {"946 470", "705 645"})
      .row("Tele", {"2 729 057", "1 563 605"})
      .row("Hyra", {"6 050 288", "7 912 113"})
      .row("Summa", {"13 401 342", "12 467 613"});
  EXPECT_THAT(report.audited().findings, IsEmpty());
}

TEST(PassedOver, TellsWhatIsLeftAfterThePartOfWhichTheNoteSpeaks) {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 5. Skulder", {"2023", "2022"})
      .row("Lån 1", {"10 213 750", "9 904 207"})
      .row("Lån 2", {"16 650 000", "16 317 030"})
      .row("Summa skulder", {"26 863 750", "26 221 237"})
      .row("Varav kortfristig del", {"-420 000", "-411 600"})
      .row("Långfristig del", {"26 443 750", "25 809 607"});
  const Audit audit = report.audited();
  EXPECT_THAT(told(audit), Contains(CellAddress{0, 2, 1}));
  EXPECT_THAT(told(audit), Not(Contains(CellAddress{0, 2, 0})));
}

// The second "Summa" repeats the first and is counted on by the result: that row is
// right, and a row above it is gone.
TEST(MissingRows, AreKnownByAResultThatRepeatsTheTotal) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"2023", "2022"})
      .row("Verksamhetens intäkter", {"4 524 000", "5 028 000"})
      .row("Bidrag", {"663 311", "12 404"})
      .row("Summa nettokostnad", {"341 902", "632 562"})
      .row("Summa resultat", {"341 902", "632 562"})
      .row("Finansiella intäkter", {"2", "12"})
      .row("Finansiella kostnader", {"-1 530", "-1 530"})
      .row("Årets resultat", {"340 374", "631 044"});
  EXPECT_THAT(told(report.audited()), Contains(CellAddress{0, 2, 1}));
}

TEST(MissingRows, AreKnownByATotalThatIsSpecifiedUnderAHeading) {
  ReportBuilder report;
  report.statement(StatementKind::kCashFlowStatement, "Finansieringsanalys", {"1987", "1986"})
      .row("Summa tillförda medel", {"12 468", "11 865"})
      .row("Summa använda medel", {"-8 910", "-8 154"})
      .row("Summa rörelsekapital", {"3 558", "3 711"})
      .heading("Specifikation")
      .row("Förändring av likvida medel", {"2 919", "3 728"})
      .row("Förändring av förråd", {"221", "-80"})
      .row("Förändring av kortfristiga skulder", {"-170", "-968"})
      .row("Summa rörelsekapital", {"3 558", "3 711"});
  EXPECT_THAT(told(report.audited()), Contains(CellAddress{0, 7, 0}));
}

// One year of the sum is told; the other, with a lost sign, is farther off and of the same cause.
TEST(MissingRows, AreToldOfTheColumnThatIsFarOffAsWell) {
  ReportBuilder report;
  report.statement(StatementKind::kOperatingAccount, "Driftredovisning", {"2023", "2022", "2021"})
      .row("Sjukvård", {"10 903", "-10 990", "10 477"})
      .row("Tandvård", {"510", "508", "489"})
      .row("Trafik", {"1 616", "1 621", "1 557"})
      .row("Summa verksamhetens nettokostnad", {"18 173", "18 224", "17 313"});
  EXPECT_THAT(told(report.audited()), Contains(CellAddress{0, 3, 1}));
}

// Both years of the total of costs are wrong; it does not cover the income above its heading.
TEST(InferSums, KeepsATotalThatHoldsNowhereToItsOwnBlock) {
  ReportBuilder report;
  report.statement(StatementKind::kIncomeStatement, "Resultaträkning", {"1987", "1986"})
      .heading("Rörelsens intäkter")
      .row("Elkraft", {"41 834", "38 955"})
      .row("Fjärrvärme", {"20 084", "19 080"})
      .row("Summa rörelseintäkter", {"61 918", "58 035"})
      .heading("Rörelsens kostnader")
      .row("Inköp", {"-23 803", "-21 887"})
      .row("Bränsle", {"-8 847", "-8 203"})
      .row("Löner", {"-16 021", "-15 174"})
      .row("Summa rörelsekostnader", {"-43 671", "-37 264"})
      .row("Rörelseresultat", {"13 247", "12 771"});
  const Audit audit = report.audited();
  EXPECT_THAT(told(audit), Contains(CellAddress{0, 8, 0}));
  EXPECT_THAT(told(audit), Contains(CellAddress{0, 8, 1}));
}

}  // namespace
}  // namespace siffra::reconcile
