// A run that is killed at any moment is taken up again, and ends as one that was not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <regex>
#include <string>
#include <vector>

#include "tests/tools/run_command.h"
#include "tests/tools/text_pdf.h"

namespace siffra::tools::testing {
namespace {

namespace fs = std::filesystem;

// A small report of its own for every number; every third has a sum that is wrong.
std::string report_text(int number) {
  const int a = 1000 + number, b = 2000 + 7 * number;
  const int sum = a + b + (number % 3 == 0 ? 90 : 0);
  const auto line = [](const std::string& label, int value) {
    return label + "\t" + std::to_string(value) + "\t" + std::to_string(value) + "\n";
  };
  return "Samordningsförbundet Östra Dalen\n\nÅrsredovisning 2023\n\nNot 4. Verksamhetens "
         "kostnader\n\n"
         "Belopp i kr\t2023\t2022\n" +
         line("Personalkostnader", a) + line("Lokalkostnader", b) + line("Summa", sum);
}

void make_reports(const fs::path& folder, int count) {
  fs::create_directories(folder / "reports/inner");
  for (int i = 0; i < count; ++i) {
    const std::string place = i % 4 == 0 ? "reports/inner/" : "reports/";
    std::ofstream(folder / (place + "r" + std::to_string(i) + ".pdf"), std::ios::binary)
        << text_pdf(report_text(i));
  }
  std::ofstream(folder / "reports/broken.pdf") << "%PDF-1.4 and nothing more";
}

// Every file below a folder, with what differs from run to run taken out.
std::map<std::string, std::string> contents(const fs::path& folder) {
  static const std::regex seconds("\"seconds\":[0-9.e-]+");
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    found[entry.path().lexically_relative(folder).string()] =
        std::regex_replace(contents_of(entry.path()), seconds, "");
  }
  return found;
}

constexpr const char* kCheck = "siffra check --jobs 2 --db run.sqlite --out out reports";

// What a database holds of the documents, without what differs from run to run: numbers of rows,
// times, and the runs themselves.
std::vector<std::string> kept_in(const fs::path& file) {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  std::vector<std::string> rows;
  const auto add_row = [](void* into, int columns, char** values, char**) {
    static const std::regex seconds("\"seconds\":[0-9.e-]+");
    std::string row;
    for (int i = 0; i < columns; ++i) row += (values[i] ? values[i] : "NULL") + std::string("|");
    static_cast<std::vector<std::string>*>(into)->push_back(std::regex_replace(row, seconds, ""));
    return 0;
  };
  for (const char* query :
       {"SELECT * FROM engines", "SELECT * FROM documents ORDER BY sha256",
        "SELECT position, path, stem, sha256, trouble FROM files"
        " WHERE run_id = (SELECT max(run_id) FROM runs) ORDER BY position",
        "SELECT sha256, engine_id, limits, state, reason, outside_cause, attempts, first_trouble,"
        " entity, org_number, kind, period_start, period_end, pages, statements, cells, checks,"
        " exact, rounding, discrepancies, unverifiable, repaired_cells, uncertain_cells, errors,"
        " warnings, remarks, dismissed, troubles, suffixes, formats, report"
        " FROM results ORDER BY sha256",
        "SELECT r.sha256, f.position, f.id, f.key, f.severity, f.page, f.statement, f.label,"
        " f.column_head, f.cell, f.difference, f.title, f.explanation, f.decision"
        " FROM findings AS f JOIN results AS r USING (result_id) ORDER BY r.sha256, f.position",
        "SELECT r.sha256, p.position, p.cell, p.from_value, p.to_value"
        " FROM repairs AS p JOIN results AS r USING (result_id) ORDER BY r.sha256, p.position",
        "SELECT count(*) FROM findings WHERE result_id NOT IN (SELECT result_id FROM results)",
        "SELECT finished_at IS NULL FROM runs WHERE run_id = (SELECT max(run_id) FROM runs)",
        "PRAGMA integrity_check", "PRAGMA foreign_key_check"}) {
    rows.emplace_back(query);
    EXPECT_EQ(sqlite3_exec(database, query, add_row, &rows, nullptr), SQLITE_OK) << query;
  }
  sqlite3_close(database);
  return rows;
}

// Kills the run, or first its workers, at moments by chance.
void kill_repeatedly(const fs::path& folder, const std::string& command, int times) {
  std::minstd_rand random(7);
  std::uniform_int_distribution<int> milliseconds(5, 120);
  for (int i = 0; i < times; ++i) {
    const std::string wait = "0." + std::to_string(1000 + milliseconds(random)).substr(1);
    // Every other time it is a worker that dies; the run then goes on by itself.
    const std::string victim =
        i % 2 == 0 ? "kill -9 $run" : "kill -9 $(cat /proc/$run/task/$run/children)";
    run_command(command + " & run=$!; sleep " + wait + "; " + victim +
                    (i % 2 == 0 ? "" : "; sleep 0.02; kill -9 $run") + "; wait $run",
                folder);
  }
}

TEST(Resume, KilledAtTwentyMomentsEndsAsIfUndisturbed) {
  const TemporaryFolder undisturbed, disturbed;
  for (const auto& folder : {undisturbed.path(), disturbed.path()}) {
    make_reports(folder, 24);
    fs::create_directory(folder / "tmp");
  }
  const std::string check = "export TMPDIR=$PWD/tmp; " + std::string(kCheck);
  const Outcome whole = run_command(check, undisturbed.path());
  EXPECT_EQ(whole.exit_status, 3) << whole.err;
  kill_repeatedly(disturbed.path(), check, 20);
  const Outcome resumed = run_command(check, disturbed.path());
  EXPECT_EQ(resumed.exit_status, 3) << resumed.err;
  EXPECT_THAT(resumed.out, ::testing::HasSubstr("25 rapporter"));
  EXPECT_EQ(contents(disturbed.path() / "out"), contents(undisturbed.path() / "out"));
  EXPECT_EQ(kept_in(disturbed.path() / "run.sqlite"), kept_in(undisturbed.path() / "run.sqlite"));
  EXPECT_TRUE(fs::is_empty(disturbed.path() / "tmp"));
  const Outcome again = run_command(check, disturbed.path());
  EXPECT_THAT(again.out, ::testing::HasSubstr("25 var klara sedan tidigare"));
}

TEST(Resume, WhatAKilledRunLeftIsTakenAwayButNothingElse) {
  const TemporaryFolder folder;
  make_reports(folder.path(), 4);
  fs::create_directories(folder.path() / "out/inner");
  fs::create_directories(folder.path() / "tmp/siffra-a1B2c3/deep");
  std::ofstream(folder.path() / "out/.siffra-a1B2c3") << "half a rep";
  std::ofstream(folder.path() / "out/inner/.siffra-d4E5f6") << "half a rep";
  std::ofstream(folder.path() / "out/inner/.siffra-notes") << "somebody's";
  std::ofstream(folder.path() / "tmp/siffra-a1B2c3/deep/page.tif") << "picture";
  std::ofstream(folder.path() / "tmp/siffra-file12") << "no folder of ours";
  fs::create_directory(folder.path() / "kept");
  fs::create_directory_symlink("../kept", folder.path() / "tmp/siffra-linked");
  // One that a program is still using.
  const Outcome outcome = run_command(
      "mkdir tmp/siffra-inuse1; exec 9< tmp/siffra-inuse1; flock -x 9; "
      "export TMPDIR=$PWD/tmp; " +
          std::string(kCheck) + " 9<&-; ls -A tmp out/inner",
      folder.path());
  EXPECT_THAT(outcome.out, ::testing::Not(::testing::HasSubstr("a1B2c3")));
  EXPECT_THAT(outcome.out, ::testing::Not(::testing::HasSubstr("d4E5f6")));
  for (const char* kept : {".siffra-notes", "siffra-file12", "siffra-linked", "siffra-inuse1"}) {
    EXPECT_THAT(outcome.out, ::testing::HasSubstr(kept));
  }
  EXPECT_FALSE(fs::exists(folder.path() / "out/.siffra-a1B2c3"));
  EXPECT_TRUE(fs::exists(folder.path() / "kept"));
}

TEST(Resume, TwoRunsAtOnceOnOneDatabaseBothEndWell) {
  const TemporaryFolder folder;
  make_reports(folder.path(), 12);
  const Outcome both = run_command(std::string(kCheck) + " > one & " + kCheck +
                                       " > two; second=$?; wait $!; test $? = $second && exit 5",
                                   folder.path());
  EXPECT_EQ(both.exit_status, 5) << both.err;
  EXPECT_EQ(contents_of(folder.path() / "one").substr(0, 60),
            contents_of(folder.path() / "two").substr(0, 60));
}

TEST(Resume, OneDamagedByteOrALostEndNeverTakesTheRunDown) {
  const TemporaryFolder folder;
  fs::create_directories(folder.path() / "reports");
  const std::string sound = text_pdf(report_text(1));
  std::minstd_rand random(11);
  for (int i = 0; i < 40; ++i) {
    std::string damaged = sound;
    const std::size_t place = random() % damaged.size();
    if (i % 4 == 0) {
      damaged.resize(place);
    } else {
      const auto byte = static_cast<unsigned char>(damaged[place]);
      damaged[place] = static_cast<char>(byte ^ (1U << (random() % 8U)));
    }
    std::ofstream(folder.path() / ("reports/d" + std::to_string(i) + ".pdf"), std::ios::binary)
        << damaged;
  }
  const Outcome outcome =
      run_command("siffra check --jobs 2 --time-limit 20 reports", folder.path());
  EXPECT_THAT(outcome.out, ::testing::HasSubstr("40 rapporter"));
  EXPECT_THAT(outcome.out, ::testing::HasSubstr(" 0 avbröts"));
}

TEST(Resume, ADocumentThatTakesTooMuchMemoryIsToldWithItsReason) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the sanitizer needs all the address space there is";
#endif
  const TemporaryFolder folder;
  make_reports(folder.path(), 1);
  const Outcome many = run_command("siffra check --memory-limit 64 reports", folder.path());
  EXPECT_EQ(many.exit_status, 3);
  EXPECT_THAT(many.err, ::testing::HasSubstr("det prövades två gånger"));
  EXPECT_THAT(many.out, ::testing::HasSubstr("1 avbröts"));
  const Outcome one =
      run_command("siffra check --memory-limit 64 reports/inner/r0.pdf", folder.path());
  EXPECT_EQ(one.exit_status, 3);
  EXPECT_THAT(one.err, ::testing::HasSubstr("det prövades två gånger"));
}

