// A unit printed behind a figure: "629,00 kr".
#pragma once

#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"
#include "extract/internal/read_run.h"

namespace siffra::extract {

// Whether a word of letters stands behind the figure, one of them a k, which is like no digit.
// Looks for figures alone would make digits of it.
bool ends_in_unit(const LineReading& words);

// Gives the unit the ink it takes at the end of the run, and what stands before it to the figure.
// Words get their ink by the spaces between them, and there may be fewer spaces than words, or
// others: of "1 161 162 kr" read as "1161 162 kr" the last would have "162" among its ink.
void place_unit(const PreparedPage& page, const InkRun& run, LineReading& words);

}  // namespace siffra::extract
