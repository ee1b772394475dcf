// Files of other recognisers: what they say is kept, where they are silent nothing is invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "extract/readers.h"
#include "tests/extract/page_picture.h"

namespace siffra::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> texts(const Page& page) {
  std::vector<std::string> all;
  for (const Word& word : page.words) all.push_back(word.text);
  return all;
}

std::string alto(const std::string& unit, const std::string& line) {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>)" +
         unit + R"(</MeasurementUnit></Description>
<Styles><TextStyle ID="T1" FONTSIZE="9" FONTSTYLE="bold"/></Styles>
<Layout><Page WIDTH="2480" HEIGHT="3508"><PrintSpace><TextBlock>)" +
         line + "</TextBlock></PrintSpace></Page></Layout></alto>";
}

TEST(ReadAlto, KeepsConfidencesAndAlternativesOfWords) {
  const auto document = read_alto(
      alto("pixel", R"(<TextLine><String CONTENT="34t902" HPOS="100" VPOS="100" WIDTH="200"
           HEIGHT="40" WC="0.6" STYLEREFS="T1"><ALTERNATIVE>341902</ALTERNATIVE></String>
           </TextLine>)"),
      "a.xml", {});
  ASSERT_TRUE(document.has_value());
  ASSERT_EQ(document->pages.size(), 1U);
  const Page& page = document->pages[0];
  ASSERT_EQ(texts(page), std::vector<std::string>{"34t902"});
  const Word& word = page.words[0];
  EXPECT_DOUBLE_EQ(word.confidence, 0.6);
  EXPECT_EQ(word.source, Source::kOcr);
  EXPECT_TRUE(word.bold);
  ASSERT_EQ(word.readings.size(), 1U);
  EXPECT_EQ(word.readings[0].text, "341902");
  EXPECT_NEAR(word.readings[0].log_likelihood, std::log(0.4), 1e-9);
  EXPECT_EQ(page.content, PageContent::kScanWithText);
  EXPECT_EQ(document->media_type, "application/alto+xml");
}

TEST(ReadAlto, TurnsEveryUnitOfMeasureToPoints) {
  const std::string line =
      R"(<TextLine><String CONTENT="1" HPOS="1200" VPOS="100" WIDTH="20" HEIGHT="40"/></TextLine>)";
  const auto inches = read_alto(alto("inch1200", line), "a.xml", {});
  const auto metric = read_alto(alto("mm10", line), "a.xml", {});
  const auto pixels = read_alto(alto("pixel", line), "a.xml", {});
  ASSERT_TRUE(inches && metric && pixels);
  EXPECT_NEAR(inches->pages[0].words[0].box.x0, 72, 0.01);
  EXPECT_NEAR(metric->pages[0].words[0].box.x0, 1200 * 72 / 254.0, 0.01);
  EXPECT_NEAR(pixels->pages[0].words[0].box.x0, 1200 * 841.9 / 3508, 0.01);
}

TEST(ReadAlto, SplitsAStringThatHoldsSeveralWordsAndJoinsItsHyphen) {
  const auto document = read_alto(
      alto("inch1200", R"(<TextLine><String CONTENT="2 997 335" HPOS="0" VPOS="100" WIDTH="900"
           HEIGHT="100"/><SP/><String CONTENT="omsätt" HPOS="1000" VPOS="100" WIDTH="300"
           HEIGHT="100"/><HYP CONTENT="-"/></TextLine>)"),
      "a.xml", {});
  ASSERT_TRUE(document.has_value());
  EXPECT_THAT(texts(document->pages[0]), ElementsAre("2", "997", "335", "omsätt-"));
  EXPECT_NEAR(document->pages[0].words[1].box.x0, 200 * 72 / 1200.0, 0.01);
}

TEST(ReadAlto, PutsBackASpaceLostBetweenGroupsOfAFigure) {
  const auto document = read_alto(
      alto("inch1200", R"(<TextLine><String CONTENT="2715" HPOS="1000" VPOS="100" WIDTH="260"
           HEIGHT="100"/><String CONTENT="950" HPOS="1300" VPOS="100" WIDTH="180" HEIGHT="100"/>
           <String CONTENT="2019" HPOS="2000" VPOS="100" WIDTH="260" HEIGHT="100"/></TextLine>)"),
      "a.xml", {});
  ASSERT_TRUE(document.has_value());
  EXPECT_THAT(texts(document->pages[0]), ElementsAre("2", "715", "950", "2019"));
}

