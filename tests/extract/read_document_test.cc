#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "extract/readers.h"
#include "tests/extract/tiny_pdf.h"

namespace siffra::extract {
namespace {

using ::testing::HasSubstr;

class ReadDocument : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) / (std::string("siffra_") + test->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }

  std::filesystem::path folder_;
};

TEST_F(ReadDocument, TellsFormatsApartByContentNotName) {
  const auto pdf =
      read_document(write("a.txt", testing::tiny_pdf({{testing::show(99, 700, "hej"), ""}})), {});
  ASSERT_TRUE(pdf);
  EXPECT_EQ(pdf->media_type, "application/pdf");
  const auto text = read_document(write("a.pdf", "Summa\t12\n"), {});
  ASSERT_TRUE(text);
  EXPECT_EQ(text->media_type, "text/plain");
}

TEST_F(ReadDocument, FingerprintsTheBytes) {
  const auto document = read_document(write("abc.txt", "abc"), {});
  ASSERT_TRUE(document);
  EXPECT_EQ(document->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(document->bytes, 3u);
}

TEST_F(ReadDocument, SaysWhatIsWrongAndWhatToDo) {
  struct Case {
    std::filesystem::path file;
    rules::ErrorCode code;
    std::string message;
  };
  const Case cases[] = {
      {folder_ / "nowhere.pdf", rules::ErrorCode::kNotFound, "no such file"},
      {folder_, rules::ErrorCode::kWrongFormat, "folder"},
      {write("empty.pdf", ""), rules::ErrorCode::kEmpty, "empty"},
      {write("scan.pdf", "\x89PNG\r\n"), rules::ErrorCode::kMalformed, "damaged"},
      {write("report.docx", "PK\x03\x04zip"), rules::ErrorCode::kWrongFormat,
       "save the report as PDF"},
      {write("bytes.txt", std::string("\x01\0\x02\x03", 4)), rules::ErrorCode::kWrongFormat,
       "neither"},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.file);
    const auto document = read_document(one.file, {});
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code, one.code);
    EXPECT_THAT(document.error().message, HasSubstr(one.message));
    EXPECT_EQ(document.error().where.file, one.file.string());
  }
}

TEST_F(ReadDocument, RefusesWhatIsLargerThanAllowed) {
  ReadOptions options;
  options.max_bytes = 10;
  const auto document = read_document(write("big.txt", "eleven byte"), options);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, rules::ErrorCode::kLimitExceeded);
}

}  // namespace
}  // namespace siffra::extract
