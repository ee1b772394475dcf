// The review page as a file: what stands in it, and what cannot get into it. How it behaves in a
// browser is tested by tests/tools/review.
#include "reconcile/report/review_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reconcile/report/internal/html_text.h"
#include "sample_report.h"

namespace siffra::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The report as the page's script reads it.
nlohmann::json data_of(const std::string& page) {
  const std::string open = "<script type=\"application/json\" id=\"report\">";
  const std::size_t begin = page.find(open) + open.size();
  return nlohmann::json::parse(page.substr(begin, page.find("</script>", begin) - begin));
}

TEST(ReviewPage, HoldsFindingsWithTheTermsOfTheirSums) {
  const auto data = data_of(to_review_page(sample_report(), Language::kSwedish, "ar", {}));
  ASSERT_FALSE(data["findings"].empty());
  const auto& check = data["checks"][data["findings"][0]["checks"][0].get<std::size_t>()];
  EXPECT_EQ(check["verdict"], "discrepancy");
  EXPECT_EQ(check["difference"], "10000") << "in ore";
  EXPECT_EQ(check["terms"].size(), 3U);
  EXPECT_EQ(data["stem"], "ar");
}

TEST(ReviewPage, StatesADifferenceOfSharesInTheMeasureOfItsFigures) {
  Report report = sample_report();
  Check& check = report.audit.checks[report.audit.findings[0].checks[0]];
  extract::CellAddress total = check.terms.front().cell;
  for (auto& cell : report.extraction.statements[total.statement].rows[total.row].cells) {
    if (cell.column == total.column) cell.unit = rules::Unit::kPercent;
  }
  check.kind = rules::CheckKind::kRatio;
  check.difference = rules::Money(-896);  // hundredths of a percent
  const auto data = data_of(to_review_page(report, Language::kSwedish, "ar", {}));
  const auto& shown = data["checks"][data["findings"][0]["checks"][0].get<std::size_t>()];
  EXPECT_EQ(shown["measure"], 10000);
  EXPECT_EQ(shown["difference"], "-89600") << "-8.96 %";
}

TEST(ReviewPage, KnowsFiguresByTheKeysOfTheDecisionsFile) {
  const Report report = sample_report();
  const auto data = data_of(to_review_page(report, Language::kSwedish, "ar", {}));
  const auto keys = keys_of_cells(report.extraction);
  const auto& cell = data["statements"][0]["rows"][0]["cells"][0];
  EXPECT_EQ(cell["key"], keys.at({0, 0, cell["column"].get<std::size_t>()}));
  EXPECT_EQ(data["findings"][0]["key"], keys_of_findings(report.audit).front());
}

TEST(ReviewPage, TextOfTheReportIsNeverMarkup) {
  Report report = sample_report();
  const std::string attack = "</script><script>alert(1)</script><!--";
  report.extraction.statements[0].rows[0].label = attack;
  report.extraction.entity.name = attack;
  report.audit.findings[0].title_sv = attack;
  const std::string page = to_review_page(report, Language::kSwedish, attack, {});
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_EQ(data_of(page)["statements"][0]["rows"][0]["label"], attack);
}

TEST(ReviewPage, PutsInThePicturesOfThePages) {
  std::vector<std::pair<int, PageUse>> asked;
  const std::string page =
      to_review_page(sample_report(), Language::kEnglish, "ar",
                     [&](const extract::Page& wanted, PageUse use) -> rules::Result<ReviewPicture> {
                       asked.emplace_back(wanted.number, use);
                       if (wanted.number == 3) {
                         return rules::Error{rules::ErrorCode::kMalformed, "damaged", {"", 3}};
                       }
                       return ReviewPicture{"image/png", "picture"};
                     });
  EXPECT_THAT(page, HasSubstr("data-type=\"image/png\">cGljdHVyZQ==</script>"));
  EXPECT_THAT(page, Not(HasSubstr("id=\"picture-3\"")));
  EXPECT_THAT(asked, ::testing::Contains(std::pair(2, PageUse::kFigures)));
}

TEST(ReviewPage, FetchesNothing) {
  const std::string page = to_review_page(sample_report(), Language::kSwedish, "ar", {});
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, Not(::testing::ContainsRegex("(src|href)=\"(https?:)?//")));
  EXPECT_THAT(page, Not(HasSubstr("@import")));
  EXPECT_THAT(page, Not(HasSubstr("{{"))) << "every place of the template is filled";
}

TEST(ReviewPage, TheSameReportGivesTheSameBytes) {
  EXPECT_EQ(to_review_page(sample_report(), Language::kEnglish, "ar", {}),
            to_review_page(sample_report(), Language::kEnglish, "ar", {}));
}

TEST(HtmlText, Base64HasPaddingWhereBytesRunOut) {
  for (const auto& [bytes, text] : {std::pair("", ""), std::pair("f", "Zg=="),
                                    std::pair("fo", "Zm8="), std::pair("foo", "Zm9v")}) {
    std::string into;
    internal::append_base64(bytes, into);
    EXPECT_EQ(into, text);
  }
}

TEST(HtmlText, ValuesOfATemplateAreNotLookedAtAgain) {
  EXPECT_EQ(internal::filled_template("<{{a}}|{{b}}|{{c}}>", {{"a", "{{b}}"}, {"b", "x"}}),
            "<{{b}}|x|>");
}

}  // namespace
}  // namespace siffra::reconcile
