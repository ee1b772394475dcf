#include "rules/money.h"

#include <limits>

namespace siffra::rules {
namespace {

Error overflow() {
  return Error{ErrorCode::kOverflow, "amount does not fit in 64 bits of ore", {}};
}

}  // namespace

Result<Money> Money::from_kronor(std::int64_t kronor) {
  std::int64_t ore = 0;
  if (__builtin_mul_overflow(kronor, std::int64_t{100}, &ore)) return overflow();
  return Money(ore);
}

Result<Money> checked_add(Money a, Money b) {
  std::int64_t ore = 0;
  if (__builtin_add_overflow(a.ore(), b.ore(), &ore)) return overflow();
  return Money(ore);
}

Result<Money> checked_sub(Money a, Money b) {
  std::int64_t ore = 0;
  if (__builtin_sub_overflow(a.ore(), b.ore(), &ore)) return overflow();
  return Money(ore);
}

Result<Money> checked_mul(Money a, std::int64_t factor) {
  std::int64_t ore = 0;
  if (__builtin_mul_overflow(a.ore(), factor, &ore)) return overflow();
  return Money(ore);
}

Result<Money> sum(std::span<const Money> parts) {
  Money total;
  for (const Money part : parts) {
    const Result<Money> next = checked_add(total, part);
    if (!next) return next.error();
    total = *next;
  }
  return total;
}

Result<Money> absolute(Money a) {
  if (a.ore() == std::numeric_limits<std::int64_t>::min()) return overflow();
  return a.ore() < 0 ? Money(-a.ore()) : a;
}

std::string to_decimal_kronor(Money a) {
  // The magnitude is taken without a sign so that the smallest value needs no special case.
  const std::uint64_t magnitude = a.ore() < 0
                                      ? std::uint64_t{0} - static_cast<std::uint64_t>(a.ore())
                                      : static_cast<std::uint64_t>(a.ore());
  std::string text = a.ore() < 0 ? "-" : "";
  text += std::to_string(magnitude / 100);
  const std::uint64_t cents = magnitude % 100;
  if (cents == 0) return text;
  text += '.';
  text += static_cast<char>('0' + cents / 10);
  if (cents % 10 != 0) text += static_cast<char>('0' + cents % 10);
  return text;
}

}  // namespace siffra::rules
