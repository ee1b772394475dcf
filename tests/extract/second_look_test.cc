// Asking one place of a page again. Slow: the recogniser itself runs.
#include "extract/second_look.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/kept_print.h"
#include "extract/readers.h"
#include "tests/extract/page_picture.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using testing::to_bytes;
using testing::write;
using testing::write_right;

class SecondLookTest : public ::testing::Test {
 protected:
  void SetUp() override {
    file_ = std::filesystem::temp_directory_path() /
            ("second_look_" + std::to_string(::getpid()) + ".png");
    const PixPtr page = blank_page(1654, 800);
    write(page, "Intakter", 120, 200);
    write_right(page, "4524", 900, 200);
    write(page, "Kostnader", 120, 250);
    write_right(page, "-4845", 900, 250);
    std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
  }
  void TearDown() override { std::filesystem::remove(file_); }

  static Box points(double x0, double y0, double x1, double y1) {
    const double scale = 72.0 / 200;
    return {x0 * scale, y0 * scale, x1 * scale, y1 * scale};
  }

  std::filesystem::path file_;
};

TEST_F(SecondLookTest, SpeaksForWhatIsPrintedWhicheverWayItIsWritten) {
  auto look = SecondLook::open(file_, {});
  ASSERT_TRUE(look.has_value()) << look.error().message;
  const std::vector<std::string> texts = {"4 574", "4.524", "45 240"};
  const auto weights = look->weigh(1, points(800, 175, 905, 205), texts);
  ASSERT_TRUE(weights.has_value()) << weights.error().message;
  EXPECT_EQ((*weights)[1], 0);
  EXPECT_LT((*weights)[0], -2);
  EXPECT_LT((*weights)[2], -2);
}

TEST_F(SecondLookTest, TellsAFigureFromItsNegative) {
  auto look = SecondLook::open(file_, {});
  ASSERT_TRUE(look.has_value()) << look.error().message;
  const std::vector<std::string> texts = {"4845", "-4845"};
  const auto cost = look->weigh(1, points(780, 225, 905, 255), texts);
  ASSERT_TRUE(cost.has_value()) << cost.error().message;
  EXPECT_EQ((*cost)[1], 0);
  EXPECT_LT((*cost)[0], -2);
}

// Cells are told by words of the first reading, whose boxes are those of the print.
TEST_F(SecondLookTest, AnswersTheSameFromWhatReadingThePageHasKept) {
  KeptPrint kept;
  ReadOptions options;
  options.kept = &kept;
  const auto document = read_document(file_, options);
  ASSERT_TRUE(document.has_value()) << document.error().message;
  auto anew = SecondLook::open(file_, {});
  auto from_kept = SecondLook::open(file_, options);
  ASSERT_TRUE(anew.has_value() && from_kept.has_value());
  std::size_t asked = 0;
  for (const Word& word : document->pages.front().words) {
    if (word.text.find_first_of("0123456789") == std::string::npos) continue;
    for (const std::vector<std::string>& texts :
         {std::vector<std::string>{word.text, "4 824"}, {"45 24", word.text, "-48"}}) {
      const auto first = anew->weigh(1, word.box, texts);
      const auto second = from_kept->weigh(1, word.box, texts);
      ASSERT_TRUE(first.has_value() && second.has_value());
      EXPECT_EQ(*first, *second) << word.text;
      ++asked;
    }
  }
  EXPECT_EQ(asked, 4U);
  // What is no figure was not kept, and is looked at on the page itself.
  const std::vector<std::string> texts = {"1", "11"};
  EXPECT_EQ(anew->weigh(1, points(115, 175, 230, 205), texts).value(),
            from_kept->weigh(1, points(115, 175, 230, 205), texts).value());
}

TEST_F(SecondLookTest, SeesPrintThatNobodyRead) {
  auto look = SecondLook::open(file_, {});
  ASSERT_TRUE(look.has_value()) << look.error().message;
  const Box column = points(790, 170, 910, 260);
  const Box first = points(820, 175, 905, 205);
  const Box second = points(790, 225, 905, 255);
  EXPECT_TRUE(look->has_unread_print(1, column, std::vector<Box>{first}).value());
  EXPECT_FALSE(look->has_unread_print(1, column, std::vector<Box>{first, second}).value());
  EXPECT_FALSE(look->has_unread_print(1, first, std::vector<Box>{first}).value());
  const Box half = points(820, 175, 870, 205);
  EXPECT_TRUE(look->has_unread_print(1, first, std::vector<Box>{half}).value());
}

