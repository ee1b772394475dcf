#include "tools/corpus/model.h"

#include <gtest/gtest.h>

#include "tests/source_folder.h"
#include "tools/corpus/equations.h"
#include "tools/corpus/library.h"

namespace siffra::corpus {
namespace {

constexpr const char* kModel = R"(report  example
body    Exempelkommunen
period  2023-01-01 2023-08-31
unit    tkr
context last
context now after last flow 0.667
context budget after last round 100
value bought | ~ 5 000 10%
statement rr income_statement | Resultaträkning | mkr decimals 1
  column c1 actual   | Utfall | 2023-01-01 2023-08-31 | now
  column c2 budget   | Budget | | budget
  column c3 variance | Avvikelse | | = c1 - c2
  row a item | Intäkter  | | | ~ 81 000 5%
  row b item | Kostnader | | | ~ -79 000 5%
  row r sum  | Resultat  | | |
  sum r = a + b
  across c3 = c1 - c2
statement br balance_sheet | Balansräkning | tkr
  column c1 actual | 2023-08-31 | 2023-08-31 | now
  column c2 actual | 2022-12-31 | 2022-12-31 | last
  row m item | Maskiner | | | > bought from 30 000 5%
  row k item | Kassa    | | | = e - m
  row t sum  | Summa    | | |
  row e item | Eget kapital | | | > rr.r from 60 000 5%
  sum t = m + k
statement nt note | Not 1 Eget kapital | kr note 1
  column c1 actual | 2023 | | now
  row i item | Ingående | | | = prev.br.e
  row r item | Resultat | | | = rr.r
  row u sum  | Utgående | | | = br.e
  sum u = i + r
)";

Report made(const char* text, std::uint64_t seed) {
  const auto model = parse_model(text, "example.model");
  EXPECT_TRUE(model.has_value()) << to_string(model.error());
  const auto report = make_report(*model, seed);
  EXPECT_TRUE(report.has_value()) << to_string(report.error());
  return *report;
}

TEST(CorpusModel, MakesFiguresWhoseEquationsHoldWithinTheirRoundings) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    const Report report = made(kModel, seed);
    const std::vector<Equation> equations = equations_of(report);
    EXPECT_GE(equations.size(), 10u);
    for (const Equation& equation : equations)
      EXPECT_TRUE(residual_of(report, equation).holds)
          << name_of(report, equation.terms.front().cell).row;
  }
}

TEST(CorpusModel, TiesRowsThatAreMadeOfRowsElsewhere) {
  const Report report = made(kModel, 1);
  bool opening_tied = false;
  for (const EquationLine& line : report.equations)
    opening_tied |= line.result == CellName{"nt", "i", "c1"} &&
                    line.terms.front().second == CellName{"br", "e", "c2"};
  EXPECT_TRUE(opening_tied);
}

// Equity by its parts: each column is another account, and sums add up within theirs.
TEST(CorpusModel, MakesARowOfWhichEachColumnHoldsItsOwnExpression) {
  const Report report = made(R"(report  parts
period  2023-01-01 2023-12-31
unit    tkr
context last
context now after last
statement br balance_sheet | Balansräkning | tkr
  column c1 actual | 2023 | 2023-12-31 | now
  row fund item | Fond     | | | > 0 from 500 5%
  row free item | Fritt    | | | ~ 3 000 5%
statement ek equity_changes | Eget kapital | tkr
  column c1 actual | Fond   | | now
  column c2 actual | Fritt  | | now
  column c3 actual | Totalt | | = c1 + c2
  row in  item | Ingående   | | | = prev.br.fund | = prev.br.free |
  row gav item | Förändring | | |                | = br.free - prev.br.free |
  row out sum  | Utgående   | | |
  sum out = in + gav
  across c3 = c1 + c2
)",
                             1);
  const Statement& equity = report.statements[1];
  EXPECT_FALSE(equity.rows[1].cells[0].has_value());
  EXPECT_EQ(equity.rows[1].cells[1], equity.rows[1].cells[2]);
  EXPECT_EQ(equity.rows[2].cells[1], report.statements[0].rows[1].cells[0]);
  const std::vector<Equation> equations = equations_of(report);
  EXPECT_GE(equations.size(), 5u);
  for (const Equation& equation : equations) EXPECT_TRUE(residual_of(report, equation).holds);
}

TEST(CorpusModel, GivesTheSameFiguresForTheSameSeedAndOthersForAnother) {
  EXPECT_EQ(print_report(made(kModel, 7)), print_report(made(kModel, 7)));
  EXPECT_NE(print_report(made(kModel, 7)), print_report(made(kModel, 8)));
}

TEST(CorpusModel, RoundsBudgetsToWholeHundreds) {
  const Report report = made(kModel, 3);
  const auto value = value_of(report, {0, 0, 1});
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(value->ore % 10000000, 0);  // 100 tkr in öre
}

TEST(CorpusModel, SaysWhichNameIsUnknownAndWhatRunsInACircle) {
  const char* head =
      "report a\nperiod 2023-01-01 2023-12-31\nunit kr\ncontext now\n"
      "statement s note | Not 1 | kr note 1\n  column c1 actual | 2023 | | now\n";
  const auto unknown = parse_model(std::string(head) + "row a item | A | | | = nowhere\n", "m");
  ASSERT_TRUE(unknown.has_value());
  EXPECT_EQ(make_report(*unknown, 1).error().message, "unknown name: nowhere");
  const auto circle =
      parse_model(std::string(head) + "row a item | A | | | = b\nrow b item | B | | | = a\n", "m");
  ASSERT_TRUE(circle.has_value());
  EXPECT_FALSE(make_report(*circle, 1).has_value());
}

// The tables that are read by people are the ones the models make.
TEST(CorpusModels, MakeTheCommittedBodiesFromSeedOne) {
  const auto models = read_models(siffra::source_folder() / "corpus");
  const auto bodies = read_bodies(siffra::source_folder() / "corpus");
  ASSERT_TRUE(models.has_value()) << to_string(models.error());
  ASSERT_TRUE(bodies.has_value()) << to_string(bodies.error());
  for (const Model& model : *models) {
    SCOPED_TRACE(model.report.id);
    const auto report = make_report(model, 1);
    ASSERT_TRUE(report.has_value()) << to_string(report.error());
    bool found = false;
    for (const Report& body : *bodies) {
      if (body.id != report->id) continue;
      found = true;
      EXPECT_EQ(print_report(body), print_report(*report))
          << "run: siffra-corpus figures corpus/models/" << body.id << ".model";
    }
    EXPECT_TRUE(found);
  }
}

}  // namespace
}  // namespace siffra::corpus
