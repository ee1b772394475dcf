#include "tools/corpus/column_heads.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "tools/corpus/dress.h"

namespace siffra::corpus {
namespace {

struct Day {
  std::string year, month, day;  // "2023", "08", "31"
  int month_number = 0;
};

Day parted(const std::string& iso) {
  Day day{iso.substr(0, 4), iso.substr(5, 2), iso.substr(8, 2), 0};
  std::from_chars(day.month.data(), day.month.data() + day.month.size(), day.month_number);
  return day;
}

std::string plain_number(const std::string& two_digits) {
  return two_digits.front() == '0' ? two_digits.substr(1) : two_digits;
}

std::string month_name(int number) {
  static constexpr std::array<const char*, 12> kNames{"jan",  "feb", "mars", "april", "maj", "juni",
                                                      "juli", "aug", "sep",  "okt",   "nov", "dec"};
  return kNames.at(static_cast<std::size_t>(number - 1));
}

std::string day_text(const Day& day, DayForm form) {
  switch (form) {
    case DayForm::kCompact:
      return day.year + day.month + day.day;
    case DayForm::kShort:
      return day.year.substr(2) + day.month + day.day;
    case DayForm::kMonthName:
      return plain_number(day.day) + " " + month_name(day.month_number) + " " + day.year;
    case DayForm::kSlashed:
      return plain_number(day.day) + "/" + plain_number(day.month) + " " + day.year;
    case DayForm::kAsGiven:
    case DayForm::kIso:
      return day.year + "-" + day.month + "-" + day.day;
  }
  return "";
}

bool is_year(const Day& first, const Day& last) {
  return first.year == last.year && first.month_number == 1 && last.month_number == 12;
}

std::vector<std::string> period_lines(const Day& first, const Day& last, const HouseStyle& style) {
  const std::string months = month_name(first.month_number) + "–" + month_name(last.month_number);
  switch (style.period_form) {
    case PeriodForm::kDays:
      return {day_text(first, style.day_form) + " –", day_text(last, style.day_form)};
    case PeriodForm::kYearMonths:
      if (is_year(first, last)) return {last.year, "helår"};
      return {last.year, months};
    case PeriodForm::kNumberOfMonths:
      if (is_year(first, last)) return {"Helår " + last.year};
      return {std::to_string(last.month_number - first.month_number + 1) + " mån", last.year};
    case PeriodForm::kAsGiven:
    case PeriodForm::kMonthsYear:
      if (is_year(first, last)) return {last.year};
      return {months, last.year};
  }
  return {};
}

// The word for what the column holds: given where other columns hold something else.
std::string role_word(const Column& column, bool alone) {
  if (column.role == "budget") return "Budget";
  if (column.role == "forecast") return "Prognos";
  return alone ? "" : "Utfall";
}

bool has_digit(const std::vector<std::string>& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const std::string& line) {
    return std::any_of(line.begin(), line.end(),
                       [](unsigned char c) { return std::isdigit(c) != 0; });
  });
}

}  // namespace

void word_heads(Statement& statement, const HouseStyle& style) {
  const bool alone = std::all_of(statement.columns.begin(), statement.columns.end(),
                                 [](const Column& column) { return column.role == "actual"; });
  for (Column& column : statement.columns) {
    const bool amounts =
        column.role == "actual" || column.role == "budget" || column.role == "forecast";
    const DayForm days = style.day_form;
    const bool instant = column.start.empty();
    const bool given =
        instant ? days == DayForm::kAsGiven : style.period_form == PeriodForm::kAsGiven;
    if (amounts && !given && column.scope.empty() && !column.end.empty() &&
        has_digit(column.head)) {
      const Day last = parted(column.end);
      column.head = instant ? std::vector<std::string>{day_text(last, days)}
                            : period_lines(parted(column.start), last, style);
      if (const std::string word = role_word(column, alone); !word.empty())
        column.head.insert(column.head.begin(), word);
    }
    if (style.heads_in_capitals)
      for (std::string& line : column.head) line = upper(line);
  }
}

}  // namespace siffra::corpus
