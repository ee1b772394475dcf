#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extract/page_frame.h"
#include "extract/readers.h"
#include "tests/extract/tiny_pdf.h"

namespace siffra::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::show;
using testing::tiny_pdf;

std::vector<std::string> texts(const Page& page) {
  std::vector<std::string> out;
  for (const Word& word : page.words) out.push_back(word.text);
  return out;
}

Document read(const std::string& bytes) {
  const auto document = read_pdf(bytes, "test.pdf", {});
  EXPECT_TRUE(document) << (document ? "" : document.error().message);
  return document ? *document : Document{};
}

TEST(ReadPdf, GivesWordsWithBoxesFromTheTopLeft) {
  const Document document = read(tiny_pdf({{show(100, 742, "Summa 1 250"), ""}}));
  ASSERT_EQ(document.pages.size(), 1u);
  const Page& page = document.pages[0];
  EXPECT_DOUBLE_EQ(page.width, 595);
  EXPECT_DOUBLE_EQ(page.height, 842);
  ASSERT_THAT(texts(page), ElementsAre("Summa", "1", "250"));
  EXPECT_NEAR(page.words[0].box.x0, 100, 1);
  EXPECT_NEAR(page.words[0].box.y1, 102, 4);
  EXPECT_NEAR(page.words[0].font_size, 10, 0.1);
  EXPECT_EQ(page.words[0].source, Source::kTextLayer);
}

TEST(ReadPdf, KnowsBoldByTheFontName) {
  const Document document =
      read(tiny_pdf({{show(100, 742, "Rad") + show(100, 700, "Summa", "/F2"), ""}}));
  ASSERT_THAT(texts(document.pages.at(0)), ElementsAre("Rad", "Summa"));
  EXPECT_FALSE(document.pages[0].words[0].bold);
  EXPECT_TRUE(document.pages[0].words[1].bold);
}

TEST(ReadPdf, TurnsThePageAsItIsSeen) {
  // Text running up the unrotated page is upright once the page is turned a quarter clockwise.
  const std::string upwards = "BT /F1 10 Tf 0 1 -1 0 100 300 Tm (Liggande) Tj ET\n";
  const Document document = read(tiny_pdf({{upwards, "/Rotate 90"}}));
  const Page& page = document.pages.at(0);
  EXPECT_DOUBLE_EQ(page.width, 842);
  EXPECT_DOUBLE_EQ(page.height, 595);
  ASSERT_THAT(texts(page), ElementsAre("Liggande"));
  EXPECT_EQ(page.words[0].rotation, 0);
  EXPECT_GT(page.words[0].box.width(), page.words[0].box.height());
}

TEST(ReadPdf, TellsHowTextIsTurned) {
  const std::string upwards = "BT /F1 10 Tf 0 1 -1 0 100 300 Tm (Kantstampel) Tj ET\n";
  const Document document = read(tiny_pdf({{upwards, ""}}));
  ASSERT_EQ(document.pages.at(0).words.size(), 1u);
  EXPECT_EQ(document.pages[0].words[0].rotation, 270);
}

// A wide table set across an upright page is read as its reader turns it.
TEST(ReadPdf, TurnsAPageWhoseTextLiesOnItsSide) {
  std::string content = show(280, 30, "17");  // the number of the page stands upright
  for (int row = 0; row < 8; ++row) {
    const std::string x = std::to_string(100 + 16 * row);
    for (const auto& [y, text] : {std::pair("100", "Verksamhetens kostnader"),
                                  std::pair("500", "1 250"), std::pair("600", "1 198")}) {
      content += std::string("BT /F1 10 Tf 0 1 -1 0 ") + x + " " + y + " Tm (" + text + ") Tj ET\n";
    }
  }
  const Document document = read(tiny_pdf({{content, ""}}));
  ASSERT_EQ(document.pages.size(), 1u);
  const Page& page = document.pages[0];
  EXPECT_DOUBLE_EQ(page.width, 842);
  EXPECT_DOUBLE_EQ(page.height, 595);
  EXPECT_EQ(quarter_turns(page), 1);
  const auto label = std::find_if(page.words.begin(), page.words.end(),
                                  [](const Word& word) { return word.text == "Verksamhetens"; });
  ASSERT_NE(label, page.words.end());
  EXPECT_EQ(label->rotation, 0);
  EXPECT_NEAR(label->box.x0, 100, 1);
  EXPECT_GT(label->box.width(), 3 * label->box.height());
  const Box in_file = box_in_file(page, label->box);
  EXPECT_NEAR(in_file.y1, 742, 1) << "the text begins a hundred points above the foot";
  EXPECT_GT(in_file.height(), 3 * in_file.width());
  const auto number = std::find_if(page.words.begin(), page.words.end(),
                                   [](const Word& word) { return word.text == "17"; });
  ASSERT_NE(number, page.words.end());
  EXPECT_EQ(number->rotation, 90);
}

