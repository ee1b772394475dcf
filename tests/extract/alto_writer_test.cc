#include "extract/alto_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "extract/readers.h"

namespace siffra::extract {
namespace {

Document scanned() {
  Page page;
  page.number = 1;
  page.width = 595;
  page.height = 842;
  page.content = PageContent::kScanWithText;
  Word label;
  label.text = "M&\"<b>";
  label.box = {70, 100, 120, 110};
  label.font_size = 10;
  label.bold = true;
  label.source = Source::kOcr;
  label.confidence = 0.97;
  Word figure = label;
  figure.text = "341";
  figure.bold = false;
  figure.box = {400, 100, 420, 110};
  figure.confidence = 0.5;
  figure.readings = {{"34t", std::log(0.3), Source::kTextLayer},
                     {"841", std::log(0.1), Source::kOcr}};
  Word stamp = label;
  stamp.text = "Signerat";
  stamp.box = {20, 400, 30, 460};
  stamp.rotation = 270;
  stamp.source = Source::kTextLayer;
  page.words = {label, figure, stamp};
  page.rulings = {{70, 115, 500, 115}};
  Document document;
  document.file = "scan.pdf";
  document.pages = {page};
  return document;
}

TEST(ToAlto, GivesBackTheSameWordsWhenReadAgain) {
  const Document before = scanned();
  const auto after = read_alto(to_alto(before), "scan.xml", {});
  ASSERT_TRUE(after.has_value()) << after.error().message;
  ASSERT_EQ(after->pages.size(), 1U);
  const auto& words = after->pages[0].words;
  ASSERT_EQ(words.size(), before.pages[0].words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& expected = before.pages[0].words[i];
    EXPECT_EQ(words[i].text, expected.text);
    EXPECT_EQ(words[i].rotation, expected.rotation);
    EXPECT_EQ(words[i].bold, expected.bold);
    EXPECT_EQ(words[i].source, expected.source);
    EXPECT_DOUBLE_EQ(words[i].confidence, expected.confidence);
    EXPECT_NEAR(words[i].box.x0, expected.box.x0, 1e-9);
    EXPECT_NEAR(words[i].box.y1, expected.box.y1, 1e-9);
    ASSERT_EQ(words[i].readings.size(), expected.readings.size());
    for (std::size_t r = 0; r < words[i].readings.size(); ++r) {
      EXPECT_EQ(words[i].readings[r].text, expected.readings[r].text);
      EXPECT_EQ(words[i].readings[r].source, expected.readings[r].source);
      EXPECT_NEAR(words[i].readings[r].log_likelihood, expected.readings[r].log_likelihood, 1e-9);
    }
  }
  ASSERT_EQ(after->pages[0].rulings.size(), 1U);
  EXPECT_NEAR(after->pages[0].width, 595, 1e-9);
}

TEST(ToAlto, WritesNoControlCharacters) {
  Document document = scanned();
  document.pages[0].words[0].text =
      "a\x01"
      "b";
  EXPECT_EQ(to_alto(document).find('\x01'), std::string::npos);
}

}  // namespace
}  // namespace siffra::extract
