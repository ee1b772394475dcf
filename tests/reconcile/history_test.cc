// Reports of one body over the years, put together and tried against each other.
#include "reconcile/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/internal/same_body.h"
#include "tests/reconcile/extraction_builder.h"

namespace siffra::reconcile::testing {
namespace {

using internal::group_bodies;
using internal::same_name;
using rules::StatementKind;
using Groups = std::vector<std::vector<std::size_t>>;

TEST(SameBody, NamesEqualButForMisreadLetters) {
  struct Row {
    const char *a, *b;
    bool same;
  };
  for (const Row& row : {
           Row{"Samordningsförbundet Norrsjö/Edsvik", "SAMORDNINGSFÖRBUNDET NORRSJÖ / EDSVIK",
               true},
           Row{"Samordningsförbundet Norrsjö/Edsvik", "Samordningsfdrbundet Norrsjo/Edsvik", true},
           Row{"Brf Ekan 1", "Brf Ekan 2", false},
           Row{"Brf Ekan", "Brf Eken", false},  // too short to spare a letter
           Row{"Samordningsförbundet Norrsjö", "Samordningsförbundet Sörsjö", false},
           Row{"", "", false},
       }) {
    SCOPED_TRACE(std::string(row.a) + " | " + row.b);
    EXPECT_EQ(same_name(row.a, row.b), row.same);
    EXPECT_EQ(same_name(row.b, row.a), row.same);
  }
}

TEST(SameBody, ANumberJoinsNamesButANameNeverJoinsNumbers) {
  EXPECT_EQ(group_bodies({{"Norrsjö kommun", "212000-1111"}, {"Nya namnet", "212000-1111"}}),
            (Groups{{0, 1}}));
  EXPECT_EQ(group_bodies({{"Brf Ekan", "769600-1111"}, {"Brf Ekan", "769600-2222"}}),
            (Groups{{0}, {1}}));
  // One without a number goes to the body of its name; it does not join two numbers either.
  EXPECT_EQ(
      group_bodies({{"Brf Ekan", "769600-1111"}, {"Brf Ekan", ""}, {"Brf Ekan", "769600-2222"}}),
      (Groups{{0, 1}, {2}}));
  EXPECT_EQ(group_bodies({{"", ""}, {"", ""}}), (Groups{{0}, {1}}));
}

// The report of one year of one body; its first statement has last year in its second column.
HistoryReport report_of(int year, ReportBuilder& builder) {
  HistoryReport report;
  report.path = std::to_string(year) + ".pdf";
  report.report.extraction = builder.extraction();
  auto& extraction = report.report.extraction;
  extraction.entity = {"Norrsjö kommun", "212000-1111"};
  extraction.period_end = extraction.statements[0].columns[0].period_end;
  extraction.statements[0].columns[1].prior = true;
  return report;
}

// An annual report with a balance sheet of this year and the one before.
HistoryReport annual(int year, const std::vector<std::vector<std::string>>& figures,
                     extract::Source source = extract::Source::kTextLayer) {
  ReportBuilder builder;
  builder
      .statement(StatementKind::kBalanceSheet, "Balansräkning",
                 {std::to_string(year), std::to_string(year - 1)})
      .row("Fordringar", figures[0])
      .row("Kassa och bank", figures[1])
      .row("Summa tillgångar", figures[2]);
  HistoryReport report = report_of(year, builder);
  auto& extraction = report.report.extraction;
  for (auto& row : extraction.statements[0].rows) {
    for (auto& cell : row.cells) cell.source = source;
  }
  report.report.audit = audit(extraction, test_book());
  return report;
}

std::vector<PeriodOutcome> outcomes(const std::vector<HistoryReport>& reports) {
  std::vector<PeriodOutcome> outcomes;
  const auto bodies = trace_history(reports, test_book());
  EXPECT_EQ(bodies.size(), 1U);
  for (const auto& body : bodies) {
    for (const auto& check : body.checks) outcomes.push_back(check.outcome);
  }
  return outcomes;
}

const std::vector<std::vector<std::string>> kYear2022 = {
    {"310 500", "250 700"}, {"700 200", "640 100"}, {"1 010 700", "890 800"}};

TEST(History, AComparativeFigureIsWhatTheEarlierReportPrinted) {
  EXPECT_THAT(outcomes({annual(2022, kYear2022), annual(2023, {{"320 100", "310 500"},
                                                               {"810 300", "700 200"},
                                                               {"1 130 400", "1 010 700"}})}),
              ::testing::Each(PeriodOutcome::kAgrees));
}

TEST(History, AFigureThatItsOwnSumsRefuteContradicts) {
  // The two digits swapped make the later report's own sum fail.
  EXPECT_THAT(outcomes({annual(2022, kYear2022), annual(2023, {{"320 100", "310 500"},
                                                               {"810 300", "720 000"},
                                                               {"1 130 400", "1 010 700"}})}),
              ::testing::Contains(PeriodOutcome::kContradiction));
}

TEST(History, ADifferenceThatBothReportsSumsBearOutIsARestatement) {
  const auto found = outcomes(
      {annual(2022, kYear2022),
       annual(2023, {{"320 100", "330 500"}, {"810 300", "680 200"}, {"1 130 400", "1 010 700"}})});
  EXPECT_THAT(found, ::testing::Contains(PeriodOutcome::kRestated));
  EXPECT_THAT(found, ::testing::Not(::testing::Contains(PeriodOutcome::kContradiction)));
}

TEST(History, ADoubtfulScannedFigureIsNoContradictionButHasItsNeighbourAsEvidence) {
  const std::vector<HistoryReport> reports = {
      annual(2022, kYear2022),
      annual(2023, {{"320 100", "310 500"}, {"810 300", "720 000"}, {"1 130 400", "1 010 700"}},
             extract::Source::kOcr)};
  EXPECT_THAT(outcomes(reports),
              ::testing::Not(::testing::Contains(PeriodOutcome::kContradiction)));
  const auto bodies = trace_history(reports, test_book());
  ASSERT_FALSE(bodies[0].evidence.empty());
  EXPECT_EQ(bodies[0].evidence[0].doubtful.report, 1U);
  EXPECT_EQ(bodies[0].evidence[0].neighbour.value, rules::Money::from_kronor(700200).value());
}

TEST(History, APeriodThatWasMisreadMakesNoContradiction) {
  // The head of the later report was not read: its figures are of no known year.
  auto later =
      annual(2023, {{"320 100", "310 900"}, {"810 300", "700 900"}, {"1 130 400", "1 011 800"}});
  for (auto& column : later.report.extraction.statements[0].columns) column.period_end.reset();
  EXPECT_THAT(outcomes({annual(2022, kYear2022), later}), ::testing::IsEmpty());
}

// A report with a whole balance sheet; without sums of its own that could confirm the two items.
HistoryReport two_sided(int year, const std::vector<std::vector<std::string>>& figures) {
  ReportBuilder builder;
  builder
      .statement(StatementKind::kBalanceSheet, "Balansräkning",
                 {std::to_string(year), std::to_string(year - 1)})
      .row("Fordringar", figures[0])
      .row("Summa tillgångar", figures[1])
      .row("Kortfristiga skulder", figures[2])
      .row("Summa eget kapital och skulder", figures[3]);
  return report_of(year, builder);
}

std::vector<PeriodCheck> differing(const std::vector<HistoryReport>& reports) {
  std::vector<PeriodCheck> checks;
  for (const auto& body : trace_history(reports, test_book())) {
    for (const auto& check : body.checks) {
      if (check.outcome != PeriodOutcome::kAgrees) checks.push_back(check);
    }
  }
  return checks;
}

const std::vector<std::vector<std::string>> kTwoSided = {
    {"310 500", "250 700"}, {"910 700", "890 800"}, {"410 200", "370 100"}, {"910 700", "890 800"}};

TEST(History, DifferencesThatBalanceAreARestatement) {
  const auto found =
      differing({two_sided(2022, kTwoSided), two_sided(2023, {{"320 100", "330 500"},
                                                              {"960 400", "930 700"},
                                                              {"420 300", "430 200"},
                                                              {"960 400", "930 700"}})});
  ASSERT_EQ(found.size(), 4U);
  for (const auto& check : found) {
    EXPECT_EQ(check.outcome, PeriodOutcome::kRestated) << check.label;
    EXPECT_THAT(check.message_sv, ::testing::HasSubstr("tar ut varandra"));
    EXPECT_THAT(check.message_en, ::testing::HasSubstr("balance: assets change by as much"));
  }
}

TEST(History, ADifferenceOnOneSideAloneContradicts) {
  // One item differs while the totals of the two reports are the same.
  const auto found =
      differing({two_sided(2022, kTwoSided), two_sided(2023, {{"320 100", "330 500"},
                                                              {"960 400", "910 700"},
                                                              {"420 300", "410 200"},
                                                              {"960 400", "910 700"}})});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].outcome, PeriodOutcome::kContradiction);
}

