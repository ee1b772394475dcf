// White heads on dark bars.
#pragma once

#include "extract/internal/pix.h"

namespace siffra::extract {

// Turns light print on dark bars into dark print on paper, in a grey picture of 8 bits. A bar is as
// wide as a few words at least and as high as a few lines at most; pictures and thick rules are
// left alone, and so are bars that nothing is printed on.
void turn_light_print(const PixPtr& grey, double dots_per_inch);

}  // namespace siffra::extract
