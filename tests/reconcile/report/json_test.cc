#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reconcile/report/report.h"
#include "sample_report.h"

namespace siffra::reconcile {
namespace {

using nlohmann::json;

json written(const Report& report, Language language = Language::kSwedish) {
  return json::parse(to_json(report, language));
}

TEST(ReportJson, CarriesItsSchemaAndEveryPartOfTheContract) {
  const json report = written(sample_report());
  EXPECT_EQ(report.at("schema"), "siffra.report/1");
  for (const char* key : {"tool", "source", "entity", "report", "statements", "checks", "repairs",
                          "findings", "summary"}) {
    EXPECT_TRUE(report.contains(key)) << key;
  }
}

TEST(ReportJson, GivesAmountsAsDecimalStringsInThePrintedUnitAndSign) {
  const json rows = written(sample_report()).at("statements").at(0).at("rows");
  EXPECT_EQ(rows.at(0).at("cells").at(0).at("value"), "1500");
  EXPECT_EQ(rows.at(1).at("cells").at(1).at("value"), "-2100.50");
  EXPECT_EQ(rows.at(1).at("cells").at(1).at("raw"), "- 2 100,50");
  const json tkr = written(sample_report()).at("statements").at(1);
  EXPECT_EQ(tkr.at("scale"), 1000);
  EXPECT_EQ(tkr.at("rows").at(0).at("cells").at(0).at("value"), "0.4");
}

TEST(ReportJson, SaysNullForAFigureThatCouldNotBeReadAndCountsIt) {
  const json report = written(sample_report());
  const json cell = report.at("statements").at(0).at("rows").at(3).at("cells").at(0);
  EXPECT_TRUE(cell.at("value").is_null());
  EXPECT_EQ(cell.at("raw"), "3t4");
  EXPECT_EQ(report.at("summary").at("uncertain_cells"), 1);
}

TEST(ReportJson, SaysNullForWhatWasNotFound) {
  Report report = sample_report();
  report.extraction.entity = {};
  report.extraction.period_start.reset();
  report.extraction.statements[0].scale.reset();
  const json out = written(report);
  EXPECT_TRUE(out.at("entity").at("name").is_null());
  EXPECT_TRUE(out.at("entity").at("org_number").is_null());
  EXPECT_TRUE(out.at("report").at("period_start").is_null());
  EXPECT_TRUE(out.at("statements").at(0).at("scale").is_null());
  EXPECT_TRUE(out.at("statements").at(0).at("rows").at(1).at("concept").is_null());
}

TEST(ReportJson, RoundsBoxesToATenthOfAPoint) {
  const json cell =
      written(sample_report()).at("statements").at(0).at("rows").at(0).at("cells").at(0);
  EXPECT_EQ(cell.at("bbox").dump(), "[310.2,402.1,352.9,412.0]");
  EXPECT_EQ(cell.at("page"), 2);
}

TEST(ReportJson, GivesEveryCheckItsTermsDifferenceAndToleranceInKronor) {
  const json check = written(sample_report()).at("checks").at(0);
  EXPECT_EQ(check.at("verdict"), "discrepancy");
  EXPECT_EQ(check.at("difference"), "100");
  EXPECT_EQ(check.at("tolerance"), "1.5");
  EXPECT_EQ(check.at("terms").dump(),
            R"([{"cell":"s1/r3/c1","weight":-1},{"cell":"s1/r1/c1","weight":1},)"
            R"({"cell":"s1/r2/c1","weight":1}])");
}

TEST(ReportJson, PointsFromAFindingToItsChecksAndCells) {
  const json finding = written(sample_report()).at("findings").at(0);
  EXPECT_EQ(finding.at("severity"), "error");
  EXPECT_EQ(finding.at("checks").dump(), R"(["k1"])");
  EXPECT_EQ(finding.at("cells").dump(), R"(["s1/r3/c1"])");
  EXPECT_EQ(finding.at("hypothesis").at("kind"), "digit");
  EXPECT_EQ(finding.at("hypothesis").at("value"), "300");
}

TEST(ReportJson, SpeaksTheLanguageAskedFor) {
  EXPECT_EQ(written(sample_report(), Language::kSwedish).at("findings").at(0).at("title"),
            "Periodens resultat stämmer inte");
  EXPECT_EQ(written(sample_report(), Language::kEnglish).at("findings").at(0).at("title"),
            "The result of the period does not agree");
  EXPECT_EQ(written(sample_report(), Language::kEnglish).at("checks").at(0).at("message"),
            "The result is income and costs.");
}

TEST(ReportJson, PointsFromARepairedCellToItsRepairAndBack) {
  Report report = sample_report();
  report.repairs = {{"p1", {0, 3, 0}, "3t4", "314", 0.99, {"second_reading"}, {{"374", 0.01}}}};
  const json out = written(report);
  const json cell = out.at("statements").at(0).at("rows").at(3).at("cells").at(0);
  EXPECT_EQ(cell.at("repair"), "p1");
  EXPECT_EQ(cell.at("reading"), "fused");
  EXPECT_EQ(cell.at("raw"), "3t4");
  EXPECT_EQ(out.at("repairs").at(0).at("cell"), "s1/r4/c1");
  EXPECT_EQ(out.at("repairs").at(0).at("alternatives").at(0).at("value"), "374");
  EXPECT_EQ(out.at("summary").at("repaired_cells"), 1);
}

TEST(ReportJson, CountsHowWellTheFiguresAreCovered) {
  const json coverage = written(sample_report()).at("summary").at("coverage");
  EXPECT_EQ(coverage.at("two_or_more"), 1);
  EXPECT_EQ(coverage.at("one"), 1);
  EXPECT_EQ(coverage.at("none"), 5);
}

TEST(ReportJson, IsTheSameEveryTime) {
  EXPECT_EQ(to_json(sample_report(), Language::kSwedish),
            to_json(sample_report(), Language::kSwedish));
}

TEST(ReportJson, SurvivesTextThatIsNotUtf8) {
  Report report = sample_report();
  report.extraction.statements[0].rows[0].label = "Int\xe4kter";
  EXPECT_EQ(written(report).at("statements").at(0).at("rows").at(0).at("label"), "Int\ufffdkter");
}

}  // namespace
}  // namespace siffra::reconcile
