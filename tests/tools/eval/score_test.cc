#include "tools/eval/score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tools/eval/decimal.h"
#include "tools/eval/evaluation.h"
#include "tools/eval/render.h"
#include "tools/eval/similarity.h"

namespace siffra::evaluation {
namespace {

constexpr const char* kTruth = R"({
 "id": "x", "entity": "Exempelförbundet", "org": "222000-0000", "report": "årsredovisning",
 "statements": [{"kind": "resultatrakning", "title": "Resultaträkning", "note": null, "unit": "tkr",
  "columns": [{"header": ["2020"], "role": "actual", "start": "2020-01-01", "end": "2020-12-31"},
              {"header": ["Budget"], "role": "budget", "start": null, "end": null}],
  "rows": [{"label": "Intäkter", "code": null, "note": "1", "cells": ["1 200", "1 100"]},
           {"label": "Kostnader", "code": null, "note": null, "cells": ["−900", null]},
           {"label": "Resultat", "code": null, "note": null, "cells": ["310", "150"]}]}]})";

constexpr const char* kPlanted =
    R"([{"kind": "digit", "old": "300", "new": "310", "checkable": true,
 "cell": {"statement": 0, "row": 2, "column": 0},
 "equations": [[{"statement": 0, "row": 2, "column": 0}, {"statement": 0, "row": 0, "column": 0}]]}])";

std::string file_with(const std::string& name, const std::string& text) {
  const std::string path = testing::TempDir() + name;
  std::ofstream(path) << text;
  return path;
}

Truth truth() {
  const auto result =
      read_truth(file_with("truth.json", kTruth), file_with("planted.json", kPlanted), "", "x");
  EXPECT_TRUE(result.has_value());
  return *result;
}

// A report that reads every cell, with `result` as the figure in the planted cell.
std::string report(const std::string& result, const std::string& findings) {
  return R"({"source": {"pages": [{}]}, "entity": {"name": "Exempelförbundet",
 "org_number": "222000-0000"}, "report": {"kind": "annual"},
 "statements": [{"id": "s1", "kind": "income_statement", "title": "Resultaträkning", "scale": 1000,
  "columns": [{"id": "c1", "role": "actual", "period_end": "2020-12-31"},
              {"id": "c2", "role": "budget", "period_end": null}],
  "rows": [{"id": "r1", "label": "Intäkter", "note": "1", "cells": [
             {"column": "c1", "value": "1200", "confidence": 0.9995},
             {"column": "c2", "value": "1100", "confidence": 0.97}]},
           {"id": "r2", "label": "Kostnader", "note": null, "cells": [{"column": "c1", "value": "-900"}]},
           {"id": "r3", "label": "Resultat", "note": null, "cells": [
             {"column": "c1", "value": ")" +
         result + R"("}, {"column": "c2", "value": "150"}]}]}],
 "checks": [{"id": "k1", "difference": "10000",
             "terms": [{"cell": "s1/r3/c1"}, {"cell": "s1/r1/c1"}, {"cell": "s1/r2/c1"}]}],
 "repairs": [], "findings": )" +
         findings + "}";
}

Tally scored(const std::string& json) {
  const auto said = parse_report_json(json);
  EXPECT_TRUE(said.has_value());
  return score(truth(), *said, nullptr);
}

constexpr const char* kRightFinding =
    R"([{"severity": "error", "checks": ["k1"], "cells": ["s1/r3/c1"], "difference": "10000"}])";

TEST(Score, CountsAPerfectReadingAsPerfect) {
  const Tally tally = scored(report("310", kRightFinding));
  EXPECT_EQ(tally.cells.right, 5);
  EXPECT_EQ(tally.cells.of, 5);
  EXPECT_EQ(tally.rows.value(), 1);
  EXPECT_EQ(tally.kind.value(), 1);
  EXPECT_EQ(tally.notes.value(), 1);
  EXPECT_EQ(tally.roles.value(), 1);
  EXPECT_EQ(tally.periods.of, 1);
  EXPECT_EQ(tally.facts.right, 3);
  EXPECT_EQ(tally.found.right, 1);
  EXPECT_EQ(tally.first.right, 1);
  EXPECT_EQ(tally.false_alarms, 0);
  EXPECT_EQ(tally.masked, 0);
}

