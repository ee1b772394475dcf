#include "reconcile/report/decisions_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace siffra::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(DecisionsFile, ReadsFindingsAndReadings) {
  const auto read = read_decisions(
      R"({"schema":"siffra.decisions/1","source":{"file":"ar.pdf"},
          "findings":[{"key":"k","action":"dismiss","comment":"känt"}],
          "readings":[{"key":"c","action":"correct","value":"-1 250"}]})",
      "d.json");
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_THAT(read->findings, SizeIs(1));
  EXPECT_EQ(read->findings[0], (FindingDecision{"k", Standing::kDismissed, "känt"}));
  ASSERT_THAT(read->readings, SizeIs(1));
  EXPECT_EQ(read->readings[0], (ReadingDecision{"c", ReadingAction::kCorrect, "-1 250", ""}));
}

TEST(DecisionsFile, SaysWhatIsWrongWithAFile) {
  struct Row {
    const char* json;
    const char* message;
  };
  const Row rows[] = {
      {"", "not JSON"},
      {"[1,2]", "not JSON"},
      {R"({"schema":"siffra.report/1"})", "siffra.report/1"},
      {R"({"schema":"siffra.decisions/1","findings":[{"action":"dismiss"}]})", "no \"key\""},
      {R"({"schema":"siffra.decisions/1","findings":[{"key":"k","action":"burn"}]})", "burn"},
      {R"({"schema":"siffra.decisions/1","findings":[7]})", "no \"key\""},
      {R"({"schema":"siffra.decisions/1","readings":[{"key":"c","action":"x"}]})", "\"x\""},
      {R"({"schema":"siffra.decisions/1","readings":[{"key":"c","action":"correct","value":"3t4"}]})",
       "3t4"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.json);
    const auto read = read_decisions(row.json, "d.json");
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, HasSubstr(row.message));
    EXPECT_EQ(read.error().where.file, "d.json");
  }
}

TEST(DecisionsFile, WithoutDecisionsDecidesNothing) {
  const auto read = read_decisions(R"({"schema":"siffra.decisions/1"})", "d.json");
  ASSERT_TRUE(read);
  EXPECT_THAT(read->findings, SizeIs(0));
  EXPECT_THAT(read->readings, SizeIs(0));
}

}  // namespace
}  // namespace siffra::reconcile
