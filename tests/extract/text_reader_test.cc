#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "extract/readers.h"

namespace siffra::extract {
namespace {

using ::testing::ElementsAre;

Document read(const std::string& text) {
  const auto document = read_text(text, "dump.txt", {});
  EXPECT_TRUE(document);
  return document ? *document : Document{};
}

// The words of one page as lines, cells parted by "|": two characters of space part cells.
std::vector<std::string> lines(const Page& page) {
  std::vector<std::string> out;
  double top = -1, right = 0;
  for (const Word& word : page.words) {
    if (word.box.y0 != top) {
      out.push_back(word.text);
    } else {
      out.back() += (word.box.x0 - right > 7 ? "|" : " ") + word.text;
    }
    top = word.box.y0;
    right = word.box.x1;
  }
  return out;
}

std::vector<double> right_edges(const Page& page, const std::string& text) {
  std::vector<double> out;
  for (const Word& word : page.words) {
    if (word.text == text) out.push_back(word.box.x1);
  }
  return out;
}

double only_right_edge(const Page& page, const std::string& text) {
  const std::vector<double> edges = right_edges(page, text);
  EXPECT_EQ(edges.size(), 1u) << text;
  return edges.empty() ? 0 : edges[0];
}

TEST(ReadText, GivesEveryCharacterSixPointsAndEveryLineTwelve) {
  const Document document = read("ab cd\n\nef");
  const Page& page = document.pages.at(0);
  ASSERT_EQ(page.words.size(), 3u);
  EXPECT_DOUBLE_EQ(page.words[1].box.x0 - page.words[0].box.x0, 18);
  EXPECT_DOUBLE_EQ(page.words[0].box.width(), 12);
  EXPECT_DOUBLE_EQ(page.words[2].box.y0 - page.words[0].box.y0, 24);
}

TEST(ReadText, ReadsLatin1AndUtf8AndUtf16Alike) {
  const std::string utf8 =
      "\xEF\xBB\xBF"
      "År 5";
  const std::string latin1 = "\xC5r 5";
  const std::string utf16(
      "\xFF\xFE\xC5\0r\0 \0"
      "5\0",
      10);
  for (const std::string& bytes : {utf8, latin1, utf16}) {
    EXPECT_THAT(lines(read(bytes).pages.at(0)), ElementsAre("År 5"));
  }
}

TEST(ReadText, TakesAFormFeedForAPageBreak) {
  const Document document = read("ett\ftv\xC3\xA5\f");
  ASSERT_EQ(document.pages.size(), 2u);
  EXPECT_EQ(document.pages[1].number, 2);
  EXPECT_EQ(document.pages[1].words.at(0).text, "två");
}

TEST(ReadText, LaysTabbedCellsOutToCommonRightEdges) {
  const Document document =
      read("\t2021\t2020\nHyror\t1 200\t90\nRäntor och avgifter\t-7\t12 000\n");
  const Page& page = document.pages.at(0);
  EXPECT_THAT(lines(page),
              ElementsAre("2021|2020", "Hyror|1 200|90", "Räntor och avgifter|-7|12 000"));
  EXPECT_DOUBLE_EQ(only_right_edge(page, "2021"), only_right_edge(page, "200"));
  EXPECT_DOUBLE_EQ(only_right_edge(page, "200"), only_right_edge(page, "-7"));
  EXPECT_DOUBLE_EQ(only_right_edge(page, "90"), only_right_edge(page, "000"));
}

TEST(ReadText, PutsFiguresBackWhenALongLabelSwallowedItsTab) {
  const Document document = read(
      "Belopp i kr\tNot\t2021-12-31\t2020-12-31\n"
      "Lager\t1\t1 000\t2 000\n"
      "Kassa\t\t3 111\t4 111\n"
      "Summa av alla omsättningstillgångar\t4 222\t6 333\n"
      "Bank\t5 444\n");
  const Page& page = document.pages.at(0);
  EXPECT_DOUBLE_EQ(only_right_edge(page, "222"), only_right_edge(page, "2021-12-31"));
  EXPECT_DOUBLE_EQ(only_right_edge(page, "333"), only_right_edge(page, "2020-12-31"));
  // One figure where two belong: nothing tells which is missing, so it stays where it was written.
  EXPECT_LT(only_right_edge(page, "444"), only_right_edge(page, "2021-12-31"));
}

TEST(ReadText, KeepsABlankCellBlank) {
  const Document document =
      read("\tUtfall\tBudget\tBokslut\nIntäkter\t1 000\t2 000\t3 000\nEget kapital\t777\t\t888\n");
  const Page& page = document.pages.at(0);
  EXPECT_DOUBLE_EQ(only_right_edge(page, "777"), only_right_edge(page, "Utfall"));
  EXPECT_DOUBLE_EQ(only_right_edge(page, "888"), only_right_edge(page, "Bokslut"));
}

TEST(ReadText, KeepsOneLayoutOverBlankLinesAndGroupHeadings) {
  const Document document = read(
      "Belopp\t2021\t2020\n\nTillgångar\n\nMaskiner\t5 111\t6 111\n\n\nSumma tillgångar som "
      "finns\t7 222\t8 222\n");
  const Page& page = document.pages.at(0);
  EXPECT_DOUBLE_EQ(right_edges(page, "111").at(0), right_edges(page, "222").at(0));
  EXPECT_DOUBLE_EQ(right_edges(page, "111").at(1), right_edges(page, "222").at(1));
}

TEST(ReadText, ReadsTagsAndStarsAndHeadings) {
  const Document document =
      read("## **Resultat**\n<b>Summa</b>\t<b>12</b>\nvanlig *kursiv* text\n* punkt 5 * 6\n");
  const Page& page = document.pages.at(0);
  EXPECT_THAT(lines(page),
              ElementsAre("Resultat", "Summa|12", "vanlig kursiv text", "* punkt 5 * 6"));
  EXPECT_TRUE(page.words[0].bold);
  EXPECT_GT(page.words[0].font_size, page.words[1].font_size);
  EXPECT_TRUE(page.words[2].bold);
  EXPECT_FALSE(page.words[3].bold);
}

TEST(ReadText, PutsATableWrittenOneCellALineTogether) {
  const Document document = read(
      "\t\n\t2021\n\t2020\n\n\tIntäkter\n\t1 200\n\t1 100\n\n\tKostnader\n\n\t-900\n\t\n\n"
      "\tResultat\n\t300\n\t1 000\n\n");
  EXPECT_THAT(lines(document.pages.at(0)), ElementsAre("2021|2020", "Intäkter|1 200|1 100",
                                                       "Kostnader|-900", "Resultat|300|1 000"));
  EXPECT_DOUBLE_EQ(only_right_edge(document.pages[0], "-900"),
                   only_right_edge(document.pages[0], "2021"));
}

TEST(ReadText, LaysNotesWrittenAsListsOutAsTwoColumns) {
  const Document document =
      read("Not 1 Kontor\n\n6110 Papper: 316 Sek\n\n6212 Mobil, fast: 1 331,14 Sek\n\nKlart: ja\n");
  const Page& page = document.pages.at(0);
  EXPECT_THAT(lines(page), ElementsAre("Not 1 Kontor", "6110 Papper:|316 Sek",
                                       "6212 Mobil, fast:|1 331,14 Sek", "Klart: ja"));
  EXPECT_DOUBLE_EQ(right_edges(page, "Sek").at(0), right_edges(page, "Sek").at(1));
}

TEST(ReadText, KeepsColumnsLaidOutWithSpaces) {
  const Document document =
      read("Hyror            1 200      90\nEl                 310   1 200\n");
  const Page& page = document.pages.at(0);
  EXPECT_DOUBLE_EQ(right_edges(page, "200").at(0), only_right_edge(page, "310"));
}

TEST(ReadText, LaysHeadsOutWithTheirRowsAcrossHeadingsWithoutFigures) {
  const Document document = read(
      "Belopp i kr\tNot\t2023-12-31\t2022-12-31\n"
      "Tillgångar\t\t\t\nOmsättningstillgångar\t\t\t\nKortfristiga fordringar\t\t\t\n"
      "Kundfordringar hos kommuner\t3\t1 200\t1 310\n"
      "Övriga fordringar\t\t14\t15\n");
  const Page& page = document.pages.at(0);
  EXPECT_DOUBLE_EQ(only_right_edge(page, "2023-12-31"), only_right_edge(page, "200"));
  EXPECT_DOUBLE_EQ(only_right_edge(page, "2022-12-31"), only_right_edge(page, "310"));
}

TEST(ReadText, WrapsProseButNotCells) {
  std::string prose;
  for (int i = 0; i < 60; ++i) prose += "ordet ";
  const Document document = read(prose + "\n");
  EXPECT_LT(document.pages.at(0).width, 110 * 6 + 72);
  EXPECT_EQ(document.pages[0].words.size(), 60u);
}

TEST(ReadText, DropsWhatNobodySees) {
  const Document document = read(
      "1\xE2\x80\x8B"
      "25 fo\xCC\x88rening e\xEF\xAC\x83"
      "cient\n");
  EXPECT_THAT(lines(document.pages.at(0)), ElementsAre("125 förening efficient"));
}

TEST(ReadText, RefusesAFileWithoutWords) {
  const auto document = read_text(" \n\t\n\f\n", "blank.txt", {});
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, rules::ErrorCode::kEmpty);
}

}  // namespace
}  // namespace siffra::extract
