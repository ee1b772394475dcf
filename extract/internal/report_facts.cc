#include "extract/internal/report_facts.h"

#include <algorithm>
#include <map>

#include "extract/internal/unicode.h"

namespace siffra::extract::internal {

namespace {

using rules::Date;
using rules::Period;
using rules::ReportKind;
using rules::RuleBook;

constexpr std::size_t kFrontPages = 4;      // title page, contents, the first of the report itself
constexpr std::size_t kHeadingLength = 90;  // characters; longer lines are prose

bool is_dash(char32_t c) {
  return c == U'-' || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014 ||
         c == 0x2212;
}

// The check digit of organisation numbers: every second digit doubled, digits summed (Luhn).
bool luhn_holds(std::u32string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int value = static_cast<int>(digits[i] - U'0') * (i % 2 == 0 ? 2 : 1);
    if (value > 9) value -= 9;
    sum += value;
  }
  return sum % 10 == 0;
}

// The third digit of a legal person's number is at least 2; a lower one belongs to a birth date.
bool is_legal_person(std::u32string_view digits) {
  return digits.size() == 10 && digits[2] >= U'2' && luhn_holds(digits);
}

struct NumberAt {
  std::u32string digits;
  std::size_t end = 0;
  bool dashed = false;
};

// Six digits, a dash, four digits, with stray spaces: "222 000 – 2071". A leading 16 (the long form
// of authorities) is left out.
NumberAt number_at(std::u32string_view text, std::size_t from) {
  NumberAt number;
  std::size_t at = from, spaces = 0;
  for (; at < text.size() && number.digits.size() < 12; ++at) {
    const char32_t c = text[at];
    if (is_digit(c)) {
      number.digits.push_back(c);
      number.end = at + 1;
      spaces = 0;
      continue;
    }
    if (is_dash(c) && !number.dashed && (number.digits.size() == 6 || number.digits.size() == 8)) {
      number.dashed = true;
      continue;
    }
    if (is_white_space(c) && ++spaces <= 2 && !number.digits.empty()) continue;
    break;
  }
  if (number.digits.size() == 12 && number.digits.starts_with(U"16")) number.digits.erase(0, 2);
  return number;
}

std::string formatted(std::u32string_view digits) {
  return to_utf8(digits.substr(0, 6)) + "-" + to_utf8(digits.substr(6));
}

std::string most_frequent(const std::vector<std::string>& values) {
  std::map<std::string, std::size_t> counts;
  for (const std::string& value : values) ++counts[value];
  std::string best;
  for (const std::string& value : values) {  // the first of those that are equally frequent
    if (best.empty() || counts[value] > counts[best]) best = value;
  }
  return best;
}

Entity find_entity(const DocumentLines& pages, const RuleBook& book) {
  std::vector<std::string> numbers, names;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (const TextLine& line : pages[p]) {
      const std::string text = line.text();
      std::string number = organisation_number(text);
      if (!number.empty()) numbers.push_back(std::move(number));
      if (text.size() > kHeadingLength) continue;
      if (std::optional<std::string> name = book.entity_name(text)) names.push_back(*name);
    }
  }
  return {most_frequent(names), most_frequent(numbers)};
}

struct KindFound {
  ReportKind kind = ReportKind::kUnknown;
  std::optional<Period> period;  // on the same line
};

bool has_range(const Period& period) { return period.start && period.end && !period.bare_year; }

// The report's own name stands large on its first pages; the same word in a sentence may speak of
// another report.
KindFound find_kind(const DocumentLines& pages, const RuleBook& book) {
  KindFound best;
  double best_score = 0;
  for (std::size_t p = 0; p < std::min(pages.size(), kFrontPages); ++p) {
    for (const TextLine& line : pages[p]) {
      const std::string text = line.text();
      const ReportKind kind = book.report_kind(text);
      if (kind == ReportKind::kUnknown) continue;
      double score = text.size() <= kHeadingLength ? 2 : 0.5;
      score += line.font_size / 20 + (line.bold ? 0.5 : 0) - static_cast<double>(p) * 0.5;
      if (score <= best_score) continue;
      best_score = score;
      best = {kind, book.period(text)};
    }
  }
  return best;
}

std::optional<Period> find_period(const DocumentLines& pages, const RuleBook& book,
                                  const KindFound& kind) {
  if (kind.period && has_range(*kind.period)) return kind.period;
  std::optional<Period> bare;
  if (kind.period && kind.period->start && kind.period->end) bare = kind.period;
  for (std::size_t p = 0; p < std::min(pages.size(), kFrontPages); ++p) {
    for (const TextLine& line : pages[p]) {
      const std::string text = line.text();
      if (book.report_kind(text) == ReportKind::kUnknown && text.size() > kHeadingLength) continue;
      const std::optional<Period> period = book.period(text);
      if (!period || !has_range(*period)) continue;
      // A sentence with dates far apart tells a history, not the report's period.
      const int years =
          static_cast<int>(period->end->year()) - static_cast<int>(period->start->year());
      if (years >= 0 && years <= 1) return period;
    }
  }
  return bare;
}

bool is_flow(const Statement& statement) {
  return statement.kind == rules::StatementKind::kIncomeStatement ||
         statement.kind == rules::StatementKind::kCashFlowStatement;
}

}  // namespace

std::string organisation_number(std::string_view text) {
  const std::u32string letters = from_utf8(text);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (!is_digit(letters[i]) || (i > 0 && is_digit(letters[i - 1]))) continue;
    const NumberAt number = number_at(letters, i);
    const bool ends = number.end >= letters.size() || !is_digit(letters[number.end]);
    if (ends && number.dashed && is_legal_person(number.digits)) return formatted(number.digits);
  }
  return {};
}

ReportFacts read_report_facts(const DocumentLines& pages, const RuleBook& book) {
  ReportFacts facts;
  facts.entity = find_entity(pages, book);
  const KindFound kind = find_kind(pages, book);
  facts.kind = kind.kind;
  if (const std::optional<Period> period = find_period(pages, book, kind)) {
    // The name of an interim report with its year alone does not tell the period.
    if (!period->bare_year || facts.kind == ReportKind::kAnnual) {
      facts.start = period->start;
      facts.end = period->end;
      facts.period_is_sure = has_range(*period);
    } else {
      facts.end = std::nullopt;
    }
  }
  return facts;
}

void complete_period(ReportFacts& facts, const std::vector<Statement>& statements) {
  if (facts.period_is_sure) return;
  std::optional<Date> start, end;
  for (const Statement& statement : statements) {
    if (!is_flow(statement)) continue;
    for (const StatementColumn& column : statement.columns) {
      if (column.prior || column.role != rules::ColumnRole::kActual || !column.period_end) continue;
      if (end && *column.period_end <= *end && start) continue;
      if (!end || *column.period_end >= *end) {
        end = column.period_end;
        if (column.period_start) start = column.period_start;
      }
    }
    if (start && end) break;
  }
  if (!end) {
    for (const Statement& statement : statements) {
      if (statement.kind != rules::StatementKind::kBalanceSheet) continue;
      for (const StatementColumn& column : statement.columns) {
        if (column.period_end && (!end || *column.period_end > *end)) end = column.period_end;
      }
    }
  }
  if (!end || (facts.end && facts.start && *facts.end == *end)) return;
  facts.end = end;
  if (start) facts.start = start;
  if (!facts.start || *facts.start >= *facts.end) {
    facts.start =
        std::chrono::year_month_day{facts.end->year(), std::chrono::January, std::chrono::day{1}};
  }
}

}  // namespace siffra::extract::internal
