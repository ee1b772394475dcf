#include "extract/internal/recognised_dates.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace siffra::extract::internal {

void replace_text(Word& word, std::string text) {
  word.readings.insert(word.readings.begin(), Reading{word.text, std::log(0.1), word.source});
  word.text = std::move(text);
}

namespace {

// "2022-12-37": the last of a month that has 31 or 30 days, the other digits being no day.
void read_impossible_day(Word& word) {
  const std::string& text = word.text;
  const std::size_t at = text.size() - 2;
  if (text.size() < 10 || text[at] != '3' || text[at - 1] != '-' || text[at - 4] != '-') return;
  const bool as_one = text.back() == '7' || text.back() == '4';
  const bool as_nil = text.back() == '8' || text.back() == '6' || text.back() == '9';
  if (!as_one && !as_nil) return;
  const std::string month = text.substr(at - 3, 2);
  const bool short_month = month == "04" || month == "06" || month == "09" || month == "11";
  if (month == "02" || short_month == as_one) return;
  const std::string date = text.substr(0, text.size() - 1) + (as_one ? '1' : '0');
  replace_text(word, date);
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The last day of a month of which the day stands on the next line: "2020-08" over "31" was printed
// "2020-08-", and its dash is lost or was read as a digit.
bool is_last_day(std::string_view month, std::string_view day) {
  if (month == "02") return day == "28" || day == "29";
  const bool is_short = month == "04" || month == "06" || month == "09" || month == "11";
  return day == (is_short ? "30" : "31");
}

void read_broken_date(const Page& page, Word& word) {
  constexpr double kBelow = 2.6;  // heights
  const std::string& text = word.text;
  if (text.size() < 7 || text.size() > 8 || text[4] != '-' || !all_digits(text.substr(0, 4)) ||
      !all_digits(text.substr(5))) {
    return;
  }
  const std::string month = text.substr(5, 2);
  const bool goes_on = std::any_of(page.words.begin(), page.words.end(), [&](const Word& day) {
    const double below = day.box.center_y() - word.box.center_y();
    return day.text.size() == 2 && is_last_day(month, day.text) && below > 0 &&
           below < kBelow * word.box.height() && day.box.x0 > word.box.x0 &&
           std::abs(day.box.x1 - word.box.x1) < word.box.height();
  });
  if (goes_on) replace_text(word, text.substr(0, 7) + "-");
}

// "08-31": a month and a day of it.
bool is_month_and_day(std::string_view text) {
  if (text.size() != 5 || text[2] != '-' || !all_digits(text.substr(0, 2)) ||
      !all_digits(text.substr(3)))
    return false;
  const int month = (text[0] - '0') * 10 + text[1] - '0';
  const int day = (text[3] - '0') * 10 + text[4] - '0';
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// "2016-01-017": the dash between two dates, the second on the next line, was read as a digit.
void read_date_with_dash(Word& word) {
  const std::string& text = word.text;
  if (text.size() != 11 || (!text.starts_with("19") && !text.starts_with("20"))) return;
  if (!all_digits(text.substr(0, 4)) || text[4] != '-' || !all_digits(text.substr(10))) return;
  if (is_month_and_day(std::string_view(text).substr(5, 5)))
    replace_text(word, text.substr(0, 10) + "-");
}

// "2021" or "20217" over "08-31" was printed "2021-": the dash at the end of a line is lost or was
// read as a digit.
bool begins_with_century(std::string_view text) {
  return text.starts_with("19") || text.starts_with("20");
}

bool stands_over_day(const Page& page, const Box& year) {
  constexpr double kBelow = 2.6;  // heights
  return std::any_of(page.words.begin(), page.words.end(), [&](const Word& day) {
    const double below = day.box.center_y() - year.center_y();
    return is_month_and_day(day.text) && below > 0 && below < kBelow * year.height() &&
           std::abs(day.box.center_x() - year.center_x()) < year.height();
  });
}

// Whether the figures beside it are years near this one, whole or broken alike; where none is
// whole, nothing but figures may stand there, else it is a row.
bool stands_among_years(const Page& page, const Box& box, int year) {
  constexpr int kNear = 10;
  bool whole = false;
  bool broken = false;
  bool words = false;
  for (const Word& other : page.words) {
    const bool level = std::abs(other.box.center_y() - box.center_y()) < box.height() / 2;
    if (!level || (other.box.x0 < box.x1 && box.x0 < other.box.x1)) continue;
    const std::string& text = other.text;
    if (text.find_first_of("0123456789") == std::string::npos) {
      words = true;
    } else if (text.size() == 4 && all_digits(text)) {
      if (std::abs(std::stoi(text) - year) > kNear) return false;
      whole = true;
    } else if (text.size() == 3 && (text.starts_with('0') || text.starts_with('9'))) {
      broken = true;
    } else if (text != "1" && text != "2") {
      return false;
    }
  }
  return whole || (broken && !words);
}

void read_year_of_broken_date(const Page& page, Word& word) {
  const std::string sign = word.text.starts_with('-') ? "-" : "";  // the end of a span
  const std::string text = word.text.substr(sign.size());
  if (text.size() < 4 || text.size() > 5 || !all_digits(text) || !begins_with_century(text)) return;
  if (stands_over_day(page, word.box)) replace_text(word, sign + text.substr(0, 4) + "-");
}

// "(-2022-": a bracket that nothing closes before a part of a date is dirt.
void read_bracket_before_date(Word& word) {
  constexpr std::ptrdiff_t kYear = 4;
  const std::string& text = word.text;
  if (!text.starts_with('(') || text.find(')') != std::string::npos) return;
  const std::string_view rest = std::string_view(text).substr(1);
  const auto digits =
      std::count_if(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto dashes = std::count(rest.begin(), rest.end(), '-');
  const bool only = digits + dashes == static_cast<std::ptrdiff_t>(rest.size());
  if (only && digits >= kYear && (dashes > 1 || (dashes == 1 && rest.ends_with('-'))))
    replace_text(word, std::string(rest));
}

// "Juli=sep", "2023-01-01=2023-12-31": nothing but a dash stands so close between two days or
// months.
void read_dash_of_span(Word& word) {
  const std::string& text = word.text;
  const std::size_t at = text.find('=');
  if (at == std::string::npos || at == 0 || at + 1 == text.size()) return;
  const auto is_letter_or_digit = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || byte >= 0x80;
  };
  if (!is_letter_or_digit(text[at - 1]) || !is_letter_or_digit(text[at + 1])) return;
  if (text.find('=', at + 1) != std::string::npos) return;
  replace_text(word, text.substr(0, at) + "-" + text.substr(at + 1));
}

}  // namespace

void settle_date(const Page& page, Word& word) {
  read_dash_of_span(word);
  read_bracket_before_date(word);
  read_impossible_day(word);
  read_broken_date(page, word);
  read_date_with_dash(word);
  read_year_of_broken_date(page, word);
}

void join_years(Page& page) {
  constexpr double kSpace = 0.8;  // heights
  for (std::size_t i = 0; i + 1 < page.words.size(); ++i) {
    Word& first = page.words[i];
    const Word& rest = page.words[i + 1];
    if (first.source != Source::kOcr || first.text.size() != 1 || rest.text.size() < 3 ||
        rest.text.size() > 4 || !all_digits(std::string_view(rest.text).substr(0, 3))) {
      continue;
    }
    const double gap = rest.box.x0 - first.box.x1;
    const bool beside =
        gap > -rest.box.height() && gap < kSpace * rest.box.height() &&
        std::abs(first.box.center_y() - rest.box.center_y()) < rest.box.height() / 2;
    const std::string year = first.text + rest.text.substr(0, 3);
    const Box box = united(first.box, rest.box);
    if (!beside || !begins_with_century(year)) continue;
    const bool alone = rest.text.size() == 3;
    if (stands_over_day(page, box)) {
      replace_text(first, year + "-");
    } else if (alone && stands_among_years(page, box, std::stoi(year))) {
      replace_text(first, year);
    } else {
      continue;
    }
    first.box = box;
    page.words.erase(page.words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

namespace {

// "231231" as a first or last day of a month: the days that spans and balances name.
std::optional<int> year_of_bare_day(std::string_view text) {
  if (text.size() != 6 || !all_digits(text)) return std::nullopt;
  const std::string_view month = text.substr(2, 2);
  const std::string_view day = text.substr(4, 2);
  const bool is_month = month != "00" && month <= "12";
  if (!is_month || (day != "01" && !is_last_day(month, day))) return std::nullopt;
  return (text[0] - '0') * 10 + text[1] - '0';
}

bool on_one_line(const Box& a, const Box& b) {
  return std::abs(a.center_y() - b.center_y()) < std::min(a.height(), b.height()) / 2;
}

// Two halves of a day, set as close as groups of a figure.
std::optional<int> year_of_halves(const Word& first, const Word& rest) {
  constexpr double kSpace = 0.8;  // heights
  if (first.text.size() != 3 || !on_one_line(first.box, rest.box)) return std::nullopt;
  const double gap = rest.box.x0 - first.box.x1;
  if (gap < 0 || gap > kSpace * rest.box.height()) return std::nullopt;
  return year_of_bare_day(first.text + rest.text);
}

// Whether all other figures of its line are such days of years near it, and there is one.
bool stands_among_days(const Page& page, std::size_t half, int year) {
  constexpr int kNear = 10;
  std::vector<std::size_t> line;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    if (i == half || i == half + 1 || !on_one_line(page.words[i].box, page.words[half].box))
      continue;
    if (page.words[i].text.find_first_of("0123456789") != std::string::npos) line.push_back(i);
  }
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Word& word = page.words[line[i]];
    auto other = year_of_bare_day(word.text);
    if (!other && i + 1 < line.size()) other = year_of_halves(word, page.words[line[++i]]);
    if (!other || std::abs(*other - year) > kNear) return false;
  }
  return !line.empty();
}

}  // namespace

void join_days(Page& page) {
  for (std::size_t i = 0; i + 1 < page.words.size(); ++i) {
    Word& first = page.words[i];
    const Word& rest = page.words[i + 1];
    if (first.source != Source::kOcr) continue;
    const auto year = year_of_halves(first, rest);
    if (!year || !stands_among_days(page, i, *year)) continue;
    replace_text(first, first.text + rest.text);
    first.box = united(first.box, rest.box);
    page.words.erase(page.words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

}  // namespace siffra::extract::internal
