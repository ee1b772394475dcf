// Figures of broken print read by the digits of their own page.
#include "extract/internal/print_decoding.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/internal/ink_layout.h"
#include "extract/internal/print_advice.h"
#include "tests/extract/page_picture.h"
#include "tests/extract/prepared_page.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using testing::prepared;
using testing::write_right;

const std::vector<std::string> kPrinted = {
    "1 402,7", "386,0", "9 051,4", "270,9", "4 638,1", "815,5", "3 094,8", "627,3",
    "7 580,6", "149,2", "2 306,0", "958,4", "6 713,7", "401,9", "8 265,3", "570,1"};

constexpr int kFirst = 100, kStep = 50;

// The tops of the digits taken off, where their strokes are thin: a 0 is open, a 7 a stroke.
void break_print(const PixPtr& page, int foot) {
  constexpr int kHeight = 20, kThin = 3;
  pixRasterop(page.get(), 0, foot - kHeight - 1, 900, kThin + 1, PIX_SET, nullptr, 0, 0);
}

PreparedPage broken_page(const std::vector<std::string>& figures) {
  PixPtr page = blank_page(900, 1100);
  int y = kFirst;
  for (const std::string& figure : figures) {
    write_right(page, figure, 600, y);
    break_print(page, y);
    y += kStep;
  }
  return prepared(std::move(page));
}

class PrintDecoding : public ::testing::Test {
 protected:
  PrintDecoding() : page_(broken_page(kPrinted)), layout_(find_runs(page_)) {
    EXPECT_EQ(layout_.runs.size(), kPrinted.size());
    for (std::size_t i = 0; i < layout_.runs.size(); ++i)
      figures_.push_back({layout_.runs[i].box, kPrinted[i]});
  }

  // What the others teach of one figure.
  std::optional<DecodedFigure> decoded(std::size_t at, const std::string& other = "") const {
    std::vector<PrintSample> others = figures_;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
    return PrintDecoder(page_, others, others).decode(figures_[at].box, other);
  }

  std::vector<RunReading> readings() const {
    std::vector<RunReading> all;
    for (std::size_t i = 0; i < layout_.runs.size(); ++i) {
      RunReading reading;
      Word word;
      word.text = kPrinted[i];
      word.confidence = 0.98;
      reading.words = {word};
      reading.is_figure = true;
      reading.confidence = word.confidence;
      all.push_back(std::move(reading));
    }
    return all;
  }

  static void misread(RunReading& reading, const std::string& text, double confidence) {
    reading.words.front().text = text;
    reading.words.front().confidence = confidence;
    reading.confidence = confidence;
  }

  static std::string text_of(const RunReading& reading) {
    std::string text;
    for (const Word& word : reading.words) text += (text.empty() ? "" : " ") + word.text;
    return text;
  }

  PreparedPage page_;
  InkLayout layout_;
  std::vector<PrintSample> figures_;
};

TEST_F(PrintDecoding, BrokenFiguresAreReadByTheDigitsOfThePage) {
  for (std::size_t i = 0; i < figures_.size(); i += 5) {
    SCOPED_TRACE(kPrinted[i]);
    const auto figure = decoded(i);
    ASSERT_TRUE(figure);
    EXPECT_EQ(figure->text, kPrinted[i]);
    EXPECT_GT(figure->share, 0.9);
  }
}

TEST_F(PrintDecoding, TheTextAskedAboutIsWeighedAgainstTheBest) {
  const auto figure = decoded(0, "1 482,7");
  ASSERT_TRUE(figure);
  EXPECT_LT(figure->other, 0.05);
  EXPECT_GT(decoded(0, "1402,7")->other, 0.9) << "thousands may be parted in any way";
}

TEST_F(PrintDecoding, AFigureMisreadAmongManyTeachesNothingWrong) {
  figures_[3].text = "278,9";
  figures_[5].text = "8155";
  const auto figure = decoded(0);
  ASSERT_TRUE(figure);
  EXPECT_EQ(figure->text, kPrinted[0]);
}

TEST_F(PrintDecoding, LettersAreNotLikeTheDigitsOfThePage) {
  std::vector<std::string> printed = kPrinted;
  printed.push_back("Bokslut");
  const PreparedPage page = broken_page(printed);
  const InkLayout layout = find_runs(page);
  ASSERT_EQ(layout.runs.size(), printed.size());
  std::vector<PrintSample> figures;
  for (std::size_t i = 0; i < kPrinted.size(); ++i)
    figures.push_back({layout.runs[i].box, kPrinted[i]});
  const auto figure = PrintDecoder(page, figures, figures).decode(layout.runs.back().box, "");
  EXPECT_TRUE(!figure || figure->misfit > 5);
}

TEST_F(PrintDecoding, TooFewFiguresTeachNothing) {
  figures_.resize(4);
  EXPECT_TRUE(PrintDecoder(page_, figures_, figures_).types().empty());
}

TEST_F(PrintDecoding, ADoubtfulReadingGivesWayToWhatThePrintSays) {
  std::vector<RunReading> read = readings();
  misread(read[0], "1 482,7", 0.5);
  settle_by_print(page_, layout_, read);
  EXPECT_EQ(text_of(read[0]), "1 402,7");
  EXPECT_LE(read[0].confidence, 0.95);
  ASSERT_FALSE(read[0].words.empty());
}

TEST_F(PrintDecoding, ASureReadingKeepsItsDigitsWhereFewAreInDoubt) {
  std::vector<RunReading> read = readings();
  misread(read[0], "1 482,7", 0.99);
  misread(read[1], "386,0", 0.5);
  settle_by_print(page_, layout_, read);
  EXPECT_EQ(text_of(read[0]), "1 482,7");
  EXPECT_GT(read[1].confidence, 0.5) << "both say the same";
}

TEST_F(PrintDecoding, ACommaThatASureReadingLeftOutIsSet) {
  std::vector<RunReading> read = readings();
  misread(read[7], "6273", 0.99);
  misread(read[6], "?", 0.2);
  settle_by_print(page_, layout_, read);
  EXPECT_EQ(text_of(read[7]), "627,3");
  EXPECT_EQ(text_of(read[6]), "3 094,8") << "nobody could read it";
}

TEST_F(PrintDecoding, APageReadWellIsLeftAlone) {
  std::vector<RunReading> read = readings();
  misread(read[1], "3860", 0.99);
  settle_by_print(page_, layout_, read);
  EXPECT_EQ(text_of(read[1]), "3860");
}

TEST_F(PrintDecoding, WhatNobodyReadIsNotDecodedWhereFiguresStandInBrackets) {
  std::vector<RunReading> read = readings();
  misread(read[5], "(815,5)", 0.9);
  misread(read[6], "?", 0.2);
  settle_by_print(page_, layout_, read);
  EXPECT_EQ(text_of(read[5]), "(815,5)");
  EXPECT_EQ(text_of(read[6]), "?") << "brackets would pass for ones";
}

TEST_F(PrintDecoding, ADayIsNoFigureToBeDecoded) {
  std::vector<RunReading> read = readings();
  misread(read[1], "12-31", 0.3);
  settle_by_print(page_, layout_, read);
  EXPECT_EQ(text_of(read[1]), "12-31");
}

}  // namespace
}  // namespace siffra::extract
