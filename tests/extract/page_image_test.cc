#include "extract/page_image.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tiny_pdf.h"

namespace siffra::extract {
namespace {

class RenderPage : public ::testing::Test {
 protected:
  std::filesystem::path written(const std::string& bytes) {
    const auto file = std::filesystem::temp_directory_path() /
                      (std::string("siffra_page_image_") +
                       ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::ofstream(file, std::ios::binary) << bytes;
    files_.push_back(file);
    return file;
  }
  void TearDown() override {
    for (const auto& file : files_) std::filesystem::remove(file);
  }

 private:
  std::vector<std::filesystem::path> files_;
};

PageImage white(std::size_t width, std::size_t height) {
  PageImage image;
  image.width = width;
  image.height = height;
  image.rgb.assign(width * height * 3, 255);
  return image;
}

int pixel(const PageImage& image, std::size_t x, std::size_t y) {
  return image.rgb[(y * image.width + x) * 3];
}

TEST_F(RenderPage, PutsInkWhereTheWordStands) {
  const auto file =
      written(testing::tiny_pdf({{testing::show(72, 842 - 100, "MMMM", "/F1", 40), ""}}));
  const auto image = render_page(file, 1, {}, 72);
  ASSERT_TRUE(image.has_value()) << rules::to_string(image.error());
  EXPECT_EQ(image->width, 595U);
  EXPECT_EQ(image->height, 842U);
  bool ink = false;
  for (std::size_t x = 72; x < 200; ++x) ink = ink || pixel(*image, x, 85) < 128;
  EXPECT_TRUE(ink);
  EXPECT_EQ(pixel(*image, 500, 800), 255);
}

TEST_F(RenderPage, SaysWhichPageIsMissing) {
  const auto image = render_page(written(testing::tiny_pdf({{"", ""}})), 2, {});
  ASSERT_FALSE(image.has_value());
  EXPECT_EQ(image.error().where.page, 2);
  EXPECT_EQ(image.error().message, "there is no such page; the last is 1");
}

TEST_F(RenderPage, RefusesWhatIsNoPdfAndWhatIsTooLarge) {
  const auto text = render_page(written("Resultat\t12\n"), 1, {});
  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().code, rules::ErrorCode::kWrongFormat);
  const auto huge = render_page(written(testing::tiny_pdf({{"", ""}})), 1, {}, 5000);
  ASSERT_FALSE(huge.has_value());
  EXPECT_EQ(huge.error().code, rules::ErrorCode::kLimitExceeded);
}

TEST(DrawFrame, GoesAroundTheBoxAndStaysOnThePage) {
  PageImage image = white(20, 20);
  draw_frame(image, {5, 5, 10, 10}, {0, 0, 0});
  EXPECT_EQ(pixel(image, 4, 7), 0);
  EXPECT_EQ(pixel(image, 10, 7), 0);
  EXPECT_EQ(pixel(image, 7, 7), 255);
  EXPECT_EQ(pixel(image, 3, 7), 255);
  draw_frame(image, {-50, -50, 500, 500}, {0, 0, 0});
  EXPECT_EQ(pixel(image, 0, 0), 255);
}

TEST(Mark, KeepsDarkPrintDark) {
  PageImage image = white(4, 4);
  image.rgb[0] = 0;
  mark(image, {0, 0, 4, 4}, {200, 255, 200});
  EXPECT_EQ(pixel(image, 0, 0), 0);
  EXPECT_EQ(pixel(image, 1, 0), 200);
}

TEST(ToPng, WritesAPngAndRefusesNothing) {
  const auto png = to_png(white(3, 2));
  ASSERT_TRUE(png.has_value());
  EXPECT_EQ(png->substr(0, 8), "\x89PNG\r\n\x1a\n");
  EXPECT_FALSE(to_png({}).has_value());
}

}  // namespace
}  // namespace siffra::extract
