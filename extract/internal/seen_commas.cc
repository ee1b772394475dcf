#include "extract/internal/seen_commas.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "extract/internal/comma_shape.h"

namespace siffra::extract {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits in groups of three or ungrouped, and no decimals.
bool is_whole_figure(const std::string& text) {
  constexpr std::size_t kGroup = 3;
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || c == ' ' || c == '.' || c == ',';
  });
  const std::size_t last = text.find_last_of(".,");
  return plain && (last == std::string::npos || text.size() - last - 1 == kGroup);
}

}  // namespace

std::optional<std::string> with_comma_seen(const PreparedPage& page, const PixelBox& box,
                                           const std::string& text, int decimals,
                                           int decimals_seen) {
  constexpr double kClearly = 6;
  if (decimals <= 0 || !is_whole_figure(text)) return std::nullopt;
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  const auto behind = static_cast<std::size_t>(decimals);
  if (digits.size() <= behind) return std::nullopt;
  const std::size_t before = digits.size() - behind;
  const auto seen = weigh_comma(page, box, digits.size(), before);
  if (!(seen && *seen >= kClearly) && decimals_seen != decimals) return std::nullopt;
  return digits.insert(before, 1, ',');
}

}  // namespace siffra::extract