TEST_F(SecondLookTest, SeesADigitThatWasTooFaintToBeInk) {
  const PixPtr page = blank_page(1654, 800);
  write_right(page, "430277", 900, 200);
  write_right(page, "4302", 900, 300);
  std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
  auto look = SecondLook::open(file_, {});
  ASSERT_TRUE(look.has_value()) << look.error().message;
  // The cell ends where the last two digits begin.
  const Box in_part = points(800, 175, 869, 205);
  EXPECT_TRUE(look->has_unread_print(1, in_part, std::vector<Box>{in_part}).value());
  const Box whole = points(835, 275, 902, 305);
  EXPECT_FALSE(look->has_unread_print(1, whole, std::vector<Box>{whole}).value());
}

TEST_F(SecondLookTest, SeesNoDigitBesideADash) {
  const PixPtr page = blank_page(1654, 800);
  write_right(page, "430277", 900, 200);
  write_right(page, "-", 900, 300);
  std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
  auto look = SecondLook::open(file_, {});
  ASSERT_TRUE(look.has_value()) << look.error().message;
  const Box dash = points(880, 275, 905, 305);
  EXPECT_FALSE(look->has_unread_print(1, dash, std::vector<Box>{dash}).value());
}

// A page of figures, of which the last is asked about.
class PrintedDigitsTest : public SecondLookTest {
 protected:
  void SetUp() override {
    file_ = std::filesystem::temp_directory_path() /
            ("printed_digits_" + std::to_string(::getpid()) + ".png");
    const PixPtr page = blank_page(1654, 800);
    const std::vector<std::string> figures = {"1234", "5678", "9012", "3456", "7890",
                                              "2143", "6587", "1029", "4365", "8790"};
    int y = 100;
    for (const std::string& figure : figures) {
      write_right(page, figure, 900, y);
      known_.push_back({1, points(820, y - 25, 905, y + 5), figure});
      y += 50;
    }
    write_right(page, "-4035", 900, y);
    asked_ = points(800, y - 25, 905, y + 5);
    std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
  }

  std::optional<double> compare(const std::string& text, const std::string& other) {
    auto look = SecondLook::open(file_, {});
    EXPECT_TRUE(look.has_value());
    look->learn(known_);
    const auto odds = look->compare_shapes(1, asked_, text, other);
    EXPECT_TRUE(odds.has_value()) << odds.error().message;
    return *odds;
  }

  std::vector<PrintedFigure> known_;
  Box asked_;
};

TEST_F(PrintedDigitsTest, KnowsADigitByThoseOfThePage) {
  EXPECT_GT(compare("-4035", "-4085").value_or(0), 3);
  EXPECT_LT(compare("-4 085", "-4 035").value_or(0), -3);
  EXPECT_LT(compare("-4036", "-4035").value_or(0), -3);
}

TEST_F(PrintedDigitsTest, KnowsAMinusByItsPlace) {
  EXPECT_GT(compare("-4035", "4035").value_or(0), 3);
  EXPECT_LT(compare("4035", "-4035").value_or(0), -3);
  asked_ = known_.front().box;
  EXPECT_LT(compare("-1234", "1234").value_or(0), -3) << "nothing stands before it";
}

// A typewriter puts a space between the minus and the figure.
TEST_F(PrintedDigitsTest, KnowsAMinusASpaceAway) {
  const PixPtr page = blank_page(1654, 800);
  write_right(page, "4035", 900, 200);
  write_right(page, "-", 822, 200);
  std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
  known_.clear();
  for (const double left : {800.0, 832.0}) {
    asked_ = points(left, 175, 905, 205);
    EXPECT_GT(compare("- 4 035", "4 035").value_or(0), 3) << left;
  }
}

// Behind it, where a ledger has them: looked for in reports that print them so.
TEST_F(PrintedDigitsTest, KnowsAMinusBehindTheFigure) {
  const PixPtr page = blank_page(1654, 800);
  write_right(page, "4035", 885, 200);
  write_right(page, "-", 900, 200);
  write_right(page, "4035", 900, 300);
  std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
  known_.clear();
  asked_ = points(800, 175, 905, 205);
  EXPECT_GT(compare("4035-", "4035").value_or(0), 3);
  known_.push_back({1, points(800, 175, 905, 205), "4035-"});
  EXPECT_GT(compare("-4035", "4035").value_or(0), 3);
  asked_ = points(800, 275, 905, 305);
  EXPECT_LT(compare("-4035", "4035").value_or(0), -3) << "nothing stands there";
}

