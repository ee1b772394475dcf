// Asking one place of a page again. Slow: the recogniser itself runs.
#include "extract/second_look.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

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

TEST_F(SecondLookTest, SaysWhereNothingIsPrinted) {
  auto look = SecondLook::open(file_, {});
  ASSERT_TRUE(look.has_value()) << look.error().message;
  const std::vector<std::string> texts = {"1", "2"};
  EXPECT_FALSE(look->weigh(1, points(1200, 500, 1300, 530), texts).has_value());
  EXPECT_FALSE(look->weigh(7, points(800, 175, 905, 205), texts).has_value());
}

}  // namespace
}  // namespace siffra::extract
