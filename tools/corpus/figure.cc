#include "tools/corpus/figure.h"

#include <array>
#include <utility>

namespace siffra::corpus {
namespace {

// The spaces and dashes of print, each as its plain ASCII self.
std::string plain(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> kForms{
      {{"\u00a0", ' '}, {"\u202f", ' '}, {"\u2009", ' '}, {"\u2212", '-'}, {"\u2013", '-'}}};
  std::string result;
  while (!text.empty()) {
    std::size_t taken = 1;
    char as = text.front();
    for (const auto& [form, replacement] : kForms) {
      if (text.substr(0, form.size()) == form) {
        taken = form.size();
        as = replacement;
      }
    }
    if (as != ' ') result += as;
    text.remove_prefix(taken);
  }
  return result;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether full stops stand only before groups of exactly three digits.
bool points_group_thousands(std::string_view text) {
  std::size_t since = 0;
  bool seen = false;
  for (const char c : text) {
    if (c == '.') {
      if (seen ? since != 3 : since == 0 || since > 3) return false;
      seen = true;
      since = 0;
    } else if (c == ',') {
      return !seen || since == 3;
    } else {
      ++since;
    }
  }
  return !seen || since == 3;
}

}  // namespace

std::int64_t power_of_ten(int exponent) {
  std::int64_t result = 1;
  for (int i = 0; i < exponent; ++i) result *= 10;
  return result;
}

std::optional<Figure> parse_figure(std::string_view text) {
  std::string body = plain(text);
  Figure figure;
  if (body == "-") return figure;
  if (!body.empty() && body.back() == '%') {
    figure.percent = true;
    body.pop_back();
  }
  bool negative = false;
  if (body.size() > 2 && body.front() == '(' && body.back() == ')') {
    negative = true;
    body = body.substr(1, body.size() - 2);
  } else if (!body.empty() && (body.front() == '-' || body.front() == '+')) {
    negative = body.front() == '-';
    body.erase(0, 1);
  } else if (!body.empty() && body.back() == '-') {
    negative = true;
    body.pop_back();
  }
  if (body.empty() || !points_group_thousands(body)) return std::nullopt;
  bool after_comma = false;
  int count = 0;
  for (const char c : body) {
    if (c == ',' && !after_comma && count > 0) {
      after_comma = true;
    } else if (is_digit(c) && ++count <= 17) {
      figure.digits = figure.digits * 10 + (c - '0');
      if (after_comma) ++figure.decimals;
    } else if (c != '.') {
      return std::nullopt;
    }
  }
  if (count == 0 || (after_comma && figure.decimals == 0)) return std::nullopt;
  if (negative) figure.digits = -figure.digits;
  return figure;
}

std::string print_figure(const Figure& figure, const NumberStyle& style) {
  if (figure.digits == 0 && !figure.percent) return style.nil;
  const bool negative = figure.digits < 0;
  std::string digits = std::to_string(negative ? -figure.digits : figure.digits);
  const auto decimals = static_cast<std::size_t>(figure.decimals);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  std::string whole = digits.substr(0, digits.size() - decimals);
  std::string grouped;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) grouped += style.thousands;
    grouped += whole[i];
  }
  if (decimals > 0) grouped += "," + digits.substr(digits.size() - decimals);
  if (figure.percent) grouped += " %";
  if (!negative) return (style.plus ? "+" : "") + grouped;
  if (style.parentheses) return "(" + grouped + ")";
  if (style.sign_behind) return grouped + style.minus;
  return style.minus + (style.space_after_minus ? " " : "") + grouped;
}

std::string print_figure(const Figure& figure) { return print_figure(figure, NumberStyle{}); }

std::optional<std::int64_t> hundredths(const Figure& figure) {
  if (figure.decimals > 2) return std::nullopt;
  return figure.digits * power_of_ten(2 - figure.decimals);
}

}  // namespace siffra::corpus