TEST(Score, CountsAFigureTurnedBackAsMasked) {
  const Tally tally = scored(report("300", "[]"));
  EXPECT_EQ(tally.masked, 1);
  EXPECT_EQ(tally.found.right, 0);
  EXPECT_EQ(tally.cells.right, 4);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

// No error was planted there: the report itself says 1 200.
TEST(Score, CountsAPublishedFigureRepairedAwayAsMasked) {
  std::string json = replaced(report("310", "[]"), R"("value": "1200")", R"("value": "1250")");
  json = replaced(json, R"("repairs": [])",
                  R"("repairs": [{"cell": "s1/r1/c1", "from": "1 200", "to": "1250"}])");
  EXPECT_EQ(scored(json).masked, 1);
}

// A note with the figure that should have stood in the statement hides nothing.
TEST(Score, CountsNoFigureOfANoteAsMasked) {
  const std::string json =
      replaced(report("300", "[]"), R"("kind": "income_statement")", R"("kind": "note")");
  EXPECT_EQ(scored(json).masked, 0);
}

TEST(Score, CountsAnErrorFindingElsewhereAsAFalseAlarm) {
  const Tally tally = scored(
      report("310",
             R"([{"severity": "error", "checks": [], "cells": ["s1/r1/c2"], "difference": "5000"},
          {"severity": "warning", "checks": [], "cells": ["s1/r2/c1"], "difference": "1"}])"));
  EXPECT_EQ(tally.false_alarms, 1);
  EXPECT_EQ(tally.found.right, 0);
}

// A planted error breaks an equation; that the finding is told of another figure of it is no alarm.
TEST(Score, CountsAFindingOverABrokenEquationAsExplained) {
  const Tally tally =
      scored(report("310", R"([{"severity": "error", "checks": ["k1"], "cells": ["s1/r1/c1"]}])"));
  EXPECT_EQ(tally.false_alarms, 0);
}

std::vector<std::string> misses_of(const std::string& json) {
  std::vector<std::string> misses;
  score(truth(), *parse_report_json(json), &misses);
  return misses;
}

TEST(Score, TellsWhatStoodInTheWay) {
  using ::testing::Contains;
  using ::testing::HasSubstr;
  EXPECT_THAT(misses_of(report("310", "[]")),
              Contains(HasSubstr("not found: Resultaträkning row 3 column 1: checks:")));
  EXPECT_THAT(misses_of(report("370", "[]")), Contains(HasSubstr("read as 370")));
  EXPECT_THAT(misses_of(report("310", R"([{"severity": "error", "checks": [],
                                   "cells": ["s1/r1/c1", "s1/r3/c1"], "title": "T"}])")),
              Contains(HasSubstr("suspected late: digit: 2 of 2 in T")));
}

TEST(Score, TellsTheTouchedCellFromTheSuspectedOne) {
  const Tally tally =
      scored(report("310", R"([{"severity": "error", "checks": ["k1"], "cells": ["s1/r1/c1"]}])"));
  EXPECT_EQ(tally.found.right, 1);
  EXPECT_EQ(tally.located.right, 0);
}

TEST(Similarity, IsTwiceTheCommonPartOverBothLengths) {
  EXPECT_DOUBLE_EQ(similarity("abcd", "bcde"), 0.75);
  EXPECT_DOUBLE_EQ(similarity("resultat", "resultat"), 1);
  EXPECT_DOUBLE_EQ(similarity("", "a"), 0);
  EXPECT_EQ(flat_label("  Årets  RESULTAT (tkr)…"), flat_label("årets resultat tkr"));
}

TEST(Decimal, ReadsFiguresAsPrintedAndAsWritten) {
  EXPECT_EQ(parse_printed("−1\u00a0"
                          "234,50"),
            parse_plain("-1234.5"));
  EXPECT_EQ(parse_printed("(1 250)"), parse_plain("-1250"));
  EXPECT_EQ(parse_printed("4.511.722"), parse_plain("4511722"));
  EXPECT_EQ(parse_printed("-2.979,5"), parse_plain("-2979.5"));
  EXPECT_EQ(parse_printed("78 %"), parse_plain("78"));
  EXPECT_EQ(parse_printed("-"), parse_plain("0"));
  EXPECT_FALSE(parse_printed("Inga").has_value());
}

TEST(Evaluation, DrawsStatedAgainstFoundDoubt) {
  Evaluation evaluation;
  evaluation.all.calibration[7] = {990, 1000};
  evaluation.all.stated[7] = 999;
  const std::string svg = calibration_svg(evaluation);
  // A doubt of 0.001 lies at three quarters from 1 to 0.0001, one of 0.01 at half.
  EXPECT_NE(svg.find("cx='170.0' cy='220.0'"), std::string::npos) << svg;
}

TEST(Evaluation, IsComparedAndHeldToThresholds) {
  Evaluation evaluation;
  evaluation.all.cells = {98, 100};
  evaluation.all.documents = 1;
  const std::string before =
      file_with("before.json", R"({"groups": [{"by": "all", "name": "", "cells": 0.95}]})");
  const auto difference = compared(evaluation, before);
  ASSERT_TRUE(difference.has_value());
  EXPECT_NE(difference->find("+ all  cells: 0.9500 -> 0.9800"), std::string::npos) << *difference;
  EXPECT_EQ(*unmet_thresholds(evaluation, file_with("met.txt", "cells 0.97 # fine\nmasking 0\n")),
            "");
  EXPECT_NE(*unmet_thresholds(evaluation, file_with("unmet.txt", "cells 0.99\n")), "");
  EXPECT_FALSE(unmet_thresholds(evaluation, file_with("bad.txt", "speed 1\n")).has_value());
}

}  // namespace
}  // namespace siffra::evaluation
