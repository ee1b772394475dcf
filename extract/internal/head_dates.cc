#include "extract/internal/head_dates.h"

#include <algorithm>
#include <string>
#include <vector>

#include "extract/internal/line_chunks.h"
#include "extract/internal/table_region.h"

namespace siffra::extract::internal {
namespace {

// "31 dec 2023", and "31 dec", the year of which stands below.
bool is_day_of_month(std::string_view text, const rules::RuleBook* book) {
  constexpr std::size_t kLongest = 17;  // bytes: "30 september 2023"
  const std::size_t space = text.find(' ');
  if (book == nullptr || text.size() > kLongest || space == 0 || space > 2 || !is_digit(text[0]))
    return false;
  const bool dated = is_digit(text.back());
  const auto day = book->period(dated ? std::string(text) : std::string(text) + " 2020");
  const std::string_view month = text.substr(space + 1, text.find(' ', space + 1) - space - 1);
  return day && day->end && !day->bare_year && !day->start &&
         std::none_of(month.begin(), month.end(), is_digit);
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

bool is_one_part(std::string_view text, const rules::RuleBook* book) {
  for (const std::string_view dash : {" -", " –", "-", "–"}) {
    if (!text.ends_with(dash)) continue;
    text.remove_suffix(dash.size());
    break;
  }
  if (text.empty() || is_bare_day(text) || looks_like_date(text)) return true;
  return is_day_of_month(text, book) || is_day_in_digits(text);
}

// "31 dec 31 dec 31 dec": parts set as close as words, each of as many.
bool are_several_parts(std::string_view text, const rules::RuleBook* book) {
  constexpr std::size_t kMostParts = 5;
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  for (std::size_t parts = 2; parts <= kMostParts && parts <= words.size(); ++parts) {
    if (words.size() % parts != 0) continue;
    const std::size_t each = words.size() / parts;
    bool all = true;
    for (std::size_t w = 0; w < words.size(); w += each) {
      const char* begin = words[w].data();
      const char* end = words[w + each - 1].data() + words[w + each - 1].size();
      all = all && is_one_part({begin, static_cast<std::size_t>(end - begin)}, book);
    }
    if (all) return true;
  }
  return false;
}

}  // namespace

bool is_part_of_date(std::string_view text, const rules::RuleBook* book) {
  return is_one_part(text, book);
}

bool are_parts_of_dates(std::string_view text, const rules::RuleBook* book) {
  for (const std::string_view dash : {"- ", "– "})
    if (text.starts_with(dash)) text.remove_prefix(dash.size());
  return is_one_part(text, book) || are_several_parts(text, book);
}

}  // namespace siffra::extract::internal