// A speck as high as it is wide is no dash, whatever the models take it for.
TEST_F(PrintedDigitsTest, TakesNoSpeckForAMinus) {
  const PixPtr page = blank_page(1654, 800);
  write_right(page, "4035", 900, 200);
  for (int y = 186; y < 192; ++y) {
    for (int x = 826; x < 832; ++x) pixSetPixel(page.get(), x, y, 0);
  }
  std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
  known_.clear();
  asked_ = points(824, 175, 905, 205);
  EXPECT_EQ(compare("-4035", "4035"), std::nullopt);
}

// Of print of a dozen pixels the dash is one or two high, and half as dark as the digits.
TEST_F(PrintedDigitsTest, KnowsAPaleMinusBeforeSmallPrint) {
  constexpr float kSmall = 0.5F;
  const PixPtr drawn = blank_page(400, 100);
  write_right(drawn, "4035", 300, 60);
  const PixPtr small(pixScale(drawn.get(), kSmall, kSmall));
  const PixPtr page = blank_page(1654, 800);
  pixRasterop(page.get(), 600, 180, pixGetWidth(small.get()), pixGetHeight(small.get()), PIX_SRC,
              small.get(), 0, 0);
  const auto asked = [&] {
    std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
    known_.clear();
    asked_ = points(717, 197, 750, 212);
    return compare("-4035", "4035").value_or(0);
  };
  EXPECT_LT(asked(), -3) << "nothing stands before it";
  for (int x = 710; x < 715; ++x) pixSetPixel(page.get(), x, 205, 100);
  EXPECT_GT(asked(), 3);
}

// Models overlook a comma; the paper between the digits does not.
TEST_F(PrintedDigitsTest, KnowsThatNoCommaStandsThereAndAsksForTheDigitsToo) {
  const PixPtr page = blank_page(1654, 1000);
  int y = 100;
  for (const PrintedFigure& figure : known_) {
    write_right(page, figure.text, 900, y);
    y += 50;
  }
  write_right(page, "40,35", 900, 650);
  write_right(page, "4035", 900, 700);
  write_right(page, "40 35", 900, 750);
  std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
  asked_ = points(800, 625, 905, 655);
  EXPECT_GE(compare("40,35", "4035").value_or(0), 0);
  EXPECT_LT(compare("4,035", "4035").value_or(0), -3) << "it stands elsewhere";
  EXPECT_EQ(compare("40,85", "4085"), std::nullopt) << "a comma, but other digits";
  asked_ = points(800, 675, 905, 705);
  EXPECT_LT(compare("40,35", "4035").value_or(0), -3) << "nothing stands there";
  asked_ = points(800, 725, 905, 755);
  EXPECT_EQ(compare("40,35", "4035"), std::nullopt) << "a gap, and no print in it";
}

// The bar of a 4 reaches over a comma and may touch it: that nothing stands in the gap tells
// nothing then.
TEST_F(PrintedDigitsTest, DeniesNoCommaThatTheDigitBehindMayHold) {
  const PixPtr page = blank_page(1654, 800);
  write_right(page, "4034", 900, 200);
  const auto has_ink = [&](int x) {
    for (int y = 175; y < 205; ++y) {
      l_uint32 value = 255;
      pixGetPixel(page.get(), x, y, &value);
      if (value < 128) return true;
    }
    return false;
  };
  int left = 900;
  while (!has_ink(left)) --left;
  while (has_ink(left)) --left;
  known_.clear();
  asked_ = points(800, 175, 905, 210);
  const auto asked = [&] {
    std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
    return compare("403,4", "4034");
  };
  EXPECT_LT(asked().value_or(0), -3);
  for (int y = 197; y < 204; ++y) {
    for (int x = left + 1; x < left + 4; ++x) pixSetPixel(page.get(), x, y, 0);
  }
  EXPECT_EQ(asked(), std::nullopt);
}