// Heads on their side over narrow columns, in one line and in two.
TEST(ReadPdf, LaysHeadsOfColumnsDownOverTheirColumns) {
  std::string content = show(50, 700, "Intakter") + show(280, 700, "53") + show(340, 700, "47");
  const auto upwards = [](int x, int y, const std::string& text) {
    return "BT /F1 10 Tf 0 1 -1 0 " + std::to_string(x) + " " + std::to_string(y) + " Tm (" + text +
           ") Tj ET\n";
  };
  content += upwards(278, 720, "Utfall") + upwards(290, 720, "2022-08");
  content += upwards(338, 720, "Budget") + upwards(350, 720, "2022");
  const Document document = read(tiny_pdf({{content, ""}}));
  const auto find = [&](const std::string& text) {
    const auto& words = document.pages.at(0).words;
    return std::find_if(words.begin(), words.end(),
                        [&](const Word& word) { return word.text == text; });
  };
  const auto end = document.pages.at(0).words.end();
  for (const char* text : {"Utfall", "2022-08", "Budget", "2022"}) {
    ASSERT_NE(find(text), end) << text;
    EXPECT_EQ(find(text)->rotation, 0) << text;
    EXPECT_LT(find(text)->box.y1, find("53")->box.y0) << text;
  }
  EXPECT_NEAR(find("Utfall")->box.x1, find("2022-08")->box.x1, 1);
  EXPECT_LT(find("Utfall")->box.y1, find("2022-08")->box.y1) << "line over line";
  EXPECT_LT(find("2022-08")->box.x1, find("Budget")->box.x0);
}

TEST(ReadPdf, LeavesOutWhatLiesOutsideTheCropBox) {
  const Document document =
      read(tiny_pdf({{show(100, 500, "inne") + show(20, 800, "ute"), "/CropBox [50 50 545 700]"}}));
  const Page& page = document.pages.at(0);
  EXPECT_DOUBLE_EQ(page.width, 495);
  ASSERT_THAT(texts(page), ElementsAre("inne"));
  EXPECT_NEAR(page.words[0].box.x0, 50, 1);  // counted from the crop box
}

TEST(ReadPdf, KeepsOneOfTwoWordsPrintedAtOnePlace) {
  const Document document = read(
      tiny_pdf({{show(100, 742, "4512") + show(100.3, 742, "4512") + show(100, 700, "4512"), ""}}));
  EXPECT_THAT(texts(document.pages.at(0)), ElementsAre("4512", "4512"));
}

TEST(ReadPdf, PartsLeadersFromTheWordsTheyTouch) {
  const Document document = read(tiny_pdf({{show(100, 742, "Kostnader........408"), ""}}));
  EXPECT_THAT(texts(document.pages.at(0)), ElementsAre("Kostnader", "........", "408"));
  const auto& words = document.pages.at(0).words;
  EXPECT_LE(words[0].box.x1, words[1].box.x0 + 0.1);
  EXPECT_LE(words[1].box.x1, words[2].box.x0 + 0.1);
}

TEST(ReadPdf, SaysThatAPageIsAPicture) {
  const std::string picture = "0.5 g 50 50 400 600 re f\n";
  const Document document = read(tiny_pdf({{picture, ""}, {"", ""}}));
  EXPECT_EQ(document.pages.at(0).content, PageContent::kScan);
  EXPECT_EQ(document.pages[0].reading, PageReading::kSkipped);
  EXPECT_THAT(document.pages[0].trouble, HasSubstr("picture"));
  EXPECT_EQ(document.pages.at(1).content, PageContent::kEmpty);
  EXPECT_EQ(document.pages[1].trouble, "");
}

TEST(ReadPdf, DoesNotCallAScanWithAStampDigital) {
  const std::string picture = "0.5 g 50 100 400 600 re f\n0 g\n";
  const Document document = read(tiny_pdf({{picture + show(60, 20, "Signerat 2023-03-01"), ""}}));
  EXPECT_EQ(document.pages.at(0).content, PageContent::kMixed);
  EXPECT_THAT(document.pages[0].trouble, HasSubstr("picture"));
}

TEST(ReadPdf, LeavesOutInvisibleTextThatLiesOverThePrint) {
  std::string content, hidden;
  for (int i = 0; i < 5; ++i) {
    content += show(100, 700 - 20 * i, "Summa") + show(300, 700 - 20 * i, "1250");
    hidden += show(102, 700 - 20 * i, "Ange") + show(302, 700 - 20 * i, "9999");
  }
  const Document document = read(tiny_pdf({{content + "q 3 Tr\n" + hidden + "Q\n", ""}}));
  EXPECT_THAT(texts(document.pages.at(0)), ::testing::Not(::testing::Contains("9999")));
  EXPECT_EQ(document.pages[0].words.size(), 10u);
  EXPECT_THAT(document.pages[0].trouble, HasSubstr("invisible"));
}

TEST(ReadPdf, KeepsVisibleTextThatLiesOverOther) {
  std::string content;
  for (int i = 0; i < 5; ++i) {
    content += show(100, 700 - 20 * i, "Summa") + show(102, 700 - 20 * i, "Ange");
  }
  EXPECT_EQ(read(tiny_pdf({{content, ""}})).pages.at(0).words.size(), 10u);
}

TEST(ReadPdf, StopsAtThePageLimitAndSaysSo) {
  ReadOptions options;
  options.max_pages = 1;
  const auto document =
      read_pdf(tiny_pdf({{show(9, 9, "ett"), ""}, {show(9, 9, "tva"), ""}}), "two.pdf", options);
  ASSERT_TRUE(document);
  ASSERT_EQ(document->pages.size(), 1u);
  EXPECT_THAT(document->pages[0].trouble, HasSubstr("1 pages after"));
}

TEST(ReadPdf, SaysWhatIsWrongWithADamagedFile) {
  const auto document = read_pdf("%PDF-1.4\nnothing more", "torn.pdf", {});
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, rules::ErrorCode::kMalformed);
  EXPECT_EQ(document.error().where.file, "torn.pdf");
}

}  // namespace
}  // namespace siffra::extract
