// A decimal figure compared by value: 12,50 and 12.5 are equal.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace siffra::evaluation {

struct Decimal {
  std::int64_t digits = 0;
  int decimals = 0;  // no trailing zeros after normalising
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

// A figure as printed in a truth file: spaces, signs, full stops between groups, a decimal comma,
// brackets, a percent sign; a lone dash is zero. nullopt for anything else.
std::optional<Decimal> parse_printed(std::string_view text);

// A plain decimal, as report files hold them: "-1234.5".
std::optional<Decimal> parse_plain(std::string_view text);

double to_double(const Decimal& value);  // for tolerances on differences only

}  // namespace siffra::evaluation
