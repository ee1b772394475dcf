#include "rules/amount.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "rules/internal/utf8.h"

// How reading works: the text is first spelled in plain ASCII (every dash '-', every space ' ',
// every apostrophe '\''), so that one grammar serves all styles. What stands around the digits
// (unit, percent sign, parentheses, sign) is then taken off from both ends, and what is left must
// be one number: digits, or groups of exactly three after the first one to three, split by one and
// the same separator, then at most one decimal mark. "1 367" is one number, "1 367 1 367" and "2024
// 2023" are not, and nothing is ever dropped to make a text fit.

namespace siffra::rules {
namespace {

constexpr std::size_t kMaxDigits = 18;      // what always fits 64 bits
constexpr std::size_t kMaxBytes = 64;       // no printed figure is longer
constexpr std::size_t kMaxDecimals = 6;     // shares and exchange rates; money has two
constexpr std::size_t kPointGroupSize = 3;  // digits that make a full stop a thousands separator

// Swedish bookkeeping wrote minus as "./." or "÷".
constexpr std::string_view kWrittenMinus = "./.";
constexpr char32_t kDivisionSign = 0xF7;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_apostrophe(char32_t code_point) {
  return code_point == '\'' || code_point == 0x2019 || code_point == 0x2018 || code_point == 0xB4;
}

// "1 250*", "1 250 ¹": what refers a figure to a line below the table, and is no part of it.
bool is_footnote_mark(char32_t c) {
  const bool raised =
      c == 0xB9 || c == 0xB2 || c == 0xB3 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079);
  return c == '*' || c == 0x2020 || c == 0x2021 || raised;
}

// The text in plain ASCII lower case; nullopt when it holds anything a figure never does.
std::optional<std::string> plain_spelling(std::string_view text) {
  if (text.size() > kMaxBytes) return std::nullopt;
  std::string plain;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = internal::next_code_point(text, position);
    if (internal::is_invisible(c)) continue;
    if (internal::is_space(c)) {
      plain += ' ';
    } else if (internal::is_dash(c) || c == kDivisionSign) {
      plain += '-';
    } else if (is_apostrophe(c)) {
      plain += '\'';
    } else if (is_footnote_mark(c)) {
      plain += '*';
    } else if (c < 0x80) {
      plain += static_cast<char>(internal::to_lower(c));
    } else {
      return std::nullopt;
    }
  }
  if (plain.starts_with(kWrittenMinus)) plain.replace(0, kWrittenMinus.size(), "-");
  return plain;
}

void trim(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  trim(text);
  return true;
}

// "41 209 2)": a reference set small and raised beside the figure is a word of its own. Without a
// space before it, it cannot be told from the figure's last digits.
void take_numbered_reference(std::string_view& text) {
  if (!text.ends_with(')') || text.find('(') != std::string_view::npos) return;
  const std::size_t space = text.rfind(' ');
  if (space == std::string_view::npos) return;
  const std::string_view number = text.substr(space + 1, text.size() - space - 2);
  if (number.empty() || number.size() > 2 || !std::all_of(number.begin(), number.end(), is_digit)) {
    return;
  }
  text.remove_suffix(text.size() - space);
  trim(text);
}

// Behind digits only: a lone "*" is no figure.
void take_footnote_marks(std::string_view& text) {
  std::string_view rest = text;
  while (take_suffix(rest, "*")) {
  }
  take_numbered_reference(rest);
  if (rest.find_first_of("0123456789") != std::string_view::npos) text = rest;
}

