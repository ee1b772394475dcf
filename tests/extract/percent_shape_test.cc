// Percent signs of small or worn print: two rings and a stroke.
#include "extract/internal/percent_shape.h"

#include <gtest/gtest.h>

#include <optional>

namespace siffra::extract {
namespace {

constexpr int kHeight = 20;  // of the digits
constexpr int kTop = 30;     // the row of pixels they begin in

class Print {
 public:
  Print() {
    page_.ink.reset(pixCreate(240, 80, 1));
    page_.dots_per_inch = 200;
  }
  Print& digit() {
    ring(at_, 0, 11, kHeight);
    at_ += 14;
    return *this;
  }
  Print& space() {
    at_ += 6;
    return *this;
  }
  // The second ring stands `apart` behind the first.
  Print& percent(int apart = 12, bool stroke = true) {
    ring(at_, 0, 7, 10);
    ring(at_ + apart, 10, 7, 10);
    for (int y = 0; stroke && y < kHeight; ++y) fill(at_ + apart + 1 - y * 8 / kHeight, y, 1, 1);
    end_ = at_ + apart + 7;
    return *this;
  }
  // "96" in a type whose strokes run straight out.
  Print& nine_and_six(int between) {
    ring(at_, 0, 11, 12);
    fill(at_ + 8, 0, 3, kHeight);
    ring(at_ + 11 + between, 8, 11, 12);
    fill(at_ + 11 + between, 0, 3, kHeight);
    end_ = at_ + 22 + between;
    return *this;
  }
  Print& speck() {
    fill(at_, kHeight - 4, 3, 4);
    end_ = at_ + 3;
    return *this;
  }
  // The right edge of the digits before a sign; the box ends where the print does, or `short_by`
  // before that.
  [[nodiscard]] std::optional<int> digits_end(int short_by = 0) const {
    InkRun run;
    run.box = {20, kTop, (end_ > 0 ? end_ : at_ - 3) - 20 - short_by, kHeight};
    run.height = kHeight;
    const InkLayout layout;
    const auto digits = digits_before_percent(page_, layout, run, run.box);
    if (!digits) return std::nullopt;
    return digits->right();
  }

 private:
  void fill(int x, int y, int width, int height) {
    ::Box* box = boxCreate(x, kTop + y, width, height);
    pixSetInRect(page_.ink.get(), box);
    boxDestroy(&box);
  }
  void ring(int x, int y, int width, int height) {
    fill(x, y, 2, height);
    fill(x + width - 2, y, 2, height);
    fill(x, y, width, 2);
    fill(x, y + height - 2, width, 2);
  }

  PreparedPage page_;
  int at_ = 20;
  int end_ = 0;
};

TEST(PercentShape, ASignSetCloseOrASpaceAwayIsFound) {
  EXPECT_EQ(Print().digit().digit().percent().digits_end(), 45);
  EXPECT_EQ(Print().digit().digit().space().percent().digits_end(), 45);
}

TEST(PercentShape, WithoutItsStrokeOrOutsideTheRunItIsFoundAsWell) {
  EXPECT_EQ(Print().digit().digit().space().percent(13, false).digits_end(), 45);
  EXPECT_EQ(Print().digit().digit().space().percent(13, false).digits_end(20), 45);
}

TEST(PercentShape, DigitsAndSpecksAreNone) {
  EXPECT_FALSE(Print().digit().digit().digit().digits_end());
  EXPECT_FALSE(Print().digit().nine_and_six(2).digits_end());
  EXPECT_FALSE(Print().digit().nine_and_six(0).digits_end());
  EXPECT_FALSE(Print().digit().digit().speck().digits_end());
}

}  // namespace
}  // namespace siffra::extract
