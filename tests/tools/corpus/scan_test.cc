#include "tools/corpus/scan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tools/corpus/grey.h"
#include "tools/corpus/poor_text.h"

namespace siffra::corpus {
namespace {

PrintedPage small_page() {
  PrintedPage page;
  page.width = 200;
  page.height = 120;
  page.runs.push_back({20, 50, 0, "Summa 1 234", {"Nimbus Sans", 12, false, false}, {}});
  page.strokes.push_back({20, 60, 180, 60, 1, {}});
  return page;
}

TEST(Scan, GivesTheSameBytesForTheSameSeedAtEveryLevel) {
  for (const ScanLevel& level : scan_levels()) {
    SCOPED_TRACE(level.name);
    const auto first = scan({small_page(), small_page()}, level, Random(3));
    const auto second = scan({small_page(), small_page()}, level, Random(3));
    ASSERT_TRUE(first.has_value() && second.has_value());
    EXPECT_EQ(first->files, second->files);
    EXPECT_EQ(first->files.size(), level.format == ScanFormat::kPng ? 2u : 1u);
  }
}

TEST(Scan, WritesTheFormatOfItsLevel) {
  const std::pair<const char*, const char*> beginnings[] = {
      {"office", "%PDF"}, {"bitonal", "%PDF"}, {"tiff", "II*"}, {"png", "\x89PNG"}};
  for (const auto& [name, beginning] : beginnings) {
    const auto scanned = scan({small_page()}, *find_scan_level(name), Random(1));
    ASSERT_TRUE(scanned.has_value());
    EXPECT_EQ(scanned->files.at(0).rfind(beginning, 0), 0u) << name;
  }
  const auto bitonal = scan({small_page()}, *find_scan_level("bitonal"), Random(1));
  EXPECT_NE(bitonal->files.at(0).find("CCITTFaxDecode"), std::string::npos);
}

TEST(Scan, HidesTextOnlyWhereTheLevelHasIt) {
  const auto with = scan({small_page()}, *find_scan_level("archive-ocr"), Random(1));
  const auto without = scan({small_page()}, *find_scan_level("archive"), Random(1));
  EXPECT_NE(with->files.at(0).find(" Tj"), std::string::npos);
  EXPECT_EQ(without->files.at(0).find(" Tj"), std::string::npos);
}

TEST(PoorText, IsWrongAboutAsOftenAsAsked) {
  PrintedPage page;
  for (int i = 0; i < 200; ++i)
    page.runs.push_back({0, 0, 0, "1 234 567", {"Nimbus Sans", 10, false, false}, {}});
  Random random(9);
  const auto runs = poorly_read(page, 0.05, random);
  const auto wrong = std::count_if(runs.begin(), runs.end(),
                                   [](const TextRun& run) { return run.text != "1 234 567"; });
  EXPECT_GT(wrong, 20);
  EXPECT_LT(wrong, 120);
}

TEST(Grey, FadingLightensInkAndDarkensPaper) {
  GreyImage image{2, 1, {0, 255}};
  fade(image, 0.5, 220);
  EXPECT_EQ(image.pixels[0], 110);
  EXPECT_EQ(image.pixels[1], 220);
}

}  // namespace
}  // namespace siffra::corpus
