// Reading pictures of print from the file to words. Slow: the recogniser itself runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extract/readers.h"
#include "tests/extract/page_picture.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using ::testing::Contains;
using ::testing::IsSupersetOf;
using testing::to_bytes;
using testing::write;
using testing::write_right;

PixPtr table_page() {
  PixPtr page = blank_page();
  write(page, "Resultat", 120, 200);
  const std::vector<std::vector<std::string>> rows = {
      {"Intakter", "4524", "5028"}, {"Kostnader", "-4845", "-4395"}, {"Summa", "-321", "633"}};
  int y = 280;
  for (const auto& row : rows) {
    write(page, row[0], 120, y);
    write_right(page, row[1], 900, y);
    write_right(page, row[2], 1150, y);
    y += 50;
  }
  return page;
}

std::vector<std::string> texts(const Page& page) {
  std::vector<std::string> all;
  for (const Word& word : page.words) all.push_back(word.text);
  return all;
}

const std::vector<std::string> kTable = {"Kostnader", "4524", "5028", "-4845",
                                         "-4395",     "-321", "633"};

TEST(ReadPicture, ReadsLabelsFiguresAndSignsFromAPng) {
  const auto document = read_picture(to_bytes(table_page(), IFF_PNG), "a.png", "image/png", {});
  ASSERT_TRUE(document.has_value());
  ASSERT_EQ(document->pages.size(), 1U);
  const Page& page = document->pages[0];
  EXPECT_EQ(page.content, PageContent::kScan);
  EXPECT_EQ(page.reading, PageReading::kOcr);
  EXPECT_THAT(texts(page), IsSupersetOf(kTable));
  EXPECT_NEAR(page.width, 595, 2);
  const auto word = std::find_if(page.words.begin(), page.words.end(),
                                 [](const Word& one) { return one.text == "-4845"; });
  ASSERT_NE(word, page.words.end());
  EXPECT_NEAR(word->box.x1, 900 * 72 / 200.0, 2);
  EXPECT_EQ(word->source, Source::kOcr);
  EXPECT_GT(word->confidence, 0.9);
}

TEST(ReadPicture, APageLyingOnItsSideOrUpsideDownIsTurnedUpright) {
  for (const int turns : {1, 2, 3}) {
    SCOPED_TRACE(turns);
    PixPtr page = table_page();
    for (int line = 0; line < 8; ++line) {
      write(page, "Verksamhetens kostnader", 120, 600 + 50 * line);
      write_right(page, "12 345", 900, 600 + 50 * line);
    }
    const PixPtr turned(pixRotateOrth(page.get(), turns));
    const auto document = read_picture(to_bytes(turned, IFF_PNG), "a.png", "image/png", {});
    ASSERT_TRUE(document.has_value());
    EXPECT_THAT(texts(document->pages[0]), IsSupersetOf(kTable));
    EXPECT_LT(document->pages[0].width, document->pages[0].height);
  }
}

// Capitals and figures lean no way: such a page is turned for how it reads.
TEST(ReadPicture, APageOfCapitalsUpsideDownIsTurnedUpright) {
  const PixPtr page = blank_page();
  for (int line = 0; line < 8; ++line) {
    write(page, "SUMMA KOSTNADER", 120, 300 + 60 * line);
    write_right(page, "12 345", 900, 300 + 60 * line);
  }
  const PixPtr turned(pixRotateOrth(page.get(), 2));
  const auto document = read_picture(to_bytes(turned, IFF_PNG), "a.png", "image/png", {});
  ASSERT_TRUE(document.has_value());
  EXPECT_THAT(texts(document->pages[0]), IsSupersetOf({"SUMMA", "KOSTNADER", "12", "345"}));
}

TEST(ReadPicture, APenMarkBesideAFigureDoesNotMoveItFromItsLine) {
  const PixPtr page = table_page();
  // A hook from the top of the last row's figures to far below them.
  for (int y = 362; y < 402; ++y) {
    for (int x = 0; x < 4; ++x) pixSetPixel(page.get(), 1158 + (y - 362) / 4 + x, y, 0);
  }
  const auto document = read_picture(to_bytes(page, IFF_PNG), "a.png", "image/png", {});
  ASSERT_TRUE(document.has_value());
  // The mark may be read as one more letter of the figure.
  const auto middle = [&](const std::string& text) {
    for (const Word& word : document->pages[0].words) {
      if (word.text.starts_with(text)) return word.box.center_y();
    }
    return 0.0;
  };
  EXPECT_GT(middle("Summa"), 0);
  EXPECT_NEAR(middle("63"), middle("-321"), 1.5);
}

