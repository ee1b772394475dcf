#include "tools/corpus/plant_figure.h"

#include <cstdlib>
#include <string>
#include <string_view>

namespace siffra::corpus {
namespace {

// Shapes that are taken for each other, both ways.
std::string_view look_alikes(char digit) {
  switch (digit) {
    case '0':
      return "8";
    case '1':
      return "7";
    case '3':
      return "8";
    case '5':
      return "6";
    case '6':
      return "5";
    case '7':
      return "1";
    case '8':
      return "30";
    default:
      return "";
  }
}

std::optional<std::string> with_digit(ErrorKind kind, std::string digits, Random& random) {
  const std::size_t at = random.below(digits.size());
  const std::string_view alike = look_alikes(digits[at]);
  char now = static_cast<char>('0' + random.below(10));
  if (kind == ErrorKind::kLookAlike) {
    if (alike.empty()) return std::nullopt;
    now = alike[random.below(alike.size())];
  } else if (alike.find(now) != std::string_view::npos) {
    return std::nullopt;
  }
  if (now == digits[at] || (at == 0 && now == '0')) return std::nullopt;
  digits[at] = now;
  return digits;
}

std::optional<std::string> transposed(std::string digits, Random& random) {
  if (digits.size() < 2) return std::nullopt;
  const std::size_t at = random.below(digits.size() - 1);
  if (digits[at] == digits[at + 1] || (at == 0 && digits[1] == '0')) return std::nullopt;
  std::swap(digits[at], digits[at + 1]);
  return digits;
}

// Another group of three where one stands between separators.
std::optional<std::string> other_group(std::string digits, int decimals, Random& random) {
  const std::size_t whole = digits.size() - static_cast<std::size_t>(decimals);
  if (digits.size() < static_cast<std::size_t>(decimals) + 4) return std::nullopt;
  const std::size_t groups = (whole - 1) / 3;
  const std::size_t begin = whole - 3 * (1 + random.below(groups));
  const std::string now = std::to_string(1000 + random.below(1000)).substr(1);
  if (digits.compare(begin, 3, now) == 0) return std::nullopt;
  return digits.replace(begin, 3, now);
}

}  // namespace

std::optional<Figure> changed_figure(ErrorKind kind, const Figure& figure, Random& random) {
  Figure result = figure;
  if (kind == ErrorKind::kSign) {
    result.digits = -result.digits;
    return result;
  }
  std::string digits = std::to_string(std::llabs(figure.digits));
  const auto decimals = static_cast<std::size_t>(figure.decimals);
  if (digits.size() <= decimals) return std::nullopt;
  std::optional<std::string> now;
  if (kind == ErrorKind::kTransposition) {
    now = transposed(std::move(digits), random);
  } else if (kind == ErrorKind::kThousands) {
    now = other_group(std::move(digits), figure.decimals, random);
  } else {
    now = with_digit(kind, std::move(digits), random);
  }
  if (!now) return std::nullopt;
  result.digits = std::strtoll(now->c_str(), nullptr, 10) * (figure.digits < 0 ? -1 : 1);
  return result;
}

}  // namespace siffra::corpus
