#include "rules/money.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace siffra::rules {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

TEST(Money, AddsSubtractsAndMultiplies) {
  EXPECT_EQ(checked_add(Money(5), Money(-7))->ore(), -2);
  EXPECT_EQ(checked_sub(Money(5), Money(-7))->ore(), 12);
  EXPECT_EQ(checked_mul(Money(5), -7)->ore(), -35);
  EXPECT_EQ(Money::from_kronor(12)->ore(), 1200);
  const std::array<Money, 3> parts = {Money(1), Money(2), Money(3)};
  EXPECT_EQ(sum(parts)->ore(), 6);
  EXPECT_EQ(absolute(Money(-4))->ore(), 4);
}

TEST(Money, NeverWraps) {
  const std::array<Money, 2> parts = {Money(kMax), Money(1)};
  EXPECT_EQ(checked_add(Money(kMax), Money(1)).error().code, ErrorCode::kOverflow);
  EXPECT_EQ(checked_sub(Money(kMin), Money(1)).error().code, ErrorCode::kOverflow);
  EXPECT_EQ(checked_mul(Money(kMax), 2).error().code, ErrorCode::kOverflow);
  EXPECT_EQ(sum(parts).error().code, ErrorCode::kOverflow);
  EXPECT_EQ(absolute(Money(kMin)).error().code, ErrorCode::kOverflow);
  EXPECT_EQ(Money::from_kronor(kMax).error().code, ErrorCode::kOverflow);
}

TEST(Money, PrintsKronorWithoutTrailingZeros) {
  EXPECT_EQ(to_decimal_kronor(Money(-123450)), "-1234.5");
  EXPECT_EQ(to_decimal_kronor(Money(2100000)), "21000");
  EXPECT_EQ(to_decimal_kronor(Money(250)), "2.5");
  EXPECT_EQ(to_decimal_kronor(Money(-5)), "-0.05");
  EXPECT_EQ(to_decimal_kronor(Money(0)), "0");
  EXPECT_EQ(to_decimal_kronor(Money(kMin)), "-92233720368547758.08");
}

}  // namespace
}  // namespace siffra::rules
