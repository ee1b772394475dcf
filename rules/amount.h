// Figures as printed in Swedish reports, read without losing how they were printed.
//
//   read_amount("- 2 275 494,50", {})  →  digits −227549450, decimals 2
//   read_amount("(1 250)", {.parentheses = Parentheses::kNegative})
//   read_amount("78 %", {})            →  78, unit percent
//
// A pure function of text and options: one figure never changes how the next is read. What a table
// knows as a whole (English number format, prior year in parentheses) reaches it through
// AmountOptions. Reading never guesses digits: "34t902" is not an amount.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rules/money.h"
#include "rules/result.h"

namespace siffra::rules {

enum class SignStyle { kNone, kMinus, kPlus, kParentheses, kTrailingMinus };
enum class ThousandsSeparator { kNone, kSpace, kPoint, kComma, kApostrophe };
enum class Unit { kMoney, kPercent, kCount, kOther };

enum class DecimalMark {
  kSwedish,  // comma decimals; a full stop before exactly three digits groups thousands
             // ("4.511.722")
  kEnglish,  // full stop decimals; a comma before exactly three digits groups thousands ("1,135")
};
enum class Parentheses {
  kNegative,  // "(1 250)" is −1 250
  kPlain,     // a prior year shown in parentheses: the sign is what stands inside
};

struct AmountOptions {
  DecimalMark decimal_mark = DecimalMark::kSwedish;
  Parentheses parentheses = Parentheses::kNegative;
};

struct ReportedAmount {
  std::string raw;          // as printed, NBSP and signs untouched
  std::int64_t digits = 0;  // the printed digits with their sign: "-1 234,50" → −123450
  int decimals = 0;         // 2 in the example
  SignStyle sign = SignStyle::kNone;
  ThousandsSeparator thousands = ThousandsSeparator::kNone;
  Unit unit = Unit::kMoney;       // kPercent when a percent sign was printed with it
  bool is_nil = false;            // a lone dash or "Inga": zero, printed without a digit
  std::int64_t stated_scale = 0;  // kronor of the unit printed with it: 1 for "5 625 Sek", 1000 for
                                  // "12 tkr"; 0 when none was

  // The value in öre when one printed unit is `scale` kronor (1, 1 000, 1 000 000); a unit printed
  // with the figure itself goes before `scale`. Fails when it overflows or is not a whole number of
  // öre.
  [[nodiscard]] Result<Money> money(std::int64_t scale) const;
  // The value of the last printed place, in öre: 10 000 000 for "12,3" in mkr.
  [[nodiscard]] Result<Money> quantum(std::int64_t scale) const;
  // As a JSON-ready decimal in the printed unit and sign: "-1234.50"; "0" for a dash.
  [[nodiscard]] std::string decimal_text() const;

  friend bool operator==(const ReportedAmount&, const ReportedAmount&) = default;
};

// nullopt when the text is not one amount. Accepts the styles of docs/rules.md#amounts: groups
// split by plain, no-break, narrow and thin spaces or full stops or apostrophes; "-", "–", "−"
// before (with or without a space) or after; "+"; parentheses; a trailing "%", "kr", "Sek", "tkr",
// ":-"; marks of a footnote behind it ("*", "¹"); a lone dash; "Inga".
std::optional<ReportedAmount> read_amount(std::string_view text, const AmountOptions& options);

// Whether the text is made only of characters a figure may hold (digits, separators, signs,
// parentheses, percent), whatever their order: the cheap question that table finding asks of every
// word.
bool looks_numeric(std::string_view text);

// Prints digits and decimals the way `like` was printed (separator, sign style, percent).
std::string print_amount(std::int64_t digits, const ReportedAmount& like);

}  // namespace siffra::rules
