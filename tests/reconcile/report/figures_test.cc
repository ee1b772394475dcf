#include "reconcile/report/figures.h"

#include <gtest/gtest.h>

#include <limits>

namespace siffra::reconcile {
namespace {

using rules::Money;

TEST(HalfInKronor, KeepsHalfOre) {
  const std::pair<std::int64_t, const char*> rows[] = {
      {0, "0"},       {1, "0.005"},
      {5, "0.025"},   {100, "0.5"},
      {500, "2.5"},   {1600, "8"},
      {-300, "-1.5"}, {std::numeric_limits<std::int64_t>::min(), "-46116860184273879.04"}};
  for (const auto& [doubled, text] : rows) {
    SCOPED_TRACE(doubled);
    EXPECT_EQ(half_in_kronor(Money(doubled)), text);
  }
}

TEST(KronorForPeople, GroupsThousandsAndUsesACommaAndAMinusSign) {
  const std::pair<std::int64_t, const char*> rows[] = {
      {0, "0"},
      {99, "0,99"},
      {-501100000, "\u22125\u00a0011\u00a0000"},
      {10050, "100,50"},
      {std::numeric_limits<std::int64_t>::min(),
       "\u221292\u00a0233\u00a0720\u00a0368\u00a0547\u00a0758,08"}};
  for (const auto& [ore, text] : rows) {
    SCOPED_TRACE(ore);
    EXPECT_EQ(kronor_for_people(Money(ore)), text);
  }
}

TEST(PercentForPeople, IsNeverRoundedToCertainty) {
  EXPECT_EQ(percent_for_people(0.9978, Language::kSwedish), "99,8\u00A0%");
  EXPECT_EQ(percent_for_people(0.9978, Language::kEnglish), "99.8%");
  EXPECT_EQ(percent_for_people(0.99999, Language::kSwedish), "> 99,9\u00A0%");
  EXPECT_EQ(percent_for_people(0.00001, Language::kSwedish), "< 0,1\u00A0%");
  EXPECT_EQ(percent_for_people(1, Language::kSwedish), "100\u00A0%");
}

TEST(DecimalForPeople, GroupsTheWholePartAlone) {
  const std::pair<const char*, const char*> rows[] = {{"0", "0"},
                                                      {"-1234.50", "\u22121\u00a0234,50"},
                                                      {"335", "335"},
                                                      {"2335211", "2\u00a0335\u00a0211"},
                                                      {"0.12345", "0,12345"},
                                                      {"", ""}};
  for (const auto& [decimal, text] : rows) {
    SCOPED_TRACE(decimal);
    EXPECT_EQ(decimal_for_people(decimal), text);
  }
}

}  // namespace
}  // namespace siffra::reconcile