TEST(ReadAlto, ReadsLineByLineWhereNothingHasAPlace) {
  const auto document = read_alto(
      alto("pixel", R"(<TextLine><String CONTENT="Intäkter"/><String CONTENT="100"/></TextLine>
           <TextLine><String CONTENT="Kostnader"/><String CONTENT="-90"/></TextLine>)"),
      "a.xml", {});
  ASSERT_TRUE(document.has_value());
  const Page& page = document->pages[0];
  EXPECT_THAT(texts(page), ElementsAre("Intäkter", "100", "Kostnader", "-90"));
  EXPECT_THAT(page.trouble, HasSubstr("no positions"));
  EXPECT_GT(page.words[2].box.y0, page.words[0].box.y1);
  EXPECT_LT(page.words[0].confidence, 1);
}

TEST(ReadAlto, AFileThatEndsEarlyKeepsWhatStandsBefore) {
  const std::string whole =
      alto("pixel", R"(<TextLine><String CONTENT="100" HPOS="1" VPOS="1" WIDTH="20" HEIGHT="9"/>
                    </TextLine>)");
  const auto document = read_alto(whole.substr(0, whole.find("</TextLine>")), "a.xml", {});
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(texts(document->pages[0]), std::vector<std::string>{"100"});
  EXPECT_THAT(document->pages[0].trouble, HasSubstr("damaged at byte"));
}

TEST(ReadAlto, BoxesOutsideAllReasonAreLeftOutAndCounted) {
  const auto document = read_alto(
      alto("inch1200", R"(<TextLine><String CONTENT="a" HPOS="nan" VPOS="1" WIDTH="9" HEIGHT="9"/>
           <String CONTENT="b" HPOS="900000" VPOS="1" WIDTH="9" HEIGHT="9"/>
           <String CONTENT="c" HPOS="9" VPOS="1" WIDTH="90" HEIGHT="90"/></TextLine>)"),
      "a.xml", {});
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(texts(document->pages[0]), std::vector<std::string>{"c"});
  EXPECT_THAT(document->pages[0].trouble, HasSubstr("2 words have no place"));
}

TEST(ReadHocr, ReadsHtmlAsRecognisersWriteIt) {
  const auto document = read_hocr(
      R"(<!DOCTYPE html><html><head><meta name="ocr-system" content="x"><title></title></head><body>
<div class="ocr_page" title='image "p.png"; bbox 0 0 1654 2339; ppageno 0; scan_res 200 200'>
<span class="ocr_line" title="bbox 100 100 700 130">
<span class="ocrx_word" title="bbox 100 100 300 130; x_wconf 91"><strong>R&ouml;relse</strong></span>
<span class="ocrx_word" title="bbox 600 100 700 130; x_wconf 40"><span class="alternatives"><ins
class="alt" title="nlp 0.5">7 1</ins><del class="alt" title="nlp 1.2">77</del></span></span>
</span></div><br></body></html>)",
      "a.html", {});
  ASSERT_TRUE(document.has_value());
  ASSERT_EQ(document->pages.size(), 1U);
  const Page& page = document->pages[0];
  EXPECT_NEAR(page.width, 1654 * 72 / 200.0, 0.01);
  EXPECT_THAT(texts(page), ElementsAre("Rörelse", "7", "1"));
  EXPECT_TRUE(page.words[0].bold);
  EXPECT_DOUBLE_EQ(page.words[0].confidence, 0.91);
  EXPECT_EQ(page.trouble, "");
}

TEST(ReadHocr, ALineWithoutMarkedWordsSharesItsBoxByLetters) {
  const auto document = read_hocr(
      R"(<html><body><div class="ocr_page" title="bbox 0 0 1654 2339">
<span class="ocr_line" title="bbox 100 100 1100 130">Kassa 4 512</span></div></body></html>)",
      "a.html", {});
  ASSERT_TRUE(document.has_value());
  const Page& page = document->pages[0];
  EXPECT_THAT(texts(page), ElementsAre("Kassa", "4", "512"));
  EXPECT_LT(page.words[0].box.x1, page.words[1].box.x0);
}

TEST(ReadPageXml, TakesTheBestTextAndKeepsTheOthers) {
  const auto document = read_page_xml(
      R"(<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">
<Page imageFilename="p.tif" imageWidth="1654" imageHeight="2339"><TableRegion><TextRegion>
<TextLine><Coords points="100,100 700,100 700,130 100,130"/>
<Word><Coords points="100,100 300,100 300,130 100,130"/>
<TextEquiv index="1" conf="0.2"><Unicode>1 812</Unicode></TextEquiv>
<TextEquiv index="0" conf="0.7"><Unicode>l812</Unicode></TextEquiv></Word></TextLine>
</TextRegion></TableRegion></Page></PcGts>)",
      "a.xml", {});
  ASSERT_TRUE(document.has_value());
  const Page& page = document->pages[0];
  ASSERT_EQ(texts(page), std::vector<std::string>{"l812"});
  EXPECT_DOUBLE_EQ(page.words[0].confidence, 0.7);
  ASSERT_EQ(page.words[0].readings.size(), 1U);
  EXPECT_EQ(page.words[0].readings[0].text, "1812");
}

