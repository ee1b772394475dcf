#include "extract/page_content.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extract/tiny_pdf.h"

namespace siffra::extract {
namespace {

using testing::show;
using testing::tiny_pdf;

// A picture of one pixel, stretched over the given part of the page.
std::string picture(double x, double y, double width, double height) {
  return "q " + std::to_string(width) + " 0 0 " + std::to_string(height) + " " + std::to_string(x) +
         " " + std::to_string(y) + " cm BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 80> EI Q\n";
}

PageMake make_of(const std::string& content) {
  const std::string bytes = tiny_pdf({{content, ""}});
  const int first[] = {0};
  const auto makes = examine_pages(bytes, {}, first);
  EXPECT_TRUE(makes.has_value());
  return makes->front();
}

TEST(ExaminePages, TextThatCanBeSeenIsTextAndNoPictureIsFound) {
  const PageMake make = make_of(show(70, 700, "Resultat"));
  EXPECT_EQ(make.seen_text, 8U);
  EXPECT_EQ(make.hidden_text, 0U);
  EXPECT_EQ(make.picture_share, 0);
}

TEST(ExaminePages, APictureOfTheWholePageCoversIt) {
  EXPECT_GT(make_of(picture(0, 0, 595, 842)).picture_share, 0.98);
}

TEST(ExaminePages, StripsOfAScanCoverThePageTogetherAndALogoDoesNot) {
  EXPECT_GT(make_of(picture(0, 0, 595, 421) + picture(0, 421, 595, 421)).picture_share, 0.98);
  EXPECT_LT(make_of(picture(40, 760, 120, 50)).picture_share, 0.03);
}

TEST(ExaminePages, InvisibleTextAndTextBeneathAPictureOfThePageAreHidden) {
  const PageMake invisible = make_of(picture(0, 0, 595, 842) + "3 Tr " + show(70, 700, "4 524"));
  EXPECT_EQ(invisible.hidden_text, 5U);
  EXPECT_EQ(invisible.seen_text, 0U);
  const PageMake beneath = make_of(show(70, 700, "4 524") + picture(0, 0, 595, 842));
  EXPECT_EQ(beneath.hidden_text, 5U);
  EXPECT_EQ(beneath.seen_text, 0U);
}

TEST(ExaminePages, AStampOnTopOfAScanCanBeSeen) {
  const PageMake make = make_of(picture(0, 0, 595, 842) + show(70, 20, "Signerat"));
  EXPECT_EQ(make.seen_text, 8U);
  EXPECT_EQ(make.hidden_text, 0U);
}

TEST(ExaminePages, AModeSetInsideASavedStateEndsWithIt) {
  EXPECT_EQ(make_of("q 3 Tr Q " + show(70, 700, "Resultat")).seen_text, 8U);
}

TEST(ExaminePages, BytesThatAreNoPdfAreAnError) {
  const int first[] = {0};
  EXPECT_FALSE(examine_pages("not a report", {}, first).has_value());
  EXPECT_FALSE(pages_with_large_pictures("not a report", {}).has_value());
}

TEST(PagesWithLargePictures, ATextPageHasNone) {
  const auto large = pages_with_large_pictures(tiny_pdf({{show(70, 700, "Resultat"), ""}}), {});
  ASSERT_TRUE(large.has_value());
  EXPECT_EQ(*large, std::vector<bool>{false});
}

}  // namespace
}  // namespace siffra::extract
