// Repairs: misread figures are put right, wrong ones stay and are found.
#include "reconcile/repair.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/reconcile/extraction_builder.h"
#include "tests/reconcile/repair_simulation.h"

namespace siffra::reconcile {
namespace {

using extract::CellAddress;
using extract::Extraction;
using extract::StatementCell;
using rules::StatementKind;
using testing::ReadTable;
using testing::ReportBuilder;
using testing::ScanQuality;
using testing::Simulation;

struct Tally {
  int cells = 0, right_before = 0, right_after = 0;
  int repairs = 0, repairs_right = 0;
  int planted = 0, found = 0, masked = 0;
  int errors_on_sound = 0, sound = 0;
};

bool touches(const Audit& audit, const CellAddress& cell) {
  return std::any_of(audit.findings.begin(), audit.findings.end(), [&](const Finding& finding) {
    return finding.severity != rules::Severity::kInfo &&
           std::find(finding.cells.begin(), finding.cells.end(), cell) != finding.cells.end();
  });
}

bool has_error(const Audit& audit) {
  return std::any_of(audit.findings.begin(), audit.findings.end(), [](const Finding& finding) {
    return finding.severity == rules::Severity::kError;
  });
}

void count_cells(const ReadTable& table, const Extraction& before, const Extraction& after,
                 Tally& tally) {
  for (std::size_t r = 0; r < table.printed.size(); ++r) {
    for (std::size_t c = 0; c < table.printed[r].size(); ++c) {
      const auto* old = extract::find_cell(before, {0, r, c});
      const auto* now = extract::find_cell(after, {0, r, c});
      const bool was = old->amount && old->amount->digits == table.printed[r][c];
      const bool is = now->amount && now->amount->digits == table.printed[r][c];
      ++tally.cells;
      tally.right_before += was ? 1 : 0;
      tally.right_after += is ? 1 : 0;
    }
  }
}

// A picture that shows what is printed, to whoever asks.
SecondLook picture_of(const ReadTable& table) {
  return [&table](const StatementCell& cell, const std::string& text,
                  const std::string&) -> std::optional<double> {
    const auto& rows = table.extraction.statements[0].rows;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (const StatementCell& other : rows[r].cells) {
        if (&other != &cell) continue;
        const auto amount = rules::read_amount(text, {});
        return amount && amount->digits == table.printed[r][cell.column] ? 12 : -20;
      }
    }
    return std::nullopt;
  };
}

SecondLook always(double answer) {
  return [answer](const StatementCell&, const std::string&,
                  const std::string&) -> std::optional<double> { return answer; };
}

Tally simulate(unsigned seed, const ScanQuality& quality, bool with_error, int tables) {
  Simulation simulation(seed);
  Tally tally;
  for (int i = 0; i < tables; ++i) {
    ReadTable table = simulation.table(quality, with_error);
    const Extraction before = table.extraction;
    RepairSettings settings;
    settings.second_look = picture_of(table);
    const Repaired repaired = repair(table.extraction, testing::test_book(), settings);
    count_cells(table, before, table.extraction, tally);
    for (const Repair& made : repaired.repairs) {
      ++tally.repairs;
      const auto* cell = extract::find_cell(table.extraction, made.cell);
      tally.repairs_right += cell->amount->digits == table.printed[made.cell.row][made.cell.column];
    }
    if (table.wrong) {
      ++tally.planted;
      const auto* cell = extract::find_cell(table.extraction, *table.wrong);
      tally.masked += cell->amount && cell->amount->digits == table.right;
      tally.found += touches(repaired.audit, *table.wrong);
    } else {
      ++tally.sound;
      tally.errors_on_sound += has_error(repaired.audit);
    }
  }
  return tally;
}

constexpr unsigned kSeed = 20261127;
constexpr ScanQuality kWorn = {0.03, 0.02, 0.02};

// A recognised figure with the other readings of it.
void recognise(Extraction& extraction, const CellAddress& address, const std::string& read,
               double confidence, const std::vector<std::pair<std::string, double>>& others) {
  StatementCell& cell =
      extraction.statements[address.statement].rows[address.row].cells.at(address.column);
  cell.raw = read;
  cell.amount = rules::read_amount(read, {});
  cell.confidence = confidence;
  for (const auto& [text, probability] : others) {
    cell.candidates.push_back({text, rules::read_amount(text, {}), std::log(probability), false});
  }
}

// Two columns, a total under its rows and a grand total; every figure recognised plainly.
Extraction recognised_report() {
  ReportBuilder report;
  report.statement(StatementKind::kNote, "Not 1. Kostnader", {"2023", "2022"})
      .row("Hyra", {"41 375", "40 112"})
      .row("Löner", {"320 408", "311 950"})
      .row("Summa personal och lokal", {"361 783", "352 062"})
      .row("Resor", {"12 904", "9 871"})
      .row("Material", {"8 216", "7 655"})
      .row("Summa övrigt", {"21 120", "17 526"})
      .row("Totalt", {"382 903", "369 588"});
  Extraction extraction = report.extraction();
  for (auto& row : extraction.statements[0].rows) {
    for (auto& cell : row.cells) {
      cell.source = extract::Source::kOcr;
      cell.confidence = 0.998;
    }
  }
  return extraction;
}

std::string value_of(const Extraction& extraction, const CellAddress& address) {
  return extract::find_cell(extraction, address)->amount->decimal_text();
}

TEST(Repair, TakesTheReadingThatTheSumsAskFor) {
  Extraction extraction = recognised_report();
  const CellAddress total{0, 2, 0};
  recognise(extraction, total, "361 733", 0.6, {{"361 783", 0.38}});
  RepairSettings settings;
  settings.second_look = always(6);
  const Repaired repaired = repair(extraction, testing::test_book(), settings);
  ASSERT_EQ(repaired.repairs.size(), 1U);
  EXPECT_EQ(repaired.repairs[0].from, "361 733");
  EXPECT_EQ(repaired.repairs[0].to, "361783");
  EXPECT_GE(repaired.repairs[0].probability, 0.99);
  EXPECT_EQ(repaired.repairs[0].evidence.front(), "second_reading");
  EXPECT_GE(repaired.repairs[0].evidence.size(), 3U) << "both sums spoke for it";
  EXPECT_EQ(value_of(extraction, total), "361783");
  EXPECT_EQ(extract::find_cell(extraction, total)->raw, "361 733");
  EXPECT_TRUE(repaired.audit.findings.empty());
}

TEST(Repair, ChangesNoAmountWhereThereIsNoPictureToAsk) {
  Extraction extraction = recognised_report();
  const CellAddress total{0, 2, 0};
  recognise(extraction, total, "361 733", 0.6, {{"361 783", 0.38}});
  RepairSettings unanswered;
  unanswered.second_look = [](const StatementCell&, const std::string&,
                              const std::string&) -> std::optional<double> { return std::nullopt; };
  for (const RepairSettings& settings : {RepairSettings{}, unanswered}) {
    const Repaired repaired = repair(extraction, testing::test_book(), settings);
    EXPECT_TRUE(repaired.repairs.empty());
    EXPECT_EQ(value_of(extraction, total), "361733");
    EXPECT_TRUE(touches(repaired.audit, total));
  }
}

TEST(Repair, CallsItAnErrorWhereThePictureDeniesEveryMisreading) {
  const CellAddress total{0, 2, 0};
  const auto told = [&](double answer) {
    Extraction extraction = recognised_report();
    recognise(extraction, total, "361 733", 0.9, {{"361 783", 0.08}});
    RepairSettings settings;
    settings.second_look = always(answer);
    const Repaired repaired = repair(extraction, testing::test_book(), settings);
    EXPECT_TRUE(repaired.repairs.empty());
    EXPECT_TRUE(touches(repaired.audit, total));
    return has_error(repaired.audit);
  };
  EXPECT_TRUE(told(-25));
  EXPECT_FALSE(told(0.5)) << "the picture is of two minds";
}

TEST(Repair, PutsRightWhatEveryReadingMisreadWhereThePictureIsClear) {
  const CellAddress total{0, 2, 0};
  const auto value_after = [&](double answer) {
    Extraction extraction = recognised_report();
    recognise(extraction, total, "361 733", 0.998, {});
    RepairSettings settings;
    settings.second_look = [&](const StatementCell&, const std::string& text,
                               const std::string&) -> std::optional<double> {
      return text == "361 783" ? answer : -8;
    };
    repair(extraction, testing::test_book(), settings);
    return value_of(extraction, total);
  };
  EXPECT_EQ(value_after(8), "361783");
  EXPECT_EQ(value_after(2), "361733") << "the picture leans, but is not clear";
  EXPECT_EQ(value_after(-8), "361733");
}

TEST(Repair, CallsNoErrorWhatMayBeAFigureReadInPart) {
  const CellAddress total{0, 2, 0};
  const auto has_error_when = [&](bool print_goes_on) {
    Extraction extraction = recognised_report();
    recognise(extraction, total, "361 733", 0.998, {});
    extraction.statements[0].rows[2].cells[0].box = {400, 100, 440, 110};
    RepairSettings settings;
    settings.second_look = always(-8);
    settings.unread_print = [&](int, const extract::Box& area) -> std::optional<bool> {
      return print_goes_on && area == extract::Box{400, 100, 440, 110};
    };
    const Repaired repaired = repair(extraction, testing::test_book(), settings);
    EXPECT_TRUE(touches(repaired.audit, total));
    return has_error(repaired.audit);
  };
  EXPECT_TRUE(has_error_when(false));
  EXPECT_FALSE(has_error_when(true));
}

TEST(Repair, CallsNoErrorWhatMayBeOneFigureInTwoCells) {
  const CellAddress total{0, 2, 0};
  const auto has_error_with_gap = [&](double points) {
    Extraction extraction = recognised_report();
    recognise(extraction, total, "361 733", 0.998, {});
    auto& cells = extraction.statements[0].rows[2].cells;
    cells[0].box = {400, 100, 440, 108};
    cells[1].box = {440 + points, 100, 480 + points, 108};
    RepairSettings settings;
    settings.second_look = always(-8);
    return has_error(repair(extraction, testing::test_book(), settings).audit);
  };
  EXPECT_TRUE(has_error_with_gap(40));
  EXPECT_FALSE(has_error_with_gap(4));
}

TEST(Repair, AsksOnlyForFiguresAMisreadingAway) {
  Extraction extraction = recognised_report();
  recognise(extraction, {0, 2, 0}, "361 733", 0.998, {});
  RepairSettings settings;
  std::vector<std::string> asked;
  settings.second_look = [&](const StatementCell&, const std::string& text,
                             const std::string&) -> std::optional<double> {
    asked.push_back(text);
    return -20;
  };
  repair(extraction, testing::test_book(), settings);
  EXPECT_NE(std::find(asked.begin(), asked.end(), "361 783"), asked.end());
  EXPECT_EQ(std::find(asked.begin(), asked.end(), "9 871"), asked.end());
}

TEST(Repair, LeavesAPlainlyReadLookAlikeToBeFound) {
  Extraction extraction = recognised_report();
  const CellAddress total{0, 2, 0};
  recognise(extraction, total, "361 733", 0.998, {});
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  EXPECT_TRUE(repaired.repairs.empty());
  EXPECT_EQ(value_of(extraction, total), "361733");
  EXPECT_TRUE(touches(repaired.audit, total));
  EXPECT_TRUE(has_error(repaired.audit)) << "the page is plain: the report is wrong";
  // Neither is certain: a row may be lost, or the sum be none.
  EXPECT_NE(repaired.audit.findings[0].explanation_en.find("one of these figures is misread"),
            std::string::npos);
  EXPECT_NE(repaired.audit.findings[0].explanation_en.find("else something was lost in reading"),
            std::string::npos);
}

TEST(Repair, SaysSoWhereItCannotDecide) {
  Extraction extraction = recognised_report();
  const CellAddress total{0, 2, 0};
  // The page is hard to read, and no reading of the total gives what the rows add up to.
  for (auto& row : extraction.statements[0].rows) {
    for (auto& cell : row.cells) cell.confidence = 0.9;
  }
  recognise(extraction, total, "361 733", 0.9, {{"361 738", 0.08}});
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  EXPECT_TRUE(repaired.repairs.empty());
  EXPECT_TRUE(touches(repaired.audit, total));
  EXPECT_FALSE(has_error(repaired.audit));
  EXPECT_NE(repaired.audit.findings[0].explanation_en.find("its picture is not here"),
            std::string::npos);
}

// A share asks for no figure, so the search leaves it out; yet one of its figures may be misread.
TEST(Repair, LowersTheFiguresOfAShareThatDoesNotHold) {
  const auto sureness_of = [](const std::string& share) {
    ReportBuilder report;
    report.statement(StatementKind::kBalanceSheet, "Balansräkning", {"2023", "2022"})
        .row("Inventarier", {"41 375", "40 112"})
        .row("Kassa och bank", {"320 408", "311 950"})
        .row("Summa tillgångar", {"361 783", "352 062"})
        .row("Eget kapital", {"271 337", "264 046"})
        .row("Skulder", {"90 446", "88 016"})
        .row("Summa eget kapital och skulder", {"361 783", "352 062"});
    report.statement(StatementKind::kOverview, "Flerårsöversikt", {"2023", "2022"})
        .row("Soliditet", {share, "75 %"});
    Extraction extraction = report.extraction();
    for (auto& statement : extraction.statements) {
      for (auto& row : statement.rows) {
        for (auto& cell : row.cells) {
          cell.source = extract::Source::kOcr;
          cell.confidence = 0.99;
        }
      }
    }
    const Repaired repaired = repair(extraction, testing::test_book(), {});
    const bool told = touches(repaired.audit, {1, 0, 0});
    return std::pair(told, extract::find_cell(extraction, {1, 0, 0})->confidence);
  };
  EXPECT_FALSE(sureness_of("75 %").first);
  EXPECT_GE(sureness_of("75 %").second, 0.99);
  EXPECT_TRUE(sureness_of("15 %").first);
  EXPECT_LT(sureness_of("15 %").second, 0.95);
}

TEST(Repair, SendsTheReaderToThePictureWhereThereIsOne) {
  Extraction extraction = recognised_report();
  for (auto& row : extraction.statements[0].rows) {
    for (auto& cell : row.cells) cell.confidence = 0.9;
  }
  recognise(extraction, {0, 2, 0}, "361 733", 0.9, {{"361 738", 0.08}});
  RepairSettings settings;
  settings.second_look = [](const auto&, const auto&, const auto&) { return std::nullopt; };
  const Repaired repaired = repair(extraction, testing::test_book(), settings);
  ASSERT_FALSE(repaired.audit.findings.empty());
  const Finding& finding = repaired.audit.findings[0];
  EXPECT_NE(finding.explanation_sv.find("Sidan är en bild"), std::string::npos);
}

TEST(Repair, NamesTheReadingThatWouldMendIt) {
  Extraction extraction = recognised_report();
  const CellAddress row{0, 3, 0};
  // One sum alone asks for it, and its image says rather not.
  recognise(extraction, row, "12 964", 0.93, {{"12 904", 0.06}});
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  EXPECT_TRUE(repaired.repairs.empty());
  ASSERT_FALSE(repaired.audit.findings.empty());
  const auto& finding = repaired.audit.findings[0];
  EXPECT_NE(finding.explanation_en.find("may be 12\u00A0904"), std::string::npos)
      << finding.explanation_en;
  EXPECT_LT(extract::find_cell(extraction, row)->confidence, 0.93);
}

TEST(Repair, TakesAMarkBetweenThousandsForTheGapWhereNothingElseIsAnAmount) {
  const CellAddress total{0, 6, 0};
  const auto value_after = [&](const std::string& read) {
    Extraction extraction = recognised_report();
    recognise(extraction, total, read, 0.5, {});
    repair(extraction, testing::test_book(), {});
    const auto* cell = extract::find_cell(extraction, total);
    return cell->amount ? cell->amount->decimal_text() : std::string();
  };
  EXPECT_EQ(value_after("382:903"), "382903");
  EXPECT_EQ(value_after("382. 903"), "382903");
  EXPECT_EQ(value_after("382:913"), "") << "no sum agrees with it";
  EXPECT_EQ(value_after("38 29:03"), "") << "no groups of three";
}

TEST(Repair, IsNotSureOfWhatIsNoAmountHoweverPlainItsText) {
  Extraction extraction = recognised_report();
  recognise(extraction, {0, 6, 0}, "38 29 03", 0.9998, {});
  repair(extraction, testing::test_book(), {});
  ASSERT_FALSE(extract::find_cell(extraction, {0, 6, 0})->amount.has_value());
  EXPECT_LE(extract::find_cell(extraction, {0, 6, 0})->confidence, 0.5);
}

TEST(Repair, PutsRightWhatIsNoAmountThoughAnotherSumFailsWithIt) {
  Extraction extraction = recognised_report();
  recognise(extraction, {0, 2, 0}, "361:783", 0.5, {});
  recognise(extraction, {0, 6, 0}, "382 913", 0.9998, {});  // wrong in the report
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  EXPECT_EQ(value_of(extraction, {0, 2, 0}), "361783");
  EXPECT_EQ(value_of(extraction, {0, 6, 0}), "382913");
  EXPECT_TRUE(touches(repaired.audit, {0, 6, 0}));
}

TEST(Repair, ReadsWhatIsNoAmountByItsShapes) {
  const auto files = rules::standard_pack_files();
  ASSERT_TRUE(files.has_value());
  const auto book = rules::RuleBook::load(*files);
  ASSERT_TRUE(book.has_value()) << rules::to_string(book.error());
  Extraction extraction = recognised_report();
  const CellAddress row{0, 1, 0};
  recognise(extraction, row, "32O t08", 0.4, {});
  repair(extraction, *book, {});
  EXPECT_FALSE(extract::find_cell(extraction, row)->amount) << "t is read for 1, not for 4";
  recognise(extraction, row, "32O 408", 0.4, {});
  const Repaired repaired = repair(extraction, *book, {});
  ASSERT_EQ(repaired.repairs.size(), 1U);
  EXPECT_EQ(repaired.repairs[0].to, "320408");
  EXPECT_EQ(repaired.repairs[0].evidence.front(), "shape_confusion");
}

TEST(Repair, NeverChangesABornDigitalFigure) {
  Extraction extraction = recognised_report();
  for (auto& row : extraction.statements[0].rows) {
    for (auto& cell : row.cells) cell.source = extract::Source::kTextLayer;
  }
  const CellAddress total{0, 2, 0};
  recognise(extraction, total, "361 733", 0.6, {{"361 783", 0.38}});
  const Repaired repaired = repair(extraction, testing::test_book(), {});
  EXPECT_TRUE(repaired.repairs.empty());
  EXPECT_EQ(value_of(extraction, total), "361733");
  EXPECT_TRUE(has_error(repaired.audit));
}

TEST(Repair, AsksTheImageAgainBeforeItDecides) {
  for (const double answer : {6.0, -4.0}) {
    Extraction extraction = recognised_report();
    const CellAddress total{0, 2, 0};
    recognise(extraction, total, "361 733", 0.6, {{"361 783", 0.38}});
    RepairSettings settings;
    settings.second_look = [&](const StatementCell& cell, const std::string& text,
                               const std::string& other) -> std::optional<double> {
      EXPECT_EQ(cell.raw, other);
      return text == "361 783" ? answer : -8.0;
    };
    const Repaired repaired = repair(extraction, testing::test_book(), settings);
    EXPECT_EQ(repaired.repairs.size(), answer > 0 ? 1U : 0U);
  }
}

TEST(Repair, SaysWhenTheSearchWasNotFinished) {
  Extraction extraction = recognised_report();
  recognise(extraction, {0, 2, 0}, "361 733", 0.6, {{"361 783", 0.38}});
  RepairSettings settings;
  settings.steps = 1;
  const Repaired repaired = repair(extraction, testing::test_book(), settings);
  EXPECT_TRUE(repaired.repairs.empty());
  ASSERT_FALSE(repaired.trace.empty());
  EXPECT_TRUE(repaired.trace[0].gave_up);
}

TEST(RepairProperty, AWrongFigureIsNeverRepairedAway) {
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  // Other readers than the report's own figure say nothing: no reading is misread in common.
  constexpr ScanQuality kIndependent = {0.01, 0, 0};
  const Tally tally = simulate(kSeed, kIndependent, true, 250);
  EXPECT_EQ(tally.masked, 0);
  EXPECT_GE(tally.found, tally.planted * 9 / 10) << "of " << tally.planted;
}

TEST(RepairProperty, NoLevelIsWorseAfterRepair) {
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  for (const ScanQuality& quality : {ScanQuality{0.001, 0.02, 0.001}, kWorn}) {
    const Tally tally = simulate(kSeed, quality, false, 120);
    EXPECT_GE(tally.right_after, tally.right_before);
    EXPECT_LE(tally.errors_on_sound, tally.sound / 20);
  }
}

TEST(RepairProperty, RepairingTwiceIsRepairingOnce) {
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  Simulation simulation(kSeed);
  for (int i = 0; i < 120; ++i) {
    ReadTable table = simulation.table(kWorn, i % 2 == 0);
    RepairSettings settings;
    settings.second_look = picture_of(table);
    repair(table.extraction, testing::test_book(), settings);
    const Extraction once = table.extraction;
    const Repaired again = repair(table.extraction, testing::test_book(), settings);
    EXPECT_TRUE(again.repairs.empty()) << "table " << i;
    for (std::size_t r = 0; r < table.printed.size(); ++r) {
      for (std::size_t c = 0; c < table.printed[r].size(); ++c) {
        EXPECT_EQ(extract::find_cell(once, {0, r, c})->amount,
                  extract::find_cell(table.extraction, {0, r, c})->amount);
      }
    }
  }
}

}  // namespace
}  // namespace siffra::reconcile
