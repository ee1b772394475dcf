// Dates in the heads of columns, whole or in the parts that the width of a column left them.
#pragma once

#include <string_view>

#include "rules/rule_book.h"

namespace siffra::extract::internal {

// Part of a date or of a span of dates: "2023-", "01-01 –", "1/1", "31 dec", "20231231", a year, or
// the dash between two days; whole dates too. Names of months are those of `book`, which may be
// null.
bool is_part_of_date(std::string_view text, const rules::RuleBook* book);

// One or several of those, set as close as words: "31 dec 31 dec", "– 2023".
bool are_parts_of_dates(std::string_view text, const rules::RuleBook* book);

}  // namespace siffra::extract::internal
