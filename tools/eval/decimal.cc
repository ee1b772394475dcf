#include "tools/eval/decimal.h"

#include <array>
#include <cctype>
#include <cmath>
#include <string>
#include <utility>

namespace siffra::evaluation {
namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::string without_spaces(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kForms{
      {{" ", ""},
       {"\u00a0", ""},
       {"\u202f", ""},
       {"\u2009", ""},
       {"\u2212", "-"},
       {"\u2013", "-"}}};
  std::string result;
  while (!text.empty()) {
    std::size_t taken = 1;
    std::string_view as = text.substr(0, 1);
    for (const auto& [form, replacement] : kForms) {
      if (text.substr(0, form.size()) != form) continue;
      taken = form.size();
      as = replacement;
    }
    result += as;
    text.remove_prefix(taken);
  }
  return result;
}

// 1.234.567 or 1.234,5: full stops before exactly three digits each.
bool grouped_by_points(std::string_view text) {
  text = text.substr(0, text.find(','));
  std::size_t since = 0;
  bool seen = false;
  for (const char c : text) {
    if (is_digit(c)) {
      ++since;
    } else if (c == '.' && (seen ? since == 3 : since >= 1 && since <= 3)) {
      seen = true;
      since = 0;
    } else {
      return false;
    }
  }
  return seen && since == 3;
}

}  // namespace

std::optional<Decimal> parse_plain(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  Decimal value;
  bool point = false;
  int count = 0;
  for (const char c : text) {
    if (c == '.' && !point && count > 0) {
      point = true;
    } else if (is_digit(c) && ++count <= 18) {
      value.digits = value.digits * 10 + (c - '0');
      if (point) ++value.decimals;
    } else {
      return std::nullopt;
    }
  }
  if (count == 0 || (point && value.decimals == 0)) return std::nullopt;
  while (value.decimals > 0 && value.digits % 10 == 0) {
    value.digits /= 10;
    --value.decimals;
  }
  if (negative) value.digits = -value.digits;
  return value;
}

std::optional<Decimal> parse_printed(std::string_view text) {
  std::string body = without_spaces(text);
  if (body == "-" || body == "--") return Decimal{};
  while (!body.empty() && body.back() == '%') body.pop_back();
  bool negative = false;
  if (!body.empty() && (body.front() == '-' || body.front() == '+')) {
    negative = body.front() == '-';
    body.erase(0, 1);
  } else if (body.size() > 1 && body.back() == '-') {
    negative = true;
    body.pop_back();
  }
  if (body.size() > 2 && body.front() == '(' && body.back() == ')') {
    negative = !negative;
    body = body.substr(1, body.size() - 2);
  }
  if (body.empty() || !is_digit(body.front())) return std::nullopt;
  std::string plain;
  const bool groups = grouped_by_points(body);
  for (const char c : body) {
    if (c == '.' && groups) continue;
    plain += c == ',' ? '.' : c;
  }
  std::optional<Decimal> value = parse_plain(plain);
  if (value && negative) value->digits = -value->digits;
  return value;
}

double to_double(const Decimal& value) {
  return static_cast<double>(value.digits) * std::pow(10.0, -value.decimals);
}

}  // namespace siffra::evaluation