// Words of nothing, and units that stand with a figure. These belong to how amounts are printed in
// any account, not to what the accounts mean; longer spellings first where one ends another.
constexpr std::array<std::string_view, 5> kNilWords = {"inga", "ingen", "inget", "nil", "none"};
constexpr std::array<std::pair<std::string_view, std::int64_t>, 16> kUnitSuffixes = {{
    {"kronor", 1},
    {"msek", 1'000'000},
    {"mnkr", 1'000'000},
    {"mkr", 1'000'000},
    {"tsek", 1'000},
    {"ksek", 1'000},
    {"tkr", 1'000},
    {"kkr", 1'000},
    {"sek", 1},
    {"kr.", 1},
    {"kr", 1},
    {":--", 1},
    {":-", 1},
    {",--", 1},
    {",-", 1},
    {".-", 1},
}};

// Takes a unit or percent sign off the end (or "sek" off the front).
void take_unit(std::string_view& text, ReportedAmount& amount) {
  if (take_suffix(text, "%")) {
    amount.unit = Unit::kPercent;
    return;
  }
  for (const auto& [word, scale] : kUnitSuffixes) {
    // "12,- " is a unit sign only after a digit; a bare ",-" says nothing.
    if (text.size() > word.size() && take_suffix(text, word)) {
      amount.stated_scale = scale;
      return;
    }
  }
  if (text.starts_with("sek ")) {
    text.remove_prefix(4);
    trim(text);
    amount.stated_scale = 1;
  }
}

// Takes parentheses and signs off both ends. False when they contradict each other.
bool take_sign(std::string_view& text, const AmountOptions& options, ReportedAmount& amount,
               bool& negative) {
  bool in_parentheses = false;
  if (text.starts_with('(')) {
    if (!text.ends_with(')')) return false;
    text = text.substr(1, text.size() - 2);
    trim(text);
    in_parentheses = true;
    if (amount.unit == Unit::kMoney && amount.stated_scale == 0) take_unit(text, amount);
  }
  if (text.starts_with('-') || text.starts_with('+')) {
    amount.sign = text.front() == '-' ? SignStyle::kMinus : SignStyle::kPlus;
    text.remove_prefix(1);
    trim(text);
  } else if (text.ends_with('-')) {
    amount.sign = SignStyle::kTrailingMinus;
    text.remove_suffix(1);
    trim(text);
  }
  negative = amount.sign == SignStyle::kMinus || amount.sign == SignStyle::kTrailingMinus;
  if (in_parentheses && options.parentheses == Parentheses::kNegative) {
    if (amount.sign == SignStyle::kPlus) return false;
    amount.sign = SignStyle::kParentheses;
    negative = true;
  }
  return true;
}

// A number split at its separators: the digit groups, and the separator before each but the first.
struct Grouped {
  std::array<std::string_view, 8> groups;
  std::array<char, 8> separators{};
  std::size_t count = 0;
};

std::optional<Grouped> split_groups(std::string_view text) {
  Grouped grouped;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_digit(text[i])) continue;
    if (i == begin || grouped.count == grouped.groups.size()) return std::nullopt;
    grouped.groups[grouped.count] = text.substr(begin, i - begin);
    ++grouped.count;
    if (i == text.size()) return grouped;
    const char separator = text[i];
    constexpr std::string_view kSeparators = " .,':";
    if (kSeparators.find(separator) == std::string_view::npos) return std::nullopt;
    if (grouped.count == grouped.separators.size()) return std::nullopt;
    grouped.separators[grouped.count] = separator;
    begin = i + 1;
  }
  return std::nullopt;
}

// Whether groups [0, end) are one to three digits and then threes, all split by the same separator.
bool are_thousands(const Grouped& grouped, std::size_t end) {
  const std::string_view first = grouped.groups[0];
  if (end == 1) return first.size() == 1 || first.front() != '0';
  if (first.size() > kPointGroupSize || first.front() == '0') return false;
  if (grouped.separators[1] == ':') return false;
  for (std::size_t i = 1; i < end; ++i) {
    if (grouped.groups[i].size() != kPointGroupSize) return false;
    if (grouped.separators[i] != grouped.separators[1]) return false;
  }
  return true;
}

ThousandsSeparator separator_of(char c) {
  switch (c) {
    case ' ':
      return ThousandsSeparator::kSpace;
    case '.':
      return ThousandsSeparator::kPoint;
    case ',':
      return ThousandsSeparator::kComma;
    case '\'':
      return ThousandsSeparator::kApostrophe;
    default:
      return ThousandsSeparator::kNone;
  }
}

// "1 412:50", kronor and öre as older accounts write them; "16:08" is a time of day, "1998:12" the
// number of a law or an inquiry.
bool is_kronor_and_ore(const Grouped& grouped) {
  constexpr std::size_t kOreDigits = 2, kYearDigits = 4;
  const std::string_view first = grouped.groups[0];
  const std::string_view last = grouped.groups[grouped.count - 1];
  if (last.size() != kOreDigits) return false;
  if (grouped.count > 2) return true;
  const bool year =
      first.size() == kYearDigits && (first.starts_with("19") || first.starts_with("20"));
  const bool hour = first.size() < kOreDigits || (first.size() == kOreDigits && first < "24");
  return !year && !(hour && last < "60");
}

// Whether the last separator marks decimals. Where a mark could be either ("1,135", "1.135") the
// table's convention decides; a mark that can only be one thing is taken as that.
bool last_is_decimal_mark(const Grouped& grouped, DecimalMark convention) {
  const std::size_t last = grouped.count - 1;
  const char mark = grouped.separators[last];
  if (mark == ':') return is_kronor_and_ore(grouped);
  if (mark != ',' && mark != '.') return false;
  const bool could_group =
      grouped.groups[last].size() == kPointGroupSize && are_thousands(grouped, grouped.count);
  if (!could_group) return true;
  if (last > 1) return false;  // "1,234,567": two equal marks cannot both be decimal
  return mark == (convention == DecimalMark::kSwedish ? ',' : '.');
}

// "12.5" in a Swedish table is as likely a section, a date or a clock time as a figure: a full stop
// before one or two digits is read as a decimal mark only where nothing but a figure is meant.
bool is_doubtful_point(const Grouped& grouped, const ReportedAmount& amount,
                       DecimalMark convention) {
  if (convention == DecimalMark::kEnglish || grouped.count != 2) return false;
  if (grouped.separators[1] != '.' || grouped.groups[0] == "0") return false;
  return grouped.groups[0].size() <= 2 && grouped.groups[1].size() <= 2 &&
         amount.unit == Unit::kMoney && amount.stated_scale == 0 && amount.sign == SignStyle::kNone;
}

bool read_number(std::string_view text, DecimalMark convention, ReportedAmount& amount) {
  const std::optional<Grouped> grouped = split_groups(text);
  if (!grouped) return false;
  std::size_t whole = grouped->count;
  if (whole > 1 && last_is_decimal_mark(*grouped, convention)) {
    if (is_doubtful_point(*grouped, amount, convention)) return false;
    --whole;
    const std::size_t decimals = grouped->groups[whole].size();
    if (decimals > kMaxDecimals) return false;
    const char mark = grouped->separators[whole];
    if (whole > 1 && grouped->separators[1] == mark) return false;
    // "2 761.265" is as likely thousands with a wrong separator as three decimals.
    const bool own_mark = mark == (convention == DecimalMark::kSwedish ? ',' : '.');
    if (whole > 1 && !own_mark && decimals == kPointGroupSize) return false;
    amount.decimals = static_cast<int>(decimals);
  }
  if (!are_thousands(*grouped, whole)) return false;
  if (whole > 1) amount.thousands = separator_of(grouped->separators[1]);
  std::size_t count = 0;
  std::int64_t digits = 0;
  for (std::size_t i = 0; i < grouped->count; ++i) {
    for (const char c : grouped->groups[i]) {
      if (++count > kMaxDigits) return false;
      digits = digits * 10 + (c - '0');
    }
  }
  amount.digits = digits;
  return true;
}

bool is_nil_text(std::string_view text) {
  for (const std::string_view word : kNilWords) {
    if (text == word) return true;
  }
  constexpr std::size_t kLongestRow = 4;  // dashes drawn in a row for one nil
  return !text.empty() && text.size() <= kLongestRow &&
         text.find_first_not_of('-') == std::string_view::npos;
}

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// count · scale kronor / 10^decimals, in öre.
Result<Money> scaled(std::int64_t count, std::int64_t scale, int decimals) {
  if (scale <= 0 || decimals < 0 || decimals > static_cast<int>(kMaxDigits)) {
    return Error{ErrorCode::kInvalidArgument, "the scale of an amount must be positive", {}};
  }
  __extension__ using Wide = __int128;
  const Wide ore = Wide{count} * Wide{scale} * 100;
  const Wide divisor = power_of_ten(decimals);
  if (ore % divisor != 0) {
    return Error{ErrorCode::kInvalidArgument, "amount is not a whole number of ore", {}};
  }
  const Wide whole = ore / divisor;
  const auto narrow = static_cast<std::int64_t>(whole);
  if (Wide{narrow} != whole) {
    return Error{ErrorCode::kOverflow, "amount does not fit in 64 bits of ore", {}};
  }
  return Money(narrow);
}

std::string magnitude_text(std::int64_t digits) {
  std::string text = std::to_string(digits);
  if (text.front() == '-') text.erase(0, 1);
  return text;
}

// The glyphs a figure was printed with, so that another value can be printed alike.
struct Glyphs {
  std::string minus = "-";
  std::string group;
  std::string percent = "%";
  char decimal_mark = ',';
};

Glyphs glyphs_of(const ReportedAmount& like) {
  Glyphs glyphs;
  bool digit_seen = false;
  std::string previous;  // the glyph just before, empty after a digit
  for (std::size_t position = 0; position < like.raw.size();) {
    const std::size_t begin = position;
    const char32_t c = internal::next_code_point(like.raw, position);
    const std::string glyph = like.raw.substr(begin, position - begin);
    if (c >= '0' && c <= '9') {
      const bool mark = previous == "." || previous == "," || previous == ":";
      if (digit_seen && mark) glyphs.decimal_mark = previous[0];
      digit_seen = true;
      previous.clear();
      continue;
    }
    if ((internal::is_dash(c) || c == kDivisionSign) && !digit_seen) glyphs.minus = glyph;
    if (internal::is_space(c) && !digit_seen && previous == glyphs.minus) glyphs.minus += glyph;
    if (digit_seen && glyphs.group.empty()) glyphs.group = glyph;
    if (c == '%' && (!previous.empty() && previous != ")")) glyphs.percent = previous + "%";
    previous = glyph;
  }
  if (like.thousands == ThousandsSeparator::kNone) glyphs.group.clear();
  if (like.unit != Unit::kPercent) glyphs.percent.clear();
  return glyphs;
}

}  // namespace

Result<Money> ReportedAmount::money(std::int64_t scale) const {
  return scaled(digits, stated_scale != 0 ? stated_scale : scale, decimals);
}

Result<Money> ReportedAmount::quantum(std::int64_t scale) const {
  return scaled(1, stated_scale != 0 ? stated_scale : scale, decimals);
}

std::string ReportedAmount::decimal_text() const {
  std::string text = magnitude_text(digits);
  const auto places = static_cast<std::size_t>(decimals);
  if (places > 0) {
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, ".");
  }
  return digits < 0 ? "-" + text : text;
}

