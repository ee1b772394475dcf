#include "extract/internal/head_dates.h"

#include <algorithm>
#include <string>

#include "extract/internal/line_chunks.h"
#include "extract/internal/table_region.h"

namespace siffra::extract::internal {
namespace {

// "31 dec", the year of which stands below.
bool is_day_of_month(std::string_view text, const rules::RuleBook* book) {
  constexpr std::size_t kLongest = 12;  // bytes: "30 september"
  const std::size_t space = text.find(' ');
  if (book == nullptr || text.size() > kLongest || space == 0 || space > 2 || !is_digit(text[0]))
    return false;
  const std::string_view month = text.substr(space + 1);
  if (std::any_of(month.begin(), month.end(), is_digit)) return false;
  const auto day = book->period(std::string(text) + " 2020");
  return day && day->end && !day->bare_year && !day->start;
}

// "12-31" or "31/12", the year of which stands elsewhere.
bool is_day_in_digits(std::string_view text) {
  const std::size_t mark = text.find_first_of("-/");
  if (mark == std::string_view::npos || mark + 1 == text.size() || text.size() > 5) return false;
  const std::string_view first = text.substr(0, mark), second = text.substr(mark + 1);
  const auto number = [](std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = is_digit(c) && value < 100 ? 10 * value + (c - '0') : 1000;
    return value;
  };
  const int a = number(first), b = number(second);
  const int month = text[mark] == '/' ? b : a, day = text[mark] == '/' ? a : b;
  return !first.empty() && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

}  // namespace

bool is_part_of_date(std::string_view text, const rules::RuleBook* book) {
  for (const std::string_view dash : {" -", " –", "-", "–"}) {
    if (!text.ends_with(dash)) continue;
    text.remove_suffix(dash.size());
    break;
  }
  if (text.empty() || is_bare_day(text) || looks_like_date(text)) return true;
  return is_day_of_month(text, book) || is_day_in_digits(text);
}

}  // namespace siffra::extract::internal