TEST(History, AUnitThatIsNotPrintedIsKronorButNoDifferenceByAThousand) {
  auto earlier = annual(2022, kYear2022);
  earlier.report.extraction.statements[0].scale.reset();
  const auto later =
      annual(2023, {{"320 100", "310 500"}, {"810 300", "700 200"}, {"1 130 400", "1 010 700"}});
  const auto found = outcomes({earlier, later});
  EXPECT_EQ(found.size(), 3U);
  EXPECT_THAT(found, ::testing::Each(PeriodOutcome::kAgrees));

  auto in_thousands = annual(2022, {{"310", "250"}, {"700", "640"}, {"1 010", "890"}});
  in_thousands.report.extraction.statements[0].scale.reset();
  EXPECT_THAT(outcomes({in_thousands, later}), ::testing::IsEmpty());
}

// Changes in equity, one column for each part.
HistoryReport with_equity_changes(int year, const std::vector<std::string>& opening,
                                  const std::vector<std::string>& closing,
                                  const std::vector<std::string>& parts,
                                  const std::string& equity) {
  ReportBuilder builder;
  builder.statement(StatementKind::kBalanceSheet, "Balansräkning", {std::to_string(year)})
      .row("Eget kapital", {equity});
  builder.statement(StatementKind::kEquityChanges, "Förändring av eget kapital", parts)
      .row("Vid årets början", opening)
      .row("Vid årets slut", closing);
  HistoryReport report;
  report.path = std::to_string(year) + ".pdf";
  report.report.extraction = builder.extraction();
  auto& extraction = report.report.extraction;
  extraction.entity = {"Norrsjö kommun", "212000-1111"};
  extraction.period_end = extraction.statements[0].columns[0].period_end;
  extraction.period_start =
      rules::Date{std::chrono::year(year), std::chrono::January, std::chrono::day(1)};
  return report;
}

