// Periods as heads print them: "2020-01-01 -2020-08-31", "Jan- aug 2020", "Kv 3 2023", "Q4 23",
// "Juli - september 2024", "2023", "Helår 2020", "31 augusti 2020", "200831", "2020-08-\n31".
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace siffra::rules {

using Date = std::chrono::year_month_day;

struct Period {
  std::optional<Date> start{};  // absent: an instant (a balance date)
  std::optional<Date> end{};    // absent: months without a year ("jan-aug"), see `months`
  // Months named without a year, 1–12 each; the year then comes from another line or the report.
  int first_month = 0;
  int last_month = 0;
  // Only "2023" was printed: the whole year for a flow, 31 December for a balance. "2018/2019"
  // names a financial year that spans two: start and end are then those of the two calendar years.
  bool bare_year = false;
  bool full_year = false;  // "helår", "Full year", without or with a year

  friend bool operator==(const Period&, const Period&) = default;
};

}  // namespace siffra::rules
