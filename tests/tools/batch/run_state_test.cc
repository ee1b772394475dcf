// The database of a run: what is stored is found again, by the rules it was made with, whoever else
// is writing.
#include "tools/batch/run_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>

#include "tests/tools/run_command.h"

namespace siffra::tools {
namespace {

using ::testing::HasSubstr;

EngineFacts engine(const std::string& packs = "p1") {
  return {"0.1.0", packs, "sv", "", "4096 MB, 900 s"};
}

DocumentResult checked(const std::string& sha256) {
  DocumentResult result;
  result.sha256 = sha256;
  result.bytes = 10;
  result.media_type = "application/pdf";
  result.state = DocumentState::kChecked;
  result.entity = "Norrsjö kommun";
  result.period_end = "2023-12-31";
  result.totals.checks = 7;
  result.totals.errors = 1;
  result.suffixes = {".json", ".s1.note.csv"};
  result.formats = "json,csv";
  FindingFacts finding;
  finding.id = "f1";
  finding.key = "k";
  finding.severity = "error";
  finding.place = {"s1/r2/c1", 3, "Not 1", "Summa", "2023"};
  finding.difference = "100";
  finding.title = "Summan stämmer inte";
  result.findings.push_back(finding);
  result.repairs.push_back({"p1", {"s1/r1/c1", 3, "Not 1", "Löner", "2023"}, "l2", "12", 0.99});
  return result;
}

class RunStateTest : public ::testing::Test {
 protected:
  std::filesystem::path file() const { return folder_.path() / "run.sqlite"; }
  RunState opened(const EngineFacts& by = engine()) const {
    auto state = RunState::open(file());
    EXPECT_TRUE(state) << (state ? "" : rules::to_string(state.error()));
    EXPECT_TRUE(state->begin(by));
    return std::move(*state);
  }
  testing::TemporaryFolder folder_;
};

TEST_F(RunStateTest, WhatWasStoredIsFoundByTheNextRun) {
  { ASSERT_TRUE(opened().store(checked("aa"), "{\"schema\":1}")); }
  RunState state = opened();
  const auto known = state.find("aa");
  ASSERT_TRUE(known && *known);
  EXPECT_EQ((*known)->result.entity, "Norrsjö kommun");
  EXPECT_EQ((*known)->result.totals.checks, 7U);
  EXPECT_EQ((*known)->result.suffixes, checked("aa").suffixes);
  EXPECT_EQ(*state.report("aa"), "{\"schema\":1}");
  const auto findings = state.findings("aa");
  ASSERT_TRUE(findings);
  ASSERT_EQ(findings->size(), 1U);
  EXPECT_EQ(findings->front().place.label, "Summa");
}

TEST_F(RunStateTest, ChangedRulesMakeTheResultUnknownButKeepTheOld) {
  { ASSERT_TRUE(opened().store(checked("aa"), "old")); }
  {
    RunState changed = opened(engine("p2"));
    const auto known = changed.find("aa");
    ASSERT_TRUE(known);
    EXPECT_FALSE(*known);
    ASSERT_TRUE(changed.store(checked("aa"), "new"));
  }
  RunState again = opened();
  EXPECT_EQ(*again.report("aa"), "old");
}

TEST_F(RunStateTest, StoringTwiceReplaces) {
  RunState state = opened();
  ASSERT_TRUE(state.store(checked("aa"), "one"));
  ASSERT_TRUE(state.store(checked("aa"), "two"));
  EXPECT_EQ(*state.report("aa"), "two");
  EXPECT_EQ(state.findings("aa")->size(), 1U);
}

TEST_F(RunStateTest, TwoRunsWriteToOneDatabase) {
  RunState one = opened(), two = opened();
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(one.store(checked("a" + std::to_string(i)), "x"));
    ASSERT_TRUE(two.store(checked("b" + std::to_string(i)), "y"));
  }
  EXPECT_TRUE(*one.find("b19"));
  EXPECT_TRUE(*two.find("a19"));
}

TEST_F(RunStateTest, AnotherProgramsDatabaseIsLeftAlone) {
  const auto outcome = testing::run_command(
      "printf 'not a database, but long enough to be taken for one, or so one would think, with"
      " more than a hundred bytes in it' > run.sqlite",
      folder_.path());
  ASSERT_EQ(outcome.exit_status, 0);
  const auto state = RunState::open(file());
  ASSERT_FALSE(state);
  EXPECT_THAT(state.error().message, HasSubstr("not a database"));
  EXPECT_THAT(testing::contents_of(file()), HasSubstr("not a database, but long"));
}

// What SQL makes of a database of ours, or of an empty file.
void act_on(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
}

TEST_F(RunStateTest, ADatabaseOfAnotherProgramIsNotWrittenTo) {
  act_on(file(), "CREATE TABLE music (title); INSERT INTO music VALUES ('x');");
  const std::string before = testing::contents_of(file());
  const auto state = RunState::open(file());
  ASSERT_FALSE(state);
  EXPECT_THAT(state.error().message, HasSubstr("a database of another program"));
  EXPECT_EQ(testing::contents_of(file()), before);
  EXPECT_FALSE(stored_reports(file()));
}

TEST_F(RunStateTest, ASchemaThatSomebodyChangedIsRefused) {
  const std::string changes[] = {
      "CREATE TRIGGER t AFTER INSERT ON files BEGIN DELETE FROM results; END;",
      "DROP VIEW latest_files; CREATE VIEW latest_files AS WITH RECURSIVE n(x) AS (SELECT 1 UNION"
      " ALL SELECT x FROM n) SELECT x AS path, x AS stem, x AS sha256, x AS engine_id FROM n;",
      "DROP TABLE repairs; CREATE VIEW repairs AS SELECT * FROM findings;",
      "ALTER TABLE findings ADD COLUMN other;",
      "DROP INDEX files_by_path;",
  };
  for (const auto& change : changes) {
    SCOPED_TRACE(change);
    std::filesystem::remove(file());
    { opened(); }
    act_on(file(), change);
    const auto state = RunState::open(file());
    ASSERT_FALSE(state);
    EXPECT_THAT(state.error().message, HasSubstr("not as siffra makes them"));
    EXPECT_THAT(state.error().message, HasSubstr("name another file"));
    EXPECT_FALSE(stored_reports(file()));
  }
}

TEST_F(RunStateTest, ViewsOfTheirOwnMayBeAdded) {
  { ASSERT_TRUE(opened().store(checked("aa"), "x")); }
  act_on(file(), "CREATE VIEW mine AS SELECT count(*) FROM results; CREATE TABLE notes (text);");
  EXPECT_TRUE(*opened().find("aa"));
}

TEST_F(RunStateTest, AnotherVersionOfTheTablesIsToldApart) {
  { opened(); }
  act_on(file(), "PRAGMA user_version = 2;");
  const auto state = RunState::open(file());
  ASSERT_FALSE(state);
  EXPECT_THAT(state.error().message, HasSubstr("another version of siffra (schema 2,"));
}

TEST_F(RunStateTest, APrivateStateNeedsNoFile) {
  auto state = RunState::open(std::nullopt);
  ASSERT_TRUE(state);
  ASSERT_TRUE(state->begin(engine()));
  ASSERT_TRUE(state->store(checked("aa"), "x"));
  EXPECT_TRUE(*state->find("aa"));
}

TEST_F(RunStateTest, TheNewestReportOfEachFileIsGiven) {
  {
    RunState state = opened();
    ASSERT_TRUE(state.note_file(0, {"b.pdf", "b", "bb", ""}));
    ASSERT_TRUE(state.note_file(1, {"a.pdf", "a", "aa", ""}));
    ASSERT_TRUE(state.store(checked("aa"), "report a"));
    ASSERT_TRUE(state.store(checked("bb"), "report b"));
  }
  const auto reports = stored_reports(file());
  ASSERT_TRUE(reports);
  ASSERT_EQ(reports->size(), 2U);
  EXPECT_EQ(reports->front().path, "a.pdf");
  EXPECT_EQ(reports->front().report, "report a");
}

TEST(DocumentResultText, IsReadBack) {
  const DocumentResult result = checked("aa");
  const auto read = document_result_from(to_text(result));
  ASSERT_TRUE(read);
  EXPECT_EQ(to_text(*read), to_text(result));
}

TEST(DocumentResultText, AnythingElseIsNoResult) {
  for (const char* text : {"", "{", "[]", "{}", "{\"sha256\":1}", "null"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(document_result_from(text));
  }
}

}  // namespace
}  // namespace siffra::tools
