// The lines that dirt on a scanner's glass draws down the whole page.
#pragma once

#include "extract/internal/pix.h"

namespace siffra::extract {

// Brightens the columns of pixels whose paper is darker, all the way down, than that on both sides.
// What is printed across a streak stays as dark as it was beside it. `grey` has 8 bits and lies as
// it came from the scanner, not yet straightened.
void take_out_streaks(const PixPtr& grey);

}  // namespace siffra::extract
