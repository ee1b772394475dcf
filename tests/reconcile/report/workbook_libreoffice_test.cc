// The workbook as a spreadsheet sees it: opened, recalculated and written out again by LibreOffice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "reconcile/report/internal/workbook_book.h"
#include "reconcile/report/workbook.h"
#include "sample_report.h"

namespace siffra::reconcile {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

// LibreOffice with a profile of its own, told to compute every formula anew when it loads a file.
class Spreadsheet : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v soffice >/dev/null 2>&1") != 0) {
      GTEST_SKIP() << "LibreOffice (libreoffice-calc-nogui) is not installed";
    }
    std::string pattern = (fs::temp_directory_path() / "siffra-calc.XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    fs::create_directories(folder_ / "profile/user");
    std::ofstream(folder_ / "profile/user/registrymodifications.xcu")
        << R"(<?xml version="1.0" encoding="UTF-8"?>)"
        << R"(<oor:items xmlns:oor="http://openoffice.org/2001/registry">)"
        << R"(<item oor:path="/org.openoffice.Office.Calc/Formula/Load">)"
        << R"(<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>)"
        << R"(</oor:items>)";
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  // Every sheet as comma-separated text: figures as shown, with the separators of en-US.
  void recalculate(const std::string& bytes) {
    std::ofstream(folder_ / "book.xlsx", std::ios::binary) << bytes;
    const std::string command =
        "cd '" + folder_.string() + "' && LC_ALL=C.UTF-8 timeout 120 soffice --headless " +
        "-env:UserInstallation=file://" + (folder_ / "profile").string() +
        " --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false," +
        "false,-1' book.xlsx >convert.log 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0);
  }

  std::string sheet(const std::string& name) {
    std::ifstream in(folder_ / ("book-" + name + ".csv"), std::ios::binary);
    EXPECT_TRUE(in) << "no sheet " << name;
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }

  fs::path folder_;
};

TEST_F(Spreadsheet, ComputesWhatSiffraComputed) {
  const auto bytes = to_workbook(sample_report(), Language::kEnglish);
  ASSERT_TRUE(bytes);
  recalculate(*bytes);
  const std::string income = sheet("1 Resultaträkning");
  // Printed 400, computed 300, difference 100; the budget column adds up.
  EXPECT_THAT(income, HasSubstr("400,300,100"));
  EXPECT_THAT(income, HasSubstr("149.5,149.5,0"));
  EXPECT_THAT(income, HasSubstr("3t4")) << "what could not be read stands as printed";
  const std::string checks = sheet("Checks");
  EXPECT_THAT(checks, HasSubstr("400,300,100,1.5,differs"));
  EXPECT_THAT(checks, HasSubstr("149.5,149.5,0,0.525,exact"));
  EXPECT_THAT(checks, Not(HasSubstr("#"))) << "no formula fails";
}

TEST_F(Spreadsheet, RecalculatesRatherThanShowsWhatWasStored) {
  const fs::path file = folder_ / "stale.xlsx";
  lxw_workbook* workbook = workbook_new(file.c_str());
  const Report report = sample_report();
  {
    internal::Book book(report, Language::kEnglish, workbook);
    internal::Sheet made(book, "Stale");
    made.write_number(0, 0, 20, 0, {});
    made.write_formula(0, 1, "=A1+1", 999, {});
    EXPECT_FALSE(made.failed());
  }
  ASSERT_EQ(workbook_close(workbook), LXW_NO_ERROR);
  std::ifstream in(file, std::ios::binary);
  recalculate({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
  EXPECT_THAT(sheet("Stale"), HasSubstr("20,21"));
}

}  // namespace
}  // namespace siffra::reconcile
