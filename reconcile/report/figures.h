// What every writer counts and prints the same way: names of verdicts, dates, coverage, totals.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "reconcile/report/messages.h"
#include "reconcile/report/report.h"

namespace siffra::reconcile {

std::string_view name_of(Verdict verdict);
std::string_view name_of(HypothesisKind kind);

// "2020-08-31".
std::string to_text(const rules::Date& date);

// Half of `doubled` öre in kronor, exactly: 5 → "0.025", 500 → "2.5".
std::string half_in_kronor(rules::Money doubled);

// Whole or decimal kronor for people: "−5 011 000", "2 275,50", with no-break spaces.
std::string kronor_for_people(rules::Money amount);

// A figure as the report file gives it, as it would be printed: "-1234.50" → "−1 234,50", with
// no-break spaces.
std::string decimal_for_people(std::string_view decimal);

// A probability to a tenth of a percent, never rounded to certainty: "99,8 %", "> 99,9 %", in
// English "99.8%".
std::string percent_for_people(double probability, Language language);

// The name of the file the report was read from, without its folder.
std::string file_name(const Report& report);

// A cell that has no value, or one too uncertain to be relied on.
bool is_uncertain(const extract::StatementCell& cell);

// How many figures are checked by two or more holding equations, by one, by none. Figures that were
// not read as an amount are not counted.
struct CoverageCount {
  std::size_t two_or_more = 0, one = 0, none = 0;
};
CoverageCount count_coverage(const Report& report);

struct Totals {
  std::size_t pages = 0, statements = 0, cells = 0, checks = 0;
  std::size_t exact = 0, rounding = 0, discrepancies = 0, unverifiable = 0;
  std::size_t repaired_cells = 0, uncertain_cells = 0;
  std::size_t errors = 0, warnings = 0, remarks = 0;  // findings by severity, not dismissed
  std::size_t dismissed = 0;
};
Totals count_totals(const Report& report);

}  // namespace siffra::reconcile