TEST(History, OpeningEquityIsWhatTheEarlierReportClosedWith) {
  struct Row {
    const char* what;
    std::vector<std::string> parts, opening;
    PeriodOutcome outcome;
  };
  for (const Row& row : {
           Row{"the parts together",
               {"Insatser", "Resultat"},
               {"600 000", "-40 500"},
               PeriodOutcome::kAgrees},
           Row{"the column of totals",
               {"Insatser", "Resultat", "Summa"},
               {"600 000", "-40 500", "559 500"},
               PeriodOutcome::kAgrees},
           Row{"another figure",
               {"Insatser", "Resultat", "Summa"},
               {"600 000", "-40 500", "595 500"},
               PeriodOutcome::kContradiction},
       }) {
    SCOPED_TRACE(row.what);
    const std::vector<HistoryReport> reports = {
        with_equity_changes(2022, {"600 000", "-10 500"}, {"600 000", "-40 500"},
                            {"Insatser", "Resultat"}, "559 500"),
        with_equity_changes(2023, row.opening, row.opening, row.parts, "559 500")};
    EXPECT_EQ(outcomes(reports), std::vector<PeriodOutcome>{row.outcome});
    const auto bodies = trace_history(reports, test_book());
    EXPECT_EQ(bodies[0].checks[0].rule, "equity.opening_ties");
  }
}

TEST(History, NegativeEquityIsNotTheSameAsEquity) {
  const auto report = [](int year, const std::string& opening, const std::string& equity,
                         const std::string& liabilities, const std::string& total) {
    auto made =
        with_equity_changes(year, {opening, "0"}, {equity, "0"}, {"Insatser", "Resultat"}, equity);
    ReportBuilder builder;
    builder.statement(StatementKind::kBalanceSheet, "Balansräkning", {std::to_string(year)})
        .row("Eget kapital", {equity})
        .row("Kortfristiga skulder", {liabilities})
        .row("Summa eget kapital och skulder", {total});
    made.report.extraction.statements[0] = builder.extraction().statements[0];
    return made;
  };
  const auto earlier = report(2022, "-300", "-500", "900", "400");
  EXPECT_EQ(outcomes({earlier, report(2023, "-500", "-450", "900", "450")}),
            std::vector<PeriodOutcome>{PeriodOutcome::kAgrees});
  EXPECT_EQ(outcomes({earlier, report(2023, "500", "-450", "900", "450")}),
            std::vector<PeriodOutcome>{PeriodOutcome::kContradiction});
  // A ledger prints what it owes with a minus, equity too: nothing tells the signs of the changes.
  EXPECT_EQ(outcomes({report(2022, "300", "-500", "-900", "-1 400"),
                      report(2023, "500", "550", "900", "1 450")}),
            std::vector<PeriodOutcome>{PeriodOutcome::kAgrees});
}

TEST(History, OfTwoBlocksOfChangesInEquityNoneIsTakenForTheYears) {
  auto later = with_equity_changes(2023, {"1", "2"}, {"3", "4"}, {"Insatser", "Resultat"}, "7");
  auto& rows = later.report.extraction.statements[1].rows;
  const auto block = rows;
  rows.insert(rows.end(), block.begin(), block.end());
  EXPECT_THAT(outcomes({with_equity_changes(2022, {"1", "2"}, {"3", "4"}, {"Insatser", "Resultat"},
                                            "559 500"),
                        later}),
              ::testing::IsEmpty());
}

}  // namespace
}  // namespace siffra::reconcile::testing
