// Pages of a PDF as pictures.
#include "extract/internal/pdf_pictures.h"

#include <gtest/gtest.h>

#include "extract/page_content.h"
#include "tests/extract/page_picture.h"
#include "tests/extract/scan_pdf.h"

namespace siffra::extract {
namespace {

using testing::blank_page;
using testing::plain_picture;
using testing::scan_pdf;
using testing::write;

// Strokes of one and two pixels, which any scaling would blur, double or lose.
PixPtr fine_print(int width, int height) {
  const PixPtr page = blank_page(width, height);
  write(page, "Kostnader 4524", 100, 200);
  for (int y = 300; y < height - 40; y += 7) pixSetPixel(page.get(), 40 + y % 11, y, 0);
  for (int x = 30; x < width - 30; ++x) pixSetPixel(page.get(), x, 260, 0);
  return PixPtr(pixThresholdToBinary(page.get(), 128));
}

PagePicture drawn(const std::string& pdf) {
  const int first[] = {0};
  const auto makes = examine_pages(pdf, {}, first);
  auto pictures = PdfPictures::open(pdf, {});
  EXPECT_TRUE(makes && pictures);
  auto picture = (*pictures)->picture_of(0, makes->front());
  EXPECT_TRUE(picture.has_value());
  return std::move(*picture);
}

bool same(const PixPtr& a, const PixPtr& b) {
  const PixPtr grey(pixConvertTo8(a.get(), 0));
  const PixPtr other(pixConvertTo8(b.get(), 0));
  l_int32 equal = 0;
  pixEqual(grey.get(), other.get(), &equal);
  return equal != 0;
}

TEST(PdfPictures, ThePixelsOfAScanAreTakenAsTheyAre) {
  // A4 at 200 dots per inch, on pages whose sides in points are rounded up, down or not at all.
  const PixPtr print = fine_print(1654, 2339);
  for (const auto& [width, height] : {std::pair("595", "842"), std::pair("595.28", "841.89"),
                                      std::pair("595.44", "842.04"), std::pair("599", "841")}) {
    SCOPED_TRACE(width);
    const PagePicture picture = drawn(scan_pdf({plain_picture(print)}, "", width, height));
    EXPECT_TRUE(same(picture.picture, print));
    EXPECT_NEAR(picture.dots_per_inch, 200, 1.5);
  }
}

// 0.24 · 2496 is 599.04 but for its last digit, and so is where poppler ends the picture.
TEST(PdfPictures, AScanThatEndsAtTheEdgeOfThePageIsNotBlurred) {
  const PixPtr print = fine_print(2496, 3508);
  const std::string pdf = scan_pdf({plain_picture(print)}, "", "599.04", "841.92",
                                   "0.24 0 0 0.24 0 0 cm 2496 0 0 3508 0 0 cm");
  const PagePicture picture = drawn(pdf);
  NUMA* counts = pixGetGrayHistogram(picture.picture.get(), 1);
  l_float32 black = 0, white = 0, all = 0;
  numaGetFValue(counts, 0, &black);
  numaGetFValue(counts, 255, &white);
  numaGetSum(counts, &all);
  numaDestroy(&counts);
  EXPECT_EQ(black + white, all);
  l_int32 printed = 0;
  pixCountPixels(print.get(), &printed, nullptr);
  EXPECT_NEAR(black, printed, 5);
}

TEST(PdfPictures, SoAreThoseOfAPageThatIsTurned) {
  const PixPtr print = fine_print(1654, 2339);
  for (const int turns : {1, 2, 3}) {
    SCOPED_TRACE(turns);
    const PixPtr turned(pixRotateOrth(print.get(), turns));
    const std::string entries = "/Rotate " + std::to_string(90 * turns);
    EXPECT_TRUE(same(drawn(scan_pdf({plain_picture(print)}, entries)).picture, turned));
  }
}

TEST(PdfPictures, AFaxScannedMoreFinelyAcrossIsDrawnOut) {
  const PagePicture picture = drawn(scan_pdf({plain_picture(fine_print(1700, 1150))}));
  EXPECT_NEAR(pixGetHeight(picture.picture.get()) / double(pixGetWidth(picture.picture.get())),
              842 / 595.0, 0.01);
  EXPECT_NEAR(picture.dots_per_inch, 1700 * 72 / 595.0, 1);
}

TEST(PdfPictures, AVeryFineScanIsHalvedEvenly) {
  const PagePicture picture = drawn(scan_pdf({plain_picture(fine_print(4960, 7016))}));
  EXPECT_NEAR(pixGetWidth(picture.picture.get()), 2480, 1);
  EXPECT_NEAR(picture.dots_per_inch, 300, 1);
}

}  // namespace
}  // namespace siffra::extract