std::optional<ReportedAmount> read_amount(std::string_view text, const AmountOptions& options) {
  const std::optional<std::string> plain = plain_spelling(text);
  if (!plain) return std::nullopt;
  std::string_view rest = *plain;
  trim(rest);
  take_footnote_marks(rest);
  ReportedAmount amount;
  amount.raw = std::string(text);
  if (is_nil_text(rest)) {
    amount.is_nil = true;
    return amount;
  }
  take_unit(rest, amount);
  if (is_nil_text(rest)) {
    amount.is_nil = true;
    return amount;
  }
  bool negative = false;
  if (!take_sign(rest, options, amount, negative)) return std::nullopt;
  if (!read_number(rest, options.decimal_mark, amount)) return std::nullopt;
  if (negative) amount.digits = -amount.digits;
  return amount;
}

bool looks_numeric(std::string_view text) {
  if (text.starts_with(kWrittenMinus)) text.remove_prefix(kWrittenMinus.size());
  bool telling = false;  // separators alone say nothing
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = internal::next_code_point(text, position);
    const bool digit = c >= '0' && c <= '9';
    const bool mark = c == '.' || c == ',' || c == '+' || c == '(' || c == ')' || c == '%' ||
                      c == ':' || c == kDivisionSign || is_apostrophe(c) || internal::is_space(c) ||
                      internal::is_invisible(c) || is_footnote_mark(c);
    if (!digit && !mark && !internal::is_dash(c)) return false;
    telling = telling || digit || internal::is_dash(c);
  }
  return telling;
}

std::string print_amount(std::int64_t digits, const ReportedAmount& like) {
  const Glyphs glyphs = glyphs_of(like);
  if (digits == 0 && like.is_nil) return "-";
  std::string whole = magnitude_text(digits);
  const auto places = static_cast<std::size_t>(like.decimals);
  if (whole.size() <= places) whole.insert(0, places + 1 - whole.size(), '0');
  std::string fraction = whole.substr(whole.size() - places);
  whole.resize(whole.size() - places);
  if (!glyphs.group.empty()) {
    for (std::size_t at = whole.size(); at > kPointGroupSize;) {
      at -= kPointGroupSize;
      whole.insert(at, glyphs.group);
    }
  }
  std::string text = std::move(whole);
  if (places > 0) text += glyphs.decimal_mark + fraction;
  const std::string& percent = glyphs.percent;
  if (digits < 0 && like.sign == SignStyle::kParentheses) return "(" + text + ")" + percent;
  if (digits < 0 && like.sign == SignStyle::kTrailingMinus) return text + "-" + percent;
  if (digits < 0) return glyphs.minus + text + percent;
  if (digits > 0 && like.sign == SignStyle::kPlus) return "+" + text + percent;
  return text + percent;
}

}  // namespace siffra::rules
