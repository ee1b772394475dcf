// Commas that stand in the picture and in no reading.
#include "extract/internal/seen_commas.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace siffra::extract {
namespace {

constexpr int kHeight = 20;  // of the digits
constexpr int kFoot = 50;    // the row of pixels they stand on

// Digits as black blocks, and marks of three pixels between them.
class Print {
 public:
  Print() {
    page_.grey.reset(pixCreate(240, 80, 8));
    pixSetAllArbitrary(page_.grey.get(), kPaper);
    page_.dots_per_inch = 200;
  }
  Print& digits(int count) {
    for (int i = 0; i < count; ++i) {
      draw({at_, kFoot - kHeight, 11, kHeight});
      at_ += 14;
    }
    return *this;
  }
  // Its foot so far below that of the digits.
  Print& mark(int below = 0) {
    draw({at_ + 1, kFoot + below - 3, 3, 3});
    at_ += 7;
    return *this;
  }
  Print& room() {
    at_ += 7;
    return *this;
  }
  [[nodiscard]] std::optional<std::string> read(const std::string& text, int decimals,
                                                int seen = 0) const {
    return with_comma_seen(page_, {20, kFoot - kHeight, at_ - 3 - 20, kHeight}, text, decimals,
                           seen);
  }

 private:
  void draw(const PixelBox& block) {
    ::Box* box = boxCreate(block.x, block.y, block.width, block.height);
    pixSetInRectArbitrary(page_.grey.get(), box, 30);
    boxDestroy(&box);
  }

  PreparedPage page_;
  int at_ = 20;
};

TEST(SeenCommas, ACommaOfAFewPixelsThatNoReadingHasIsPutWhereItStands) {
  Print print;
  print.digits(3).mark().digits(1);
  EXPECT_EQ(print.read("1161", 1), "116,1");
  EXPECT_EQ(print.read("1 161", 1), "116,1");
  EXPECT_EQ(print.read("1.161", 1), "116,1");
  EXPECT_EQ(Print().digits(1).mark(2).digits(2).read("840", 2), "8,40");
}

TEST(SeenCommas, AMarkThatHangsFromTheFootCountsWhereTheColumnHasAsManyDecimals) {
  Print print;
  print.digits(4);
  EXPECT_EQ(print.read("1161", 1, 1), "116,1");
  EXPECT_FALSE(print.read("1161", 1, 2));
  EXPECT_FALSE(print.read("1161", 0, 1));
}

TEST(SeenCommas, RoomWithoutAMarkIsNoComma) {
  EXPECT_FALSE(Print().digits(3).room().digits(1).read("1161", 1));
  EXPECT_FALSE(Print().digits(4).read("1161", 1));
}

TEST(SeenCommas, AMarkWhereTheColumnHasNoCommaSaysNothing) {
  EXPECT_FALSE(Print().digits(1).mark().digits(3).read("1161", 1));
  EXPECT_FALSE(Print().digits(3).mark().digits(1).read("1161", 0));
}

TEST(SeenCommas, AFigureThatHasDecimalsOrOtherCharactersIsLeftAlone) {
  Print print;
  print.digits(3).mark().digits(1);
  EXPECT_FALSE(print.read("11,61", 1));
  EXPECT_FALSE(print.read("116.1", 1));
  EXPECT_FALSE(print.read("116%", 1));
}

}  // namespace
}  // namespace siffra::extract