TEST(ReadPicture, ALineDownThroughAWordDoesNotMoveItsLabelFromTheFigures) {
  const PixPtr page = table_page();
  // From the top of the last label to far below it.
  pixRasterop(page.get(), 148, 360, 2, 54, PIX_CLR, nullptr, 0, 0);
  const auto document = read_picture(to_bytes(page, IFF_PNG), "a.png", "image/png", {});
  ASSERT_TRUE(document.has_value());
  double label = 0;
  double figure = 0;
  for (const Word& word : document->pages[0].words) {
    if (word.box.x0 < 120 && word.box.y1 > 125) label = word.box.center_y();
    if (word.text == "-321") figure = word.box.center_y();
  }
  EXPECT_NEAR(label, figure, 1.5);
}

// A typewriter's comma leaves as much room behind it as a letter.
TEST(ReadPicture, ALoneChangeBetweenTheFiguresOfItsRowIsReadWhereNoColumnTellsOfIt) {
  PixPtr page = blank_page();
  int y = 280;
  const std::vector<std::vector<std::string>> rows = {{"Kostnader", "3819", "-32", "5609"},
                                                      {"Bidrag", "3916", "+2", "5899"}};
  for (const auto& row : rows) {
    write(page, row[0], 120, y);
    for (std::size_t i = 1; i < row.size(); ++i)
      write_right(page, row[i], 400 + 250 * static_cast<int>(i), y);
    y += 50;
  }
  const auto document = read_picture(to_bytes(page, IFF_PNG), "a.png", "image/png", {});
  ASSERT_TRUE(document.has_value());
  EXPECT_THAT(texts(document->pages[0]), IsSupersetOf({"3916", "+2", "5899", "-32"}));
}

TEST(ReadPicture, NoWordEndsAtADecimalComma) {
  const PixPtr page = blank_page();
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"20", "1"}, {"19", "4"}, {"38", "6"}, {"74", "2"}};
  int y = 280;
  for (const auto& [whole, decimals] : rows) {
    write(page, "Kostnader", 120, y);
    write_right(page, whole + ",", 900, y);
    write(page, decimals, 910, y);
    y += 50;
  }
  const auto document = read_picture(to_bytes(page, IFF_PNG), "a.png", "image/png", {});
  ASSERT_TRUE(document.has_value());
  EXPECT_THAT(texts(document->pages[0]), IsSupersetOf({"20,1", "19,4", "38,6", "74,2"}));
}

TEST(ReadPicture, EachPageOfATiffIsReadAndTheNumberOfWorkersDoesNotMatter) {
  const PixPtr first(pixThresholdToBinary(table_page().get(), 128));
  PixPtr second_grey = blank_page();
  write(second_grey, "Balans", 120, 200);
  write_right(second_grey, "98 765", 900, 200);
  const PixPtr second(pixThresholdToBinary(second_grey.get(), 128));
  const std::string path = ::testing::TempDir() + "/two_pages.tif";
  ASSERT_EQ(pixWriteTiff(path.c_str(), first.get(), IFF_TIFF_G4, "w"), 0);
  ASSERT_EQ(pixWriteTiff(path.c_str(), second.get(), IFF_TIFF_G4, "a"), 0);
  ReadOptions one;
  one.jobs = 1;
  ReadOptions two;
  two.jobs = 2;
  const auto alone = read_document(path, one);
  const auto together = read_document(path, two);
  ASSERT_TRUE(alone.has_value());
  ASSERT_TRUE(together.has_value());
  ASSERT_EQ(alone->pages.size(), 2U);
  EXPECT_THAT(texts(alone->pages[0]), IsSupersetOf(kTable));
  EXPECT_THAT(texts(alone->pages[1]), Contains("Balans"));
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(alone->pages[i].words, together->pages[i].words);
}

TEST(ReadPicture, ATruncatedFileATinyOneAndABlankOneAreSaidToBeSo) {
  const std::string whole = to_bytes(table_page(), IFF_PNG);
  EXPECT_FALSE(read_picture(whole.substr(0, 40), "a.png", "image/png", {}).has_value());
  const auto tiny = read_picture(to_bytes(blank_page(1, 1), IFF_PNG), "a.png", "image/png", {});
  ASSERT_FALSE(tiny.has_value());
  EXPECT_THAT(tiny.error().message, ::testing::HasSubstr("too small"));
  const auto blank = read_picture(to_bytes(blank_page(), IFF_PNG), "a.png", "image/png", {});
  ASSERT_FALSE(blank.has_value());
  EXPECT_THAT(blank.error().message, ::testing::HasSubstr("no print"));
}

}  // namespace
}  // namespace siffra::extract
