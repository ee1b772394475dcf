#include "tools/corpus/report.h"

#include <gtest/gtest.h>

#include "tests/source_folder.h"
#include "tools/corpus/equations.h"
#include "tools/corpus/library.h"

namespace siffra::corpus {
namespace {

constexpr const char* kTable = R"(report  example
body    Exempelförbundet
kind    årsredovisning
heading Årsredovisning 2020
period  2020-01-01 2020-12-31
origin  Invented.

statement rr income_statement | Resultaträkning | tkr notes
  column c1 actual | Utfall // 2020 | 2020-01-01 2020-12-31
  column c2 budget | Budget // 2020
  column c3 variance | Avvikelse
  row int item  | Intäkter  |  | 1 | 1 200 | 1 100 |  100
  row kost item | Kostnader |  |   |  -900 |  -950 |   50
  row res sum   | Resultat  |  |   |   300 |   150 |  150
  sum res = int + kost
  across c3 = c1 - c2

statement n1 note | Not 1 Intäkter | kr note 1
  column c1 actual | 2020
  row sum sum | Summa |  |  | 1 200 400

equation rr.int.c1 = n1.sum.c1
known required rr c3 | 1000 | an example
)";

TEST(CorpusReport, IsPrintedAsItIsRead) {
  const auto report = parse_report(kTable, "example.table");
  ASSERT_TRUE(report.has_value()) << to_string(report.error());
  const std::string printed = print_report(*report);
  const auto again = parse_report(printed, "again.table");
  ASSERT_TRUE(again.has_value()) << to_string(again.error());
  EXPECT_EQ(print_report(*again), printed);
  EXPECT_EQ(again->statements[0].rows[0].note, "1");
  EXPECT_EQ(again->statements[0].columns[0].head, (std::vector<std::string>{"Utfall", "2020"}));
  EXPECT_EQ(again->known.size(), 1u);
}

TEST(CorpusReport, EquationsCrossRowsColumnsAndUnits) {
  const auto report = parse_report(kTable, "example.table");
  ASSERT_TRUE(report.has_value());
  const std::vector<Equation> equations = equations_of(*report);
  ASSERT_EQ(equations.size(), 3u + 3u + 1u);  // three columns, three rows, one tie
  for (const Equation& equation : equations) EXPECT_TRUE(residual_of(*report, equation).holds);
  EXPECT_EQ(residual_of(*report, equations.back()).ore, 40000);  // 400 kr, within half a tkr
}

TEST(CorpusReport, ErrorsNameTheLine) {
  const std::pair<const char*, int> bad[] = {
      {"report a\nstatement rr\n", 2},
      {"report a\nrow x item | a | | | 1\n", 2},
      {"report a\nstatement rr note | Not 1 | dollar\n", 2},
      {"report a\nstatement rr note | Not 1 | kr\ncolumn c1 actual | 2020\nrow x item | a | | |\n"
       "sum x = y\n",
       5},
      {"report a\nnonsense\n", 2},
  };
  for (const auto& [text, line] : bad) {
    SCOPED_TRACE(text);
    const auto report = parse_report(text, "bad.table");
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().where.line, line);
  }
}

// A body's equations hold, except where the report itself is known to be wrong.
TEST(CorpusBodies, HoldTheirEquationsUnlessAnErrorIsKnown) {
  const auto bodies = read_bodies(siffra::source_folder() / "corpus");
  ASSERT_TRUE(bodies.has_value()) << to_string(bodies.error());
  ASSERT_FALSE(bodies->empty());
  for (const Report& body : *bodies) {
    SCOPED_TRACE(body.id);
    EXPECT_FALSE(body.origin.empty());
    const std::vector<Equation> equations = equations_of(body);
    EXPECT_GT(equations.size(), 20u);
    for (const Equation& equation : equations) {
      const CellName name = name_of(body, equation.terms.front().cell);
      bool known = false;
      for (const KnownError& error : body.known)
        for (const Equation::Term& term : equation.terms)
          known |= error.statement == name_of(body, term.cell).statement;
      EXPECT_TRUE(known || residual_of(body, equation).holds)
          << name.statement << "." << name.row << "." << name.column;
    }
  }
}

}  // namespace
}  // namespace siffra::corpus
