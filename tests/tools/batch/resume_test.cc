// A run that is killed at any moment is taken up again, and ends as one that was not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <regex>

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

TEST(Resume, KilledAtTwentyMomentsEndsAsIfUndisturbed) {
  constexpr int kReports = 24, kKills = 20;
  const TemporaryFolder undisturbed, disturbed;
  make_reports(undisturbed.path(), kReports);
  make_reports(disturbed.path(), kReports);
  const Outcome whole = run_command(kCheck, undisturbed.path());
  EXPECT_EQ(whole.exit_status, 3) << whole.err;
  std::minstd_rand random(7);
  std::uniform_int_distribution<int> milliseconds(5, 120);
  for (int i = 0; i < kKills; ++i) {
    const std::string wait = "0." + std::to_string(1000 + milliseconds(random)).substr(1);
    // Every other time it is a worker that dies; the run then goes on by itself.
    const std::string victim =
        i % 2 == 0 ? "kill -9 $run" : "kill -9 $(cat /proc/$run/task/$run/children)";
    run_command(std::string(kCheck) + " & run=$!; sleep " + wait + "; " + victim +
                    (i % 2 == 0 ? "" : "; sleep 0.02; kill -9 $run") + "; wait $run",
                disturbed.path());
  }
  const Outcome resumed = run_command(kCheck, disturbed.path());
  EXPECT_EQ(resumed.exit_status, 3) << resumed.err;
  EXPECT_THAT(resumed.out, ::testing::HasSubstr("25 rapporter"));
  const auto expected = contents(undisturbed.path() / "out");
  auto got = contents(disturbed.path() / "out");
  // What was being written when the run was killed is left under a temporary name.
  static const std::regex temporary(".*\\.(json|csv|html)\\.[A-Za-z0-9]{6}");
  std::erase_if(got, [](const auto& file) { return std::regex_match(file.first, temporary); });
  EXPECT_EQ(got, expected);
  const Outcome again = run_command(kCheck, disturbed.path());
  EXPECT_THAT(again.out, ::testing::HasSubstr("25 var klara sedan tidigare"));
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
  EXPECT_THAT(many.err, ::testing::HasSubstr("it was tried twice"));
  EXPECT_THAT(many.out, ::testing::HasSubstr("1 avbröts"));
  const Outcome one =
      run_command("siffra check --memory-limit 64 reports/inner/r0.pdf", folder.path());
  EXPECT_EQ(one.exit_status, 3);
  EXPECT_THAT(one.err, ::testing::HasSubstr("it was tried twice"));
}

}  // namespace
}  // namespace siffra::tools::testing
