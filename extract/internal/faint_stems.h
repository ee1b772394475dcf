// The stem of a 7 on a worn copy is so much paler than its bar that only the bar counts as print,
// and the digit is lost: "277" is read as 2.
#pragma once

#include "extract/internal/page_preparation.h"

namespace siffra::extract {

// Follows the paper below each bar that stands at the height of other letters' tops. Where a stroke
// runs down from it to their foot, darker than the paper's grain along all of its way, it is added
// to the ink; the greys stay as they are.
void add_faint_stems(PreparedPage& page);

}  // namespace siffra::extract