TEST(Resume, WhatALimitCutShortIsReadAnewWhenTheLimitIsRaised) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the sanitizer needs all the address space there is";
#endif
  const TemporaryFolder folder;
  make_reports(folder.path(), 4);
  const Outcome scanned = run_command(
      "mkdir scans && pdftoppm -r 150 -gray -tiff -singlefile reports/r3.pdf scans/scan",
      folder.path());
  ASSERT_EQ(scanned.exit_status, 0) << scanned.err;
  const std::string check = "siffra check --include '*.tif' --db run.sqlite --jobs 1 ";
  const Outcome narrow = run_command(check + "--memory-limit 100 scans", folder.path());
  EXPECT_EQ(narrow.exit_status, 3);
  EXPECT_THAT(narrow.err, ::testing::HasSubstr("det kräver mer minne än som tillåts"));
  EXPECT_THAT(narrow.out, ::testing::Not(::testing::HasSubstr("inget att pröva")));
  const Outcome again = run_command(check + "--memory-limit 100 scans", folder.path());
  EXPECT_THAT(again.out, ::testing::HasSubstr("1 var klara sedan tidigare"));
  const Outcome wide = run_command(check + "scans", folder.path());
  EXPECT_EQ(wide.exit_status, 1);
  EXPECT_THAT(wide.out, ::testing::HasSubstr("1 stämmer inte"));
}

}  // namespace
}  // namespace siffra::tools::testing
