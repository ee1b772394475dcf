// Money: a count of öre in 64 bits, with checked arithmetic.
//
//   Money a = Money::from_kronor(12).value();          // 1 200 öre
//   Result<Money> total = checked_add(a, Money(50));
//
// Invariant: no operation wraps; what does not fit is an Error of code kOverflow. There is no
// implicit conversion and no operator+, so that an unchecked sum cannot be written by accident.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>

#include "rules/result.h"

namespace siffra::rules {

class Money {
 public:
  constexpr Money() = default;
  constexpr explicit Money(std::int64_t ore) : ore_(ore) {}
  static Result<Money> from_kronor(std::int64_t kronor);

  [[nodiscard]] constexpr std::int64_t ore() const { return ore_; }

  friend constexpr auto operator<=>(const Money&, const Money&) = default;

 private:
  std::int64_t ore_ = 0;
};

Result<Money> checked_add(Money a, Money b);
Result<Money> checked_sub(Money a, Money b);
Result<Money> checked_mul(Money a, std::int64_t factor);
Result<Money> sum(std::span<const Money> parts);
Result<Money> absolute(Money a);

// In kronor as a plain decimal string: "-1234.5" → no trailing zeros, no separators ("21000",
// "2.5").
std::string to_decimal_kronor(Money a);

}  // namespace siffra::rules