TEST(ReadPageXml, ReadsPointsOfTheOldestVersionAndTextOfWholeRegions) {
  const auto document = read_page_xml(
      R"(<PcGts><Page imageWidth="1654" imageHeight="2339"><TextRegion><Coords>
<Point x="100" y="100"/><Point x="700" y="200"/></Coords>
<TextEquiv><Unicode>Kassa 12
Summa 30</Unicode></TextEquiv></TextRegion></Page></PcGts>)",
      "a.xml", {});
  ASSERT_TRUE(document.has_value());
  const Page& page = document->pages[0];
  EXPECT_THAT(texts(page), ElementsAre("Kassa", "12", "Summa", "30"));
  EXPECT_GT(page.words[2].box.center_y(), page.words[0].box.center_y());
}

// The skew of a scan is undone, or rows of wide tables would fall apart.
TEST(ReadMarkup, UndoesTheSkewThatTheLinesShow) {
  std::string lines;
  for (int line = 0; line < 6; ++line) {
    lines += "<TextLine>";
    for (int word = 0; word < 4; ++word) {
      lines += "<String CONTENT=\"1x\" HPOS=\"" + std::to_string(200 + 2000 * word) + "\" VPOS=\"" +
               std::to_string(1000 + 300 * line + 40 * word) + "\" WIDTH=\"200\" HEIGHT=\"150\"/>";
    }
    lines += "</TextLine>";
  }
  std::string file = alto("inch1200", lines);
  file.replace(file.find("2480"), 4, "9920");
  file.replace(file.find("3508"), 4, "14032");
  const auto document = read_alto(file, "a.xml", {});
  ASSERT_TRUE(document.has_value());
  const Page& page = document->pages[0];
  EXPECT_NEAR(page.words[0].box.y0, page.words[3].box.y0, 0.1);
  EXPECT_NEAR(page.rotation_deg, 1.146, 0.01);
}

class FilesOfARecogniser : public ::testing::Test {
 protected:
  FilesOfARecogniser() {
    std::string pattern = (std::filesystem::temp_directory_path() / "siffra_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~FilesOfARecogniser() override { std::filesystem::remove_all(folder_); }
  void save(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  std::filesystem::path folder_;
};

std::string one_word(const std::string& word) {
  return alto("inch1200", "<TextLine><String CONTENT=\"" + word +
                              R"(" HPOS="9" VPOS="1" WIDTH="90" HEIGHT="90"/></TextLine>)");
}

TEST_F(FilesOfARecogniser, AreKnownByTheirContentAndGatheredInTheOrderOfMets) {
  save("1.dat", one_word("first"));
  save("2.dat", one_word("second"));
  save("mets.txt",
       R"(<mets:mets xmlns:mets="m" xmlns:xlink="x"><mets:fileSec><mets:fileGrp>
<mets:file ID="A" MIMETYPE="text/xml"><mets:FLocat xlink:href="file://2.dat"/></mets:file>
<mets:file ID="B" MIMETYPE="text/xml"><mets:FLocat xlink:href="1.dat"/></mets:file>
<mets:file ID="C" MIMETYPE="text/xml"><mets:FLocat xlink:href="../../etc/passwd"/></mets:file>
<mets:file ID="D" MIMETYPE="text/xml"><mets:FLocat xlink:href="gone.xml"/></mets:file>
</mets:fileGrp></mets:fileSec><mets:structMap TYPE="PHYSICAL"><mets:div>
<mets:div><mets:fptr FILEID="B"/></mets:div><mets:div><mets:fptr FILEID="A"/></mets:div>
</mets:div></mets:structMap></mets:mets>)");
  const auto document = read_document(folder_ / "mets.txt", {});
  ASSERT_TRUE(document.has_value());
  ASSERT_EQ(document->pages.size(), 3U);
  EXPECT_EQ(texts(document->pages[0]), std::vector<std::string>{"first"});
  EXPECT_EQ(texts(document->pages[1]), std::vector<std::string>{"second"});
  EXPECT_EQ(document->pages[1].number, 2);
  EXPECT_THAT(document->pages[2].trouble, HasSubstr("gone.xml: there is no such file"));
}

TEST_F(FilesOfARecogniser, APictureOfAnotherShapeIsToldAndNotRead) {
  save("page.xml", one_word("kept"));
  save("page.png", testing::to_bytes(testing::blank_page(600, 300), IFF_PNG));
  const auto document = read_document(folder_ / "page.xml", {});
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(texts(document->pages[0]), std::vector<std::string>{"kept"});
  EXPECT_THAT(document->pages[0].trouble, HasSubstr("page.png"));
}

}  // namespace
}  // namespace siffra::extract
