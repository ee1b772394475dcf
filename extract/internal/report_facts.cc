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
  bool spaced = false;
};

// Six digits, a dash, four digits; with stray spaces around the dash or between thousands:
// "222 000 – 2071". A leading 16 (the long form of authorities) is left out.
NumberAt number_at(std::u32string_view text, std::size_t from) {
  NumberAt number;
  std::size_t spaces = 0;
  for (std::size_t at = from; at < text.size() && number.digits.size() < 12; ++at) {
    const char32_t c = text[at];
    if (is_digit(c)) {
      number.digits.push_back(c);
      number.end = at + 1;
      spaces = 0;
      continue;
    }
    const std::size_t count = number.digits.size();
    if (is_dash(c) && !number.dashed && (count == 6 || count == 8)) {
      number.dashed = true;
      spaces = 0;
      continue;
    }
    const std::size_t most_spaces = count == 3 ? 1 : count == 6 || count == 8 ? 2 : 0;
    if (!is_white_space(c) || ++spaces > most_spaces) break;
    number.spaced = true;
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

// Amounts side by side in a table can look like a number with odd spaces.
bool is_running_text(const TextLine& line) {
  const auto numeric = std::count_if(line.chunks.begin(), line.chunks.end(),
                                     [](const Chunk& chunk) { return chunk.numeric; });
  return numeric <= 2;
}

// "7" of "Bostadsrättsföreningen Granen 7", printed right after the name at the end of the text.
std::string number_after(const std::string& text, const std::string& name) {
  constexpr std::size_t kMostDigits = 2;
  const std::size_t at = text.find(name);
  if (at == std::string::npos) return {};
  const std::string rest = text.substr(at + name.size());
  const bool number =
      rest.size() > 1 && rest.size() <= kMostDigits + 1 && rest.front() == ' ' &&
      std::all_of(rest.begin() + 1, rest.end(), [](char c) { return c >= '0' && c <= '9'; });
  return number ? rest : std::string();
}

struct NamedAt {
  std::string name, number;
};

// What stands before or behind the name of the report on its line: "Ekeby kommun – Årsredovisning
// 2022", "Ekeby kommun delårsrapport 2022-08-31". Other lines in parts name a bank or an auditor
// as often as the body.
std::vector<std::string> beside_report_name(const std::string& text, const RuleBook& book) {
  constexpr std::string_view kMarks[] = {" – ", " — ", " - ", " | ", " · ", " • ", ", "};
  if (book.report_kind(text) == ReportKind::kUnknown) return {};
  std::vector<std::string> parts;
  for (const std::string_view mark : kMarks) {
    const std::size_t at = text.find(mark);
    if (at == std::string::npos) continue;
    parts.push_back(text.substr(0, at));
    parts.push_back(text.substr(at + mark.size()));
  }
  for (std::size_t space = text.find(' '); space != std::string::npos;
       space = text.find(' ', space + 1)) {
    const std::size_t end = std::min(text.find(' ', space + 1), text.size());
    if (book.report_kind(text.substr(space + 1, end - space - 1)) == ReportKind::kUnknown) continue;
    parts.push_back(text.substr(0, space));
    break;
  }
  return parts;
}

// In a running head the name stands beside other words, apart from them.
std::optional<NamedAt> name_in(const TextLine& line, const std::string& text,
                               const RuleBook& book) {
  if (line.chunks.size() > 1) {
    for (const Chunk& chunk : line.chunks) {
      if (const auto name = book.entity_name(chunk.text))
        return NamedAt{*name, number_after(chunk.text, *name)};
    }
  }
  for (const std::string& part : beside_report_name(text, book)) {
    if (const auto name = book.entity_name(part)) return NamedAt{*name, number_after(part, *name)};
  }
  if (const auto name = book.entity_name(text)) return NamedAt{*name, number_after(text, *name)};
  return std::nullopt;
}

// A number belongs to the name when it follows it wherever nothing else does: that of a page
// changes.
std::string with_number(const std::string& name, const std::vector<NamedAt>& found) {
  std::map<std::string, std::size_t> numbers;
  std::size_t all = 0;
  for (const NamedAt& one : found) {
    if (one.name != name) continue;
    ++all;
    if (!one.number.empty()) ++numbers[one.number];
  }
  if (numbers.size() != 1 || numbers.begin()->second * 2 < all) return name;
  return name + numbers.begin()->first;
}

// Without a word that tells what the body is ("kommun", "AB"), its name is what stands over its
// number, or before it on its line.
std::string name_beside_number(const DocumentLines& pages, const RuleBook& book) {
  constexpr std::size_t kLongestName = 60, kShortestName = 4;
  const auto may_be_name = [&](const std::string& text) {
    const std::u32string letters = from_utf8(text);
    return text.size() >= kShortestName && text.size() <= kLongestName &&
           is_letter(letters.front()) && text.back() != '.' && text.back() != ':' &&
           std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
           book.report_kind(text) == ReportKind::kUnknown && !book.statement_title(text);
  };
  for (std::size_t p = 0; p < std::min(pages.size(), kFrontPages); ++p) {
    for (std::size_t i = 0; i < pages[p].size(); ++i) {
      const TextLine& line = pages[p][i];
      if (!is_running_text(line) || organisation_number(line.text(), Spacing::kAny).empty())
        continue;
      const std::string& first = line.chunks.front().text;
      if (line.chunks.size() > 1 && may_be_name(first)) return first;
      if (i > 0 && pages[p][i - 1].chunks.size() == 1 && may_be_name(pages[p][i - 1].text()))
        return pages[p][i - 1].text();
    }
  }
  return {};
}

// The reporting body is named on the first page and at the head of the others; an auditor's firm
// or a bank only now and then.
Entity find_entity(const DocumentLines& pages, const RuleBook& book) {
  constexpr std::size_t kFirstPageWeight = 3;
  // With text: enough for a running head to outnumber the rest.
  constexpr std::size_t kNamingPages = 8;
  std::vector<std::string> numbers, spaced_numbers, names;
  std::vector<NamedAt> found;
  std::size_t with_text = 0;  // pages before this one; pictures and prose may have been left out
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const bool names_are_sought = with_text < kNamingPages;
    with_text += pages[p].empty() ? 0U : 1U;
    for (const TextLine& line : pages[p]) {
      const std::string text = line.text();
      constexpr std::ptrdiff_t kDigits = 10;
      const auto digits =
          std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (digits >= kDigits && is_running_text(line)) {
        std::string compact = organisation_number(text, Spacing::kCompact);
        if (!compact.empty()) numbers.push_back(std::move(compact));
        std::string spaced = organisation_number(text, Spacing::kAny);
        if (!spaced.empty()) spaced_numbers.push_back(std::move(spaced));
      }
      if (text.size() > kHeadingLength || !names_are_sought) continue;
      if (const std::optional<NamedAt> named = name_in(line, text, book)) {
        names.insert(names.end(), p < 2 ? kFirstPageWeight : 1, named->name);
        found.push_back(*named);
      }
    }
  }
  const std::string name = most_frequent(names);
  return {name.empty() ? name_beside_number(pages, book) : with_number(name, found),
          most_frequent(numbers.empty() ? spaced_numbers : numbers)};
}

struct KindFound {
  ReportKind kind = ReportKind::kUnknown;
  std::optional<Period> period;  // on the same line
};

bool has_range(const Period& period) { return period.start && period.end && !period.bare_year; }

int days_of(const Date& start, const Date& end) {
  return static_cast<int>((std::chrono::sys_days(end) - std::chrono::sys_days(start)).count()) + 1;
}

// An annual report covers a year, at most one and a half; an interim report less than a year.
bool suits(ReportKind kind, const Date& start, const Date& end) {
  const int days = days_of(start, end);
  if (kind == ReportKind::kAnnual) return days >= 300 && days <= 560;
  if (kind == ReportKind::kUnknown) return days >= 28 && days <= 560;
  return days >= 28 && days <= 366;
}

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

// "Delårsrapport augusti 2024" names the month it reaches to, not the one it covers.
Period reaching_back(ReportKind kind, Period period) {
  const bool one_month =
      period.start->year() == period.end->year() && period.start->month() == period.end->month();
  if (is_interim(kind) && one_month) {
    period.start = Date{period.end->year(), std::chrono::January, std::chrono::day{1}};
  }
  return period;
}

std::optional<Period> find_period(const DocumentLines& pages, const RuleBook& book,
                                  const KindFound& kind) {
  if (kind.period && has_range(*kind.period) &&
      suits(kind.kind, *kind.period->start, *kind.period->end)) {
    return reaching_back(kind.kind, *kind.period);
  }
  // "Delårsrapport per 31 juli 2019"; another day is that of its printing.
  if (kind.period && is_interim(kind.kind) && !kind.period->start && kind.period->end) {
    const Date& end = *kind.period->end;
    if (std::chrono::sys_days(end) ==
        std::chrono::sys_days(end.year() / end.month() / std::chrono::last))
      return Period{.start = Date{end.year(), std::chrono::January, std::chrono::day{1}},
                    .end = end};
  }
  std::optional<Period> bare;
  if (kind.period && kind.period->start && kind.period->end) bare = kind.period;
  for (std::size_t p = 0; p < std::min(pages.size(), kFrontPages); ++p) {
    for (const TextLine& line : pages[p]) {
      const std::string text = line.text();
      if (book.report_kind(text) == ReportKind::kUnknown && text.size() > kHeadingLength) continue;
      const bool digit =
          std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
      const std::optional<Period> period = digit ? book.period(text) : std::nullopt;
      if (!period || !has_range(*period)) continue;
      // A sentence with dates far apart tells a history, one with a single month some event.
      if (suits(kind.kind, *period->start, *period->end)) return period;
    }
  }
  return bare;
}

// Of the periods that end last the longest: an interim report shows its quarter and the year so
// far.
std::optional<PrintedPeriods::Flow> longest_of_latest(const PrintedPeriods& printed,
                                                      ReportKind kind) {
  std::optional<PrintedPeriods::Flow> best;
  for (const PrintedPeriods::Flow& flow : printed.flows) {
    if (!suits(kind, flow.start, flow.end)) continue;
    const bool later = !best || flow.end > best->end;
    if (later || (flow.end == best->end && flow.start < best->start)) best = flow;
  }
  return best;
}

// A quarterly report that calls itself "July to September" also reports the year so far: that is
// the period it covers. Twelve months count only where they are a calendar year, not rolling ones.
void widen_to_year_so_far(ReportFacts& facts, const PrintedPeriods& printed) {
  constexpr int kRolling = 360;
  if (facts.kind == ReportKind::kAnnual) return;
  for (const PrintedPeriods::Flow& flow : printed.flows) {
    if (flow.end != *facts.end || (facts.start && flow.start >= *facts.start)) continue;
    const bool calendar_year = flow.start.month() == std::chrono::January &&
                               flow.start.day() == std::chrono::day{1} &&
                               flow.start.year() == flow.end.year();
    const int days = days_of(flow.start, flow.end);
    if (days < kRolling || (calendar_year && days <= 366)) facts.start = flow.start;
  }
}

}  // namespace