// Models read a doubled digit once.
TEST_F(PrintedDigitsTest, KnowsADigitThatWasPassedOver) {
  const PixPtr page = blank_page(1654, 1000);
  int y = 100;
  for (const PrintedFigure& figure : known_) {
    write_right(page, figure.text, 900, y);
    y += 50;
  }
  write_right(page, "5677", 900, 650);
  std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
  for (const auto& [left, right] : {std::pair(800.0, 905.0), {838.0, 905.0}, {800.0, 881.0}}) {
    asked_ = points(left, 625, right, 655);
    EXPECT_GT(compare("5 677", "567").value_or(0), 3)
        << "also where the box begins in a digit, or leaves out the last";
  }
  asked_ = points(800, 625, 905, 655);
  EXPECT_LT(compare("567", "5 677").value_or(0), -3);
  EXPECT_EQ(compare("5 677", "57"), std::nullopt) << "two more";
  EXPECT_LT(compare("5 777", "577").value_or(0), -3) << "another digit is printed there";
  EXPECT_EQ(compare("56 777", "5 677"), std::nullopt) << "no third 7 stands there";
}

// Where digits of the page look like others, a look at one more of them proves little.
TEST_F(PrintedDigitsTest, IsWorthNoMoreThanThePagesOwnDigitsBearOut) {
  EXPECT_GT(compare("-4035", "-4036").value_or(0), 3);
  known_[0].text = "1284";
  known_[1].text = "5673";
  const double odds = compare("-4035", "-4036").value_or(0);
  EXPECT_GT(odds, 0);
  EXPECT_LT(odds, 3);
}

// Scanning to two tones eats thin strokes.
TEST_F(PrintedDigitsTest, KnowsADigitWhoseStrokesAreBroken) {
  const PixPtr page = blank_page(1654, 1000);
  int y = 100;
  for (const PrintedFigure& figure : known_) {
    write_right(page, figure.text, 900, y);
    y += 50;
  }
  write_right(page, "4035", 900, 650);
  for (int row : {636, 637, 645, 646}) {
    for (int x = 870; x < 884; ++x) pixSetPixel(page.get(), x, row, 255);
  }
  std::ofstream(file_, std::ios::binary) << to_bytes(page, IFF_PNG);
  asked_ = points(820, 625, 905, 655);
  EXPECT_GT(compare("4035", "4085").value_or(0), 3);
  EXPECT_LT(compare("4025", "4035").value_or(0), -3);
}

TEST_F(PrintedDigitsTest, SaysNothingOfWhatItCannotTell) {
  EXPECT_EQ(compare("-40357", "-4035"), std::nullopt) << "other lengths";
  EXPECT_EQ(compare("-9085", "-9035"), std::nullopt) << "the digits that are shared do not fit";
  EXPECT_EQ(compare("-4085", "-4065"), std::nullopt) << "neither is printed there";
  known_.clear();
  EXPECT_EQ(compare("-4035", "-4085"), std::nullopt) << "nothing was learned";
}

TEST_F(SecondLookTest, SaysWhereNothingIsPrinted) {
  auto look = SecondLook::open(file_, {});
  ASSERT_TRUE(look.has_value()) << look.error().message;
  const std::vector<std::string> texts = {"1", "2"};
  EXPECT_FALSE(look->weigh(1, points(1200, 500, 1300, 530), texts).has_value());
  EXPECT_FALSE(look->weigh(7, points(800, 175, 905, 205), texts).has_value());
}

// Another recogniser's file is asked by way of the picture beside it.
TEST_F(SecondLookTest, AsksThePictureBesideARecognisersFile) {
  std::filesystem::path hocr = file_;
  hocr.replace_extension(".hocr");
  std::ofstream(hocr)
      << "<html><body><div class='ocr_page' title='image \"" << file_.filename().string()
      << "\"; bbox 0 0 1654 800'><span class='ocr_line' title='bbox 120 180 900 205'>"
         "<span class='ocrx_word' title='bbox 120 180 220 205'>Intakter</span>"
         "<span class='ocrx_word' title='bbox 840 180 900 205'>4574</span>"
         "</span></div></body></html>";
  auto look = SecondLook::open(hocr, {});
  ASSERT_TRUE(look.has_value()) << look.error().message;
  const std::vector<std::string> texts = {"4574", "4524"};
  const auto weights = look->weigh(1, points(800, 175, 905, 205), texts);
  std::filesystem::remove(hocr);
  ASSERT_TRUE(weights.has_value()) << weights.error().message;
  EXPECT_EQ((*weights)[1], 0);
  EXPECT_LT((*weights)[0], -2);
}

}  // namespace
}  // namespace siffra::extract
