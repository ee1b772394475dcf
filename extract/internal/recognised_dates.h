// Dates as recognition leaves them: days that no month has, dashes at the end of a line that are
// lost or read as digits, years read as amounts.
#pragma once

#include <string>

#include "extract/document.h"

namespace siffra::extract::internal {

// What was read stays with the word.
void replace_text(Word& word, std::string text);

// The word put right where it is a date and the words around it show how.
void settle_date(const Page& page, Word& word);

// "2 022-" over "12-31", "2 022" on a line whose other figures are years near it: a year whose
// digits were taken for those of an amount.
void join_years(Page& page);

// "231 231" on a line whose other figures are days near it: 31 December 2023, whose digits were
// taken for those of an amount.
void join_days(Page& page);

}  // namespace siffra::extract::internal