std::string organisation_number(std::string_view text, Spacing spacing) {
  const std::u32string letters = from_utf8(text);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (!is_digit(letters[i]) || (i > 0 && is_digit(letters[i - 1]))) continue;
    const NumberAt number = number_at(letters, i);
    const bool ends = number.end >= letters.size() || !is_digit(letters[number.end]);
    if (number.spaced && spacing == Spacing::kCompact) continue;
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
    }
  }
  return facts;
}

void settle_period(ReportFacts& facts, const PrintedPeriods& printed) {
  const auto ends_with = [&](const Date& end) {
    return std::any_of(printed.flows.begin(), printed.flows.end(),
                       [&](const PrintedPeriods::Flow& flow) { return flow.end == end; }) ||
           std::find(printed.balances.begin(), printed.balances.end(), end) !=
               printed.balances.end();
  };
  if (facts.period_is_sure && facts.end && ends_with(*facts.end)) {
    widen_to_year_so_far(facts, printed);
    return;
  }
  if (const auto flow = longest_of_latest(printed, facts.kind)) {
    facts.start = flow->start;
    facts.end = flow->end;
    facts.period_is_sure = true;
    return;
  }
  if (facts.end && (facts.period_is_sure || ends_with(*facts.end))) return;
  if (printed.balances.empty()) return;
  // Balance dates alone: the latest ends the period, which then began with its year.
  facts.end = *std::max_element(printed.balances.begin(), printed.balances.end());
  facts.start = Date{facts.end->year(), std::chrono::January, std::chrono::day{1}};
}

}  // namespace siffra::extract::internal
