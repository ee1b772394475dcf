// The dots that a black-and-white scanner makes of a shaded field.
#pragma once

#include "extract/internal/pix.h"

namespace siffra::extract {

// Whitens fields of scattered dots, leaving what is printed on them. `grey` has 8 bits and only
// black and white in it.
void take_out_shading(const PixPtr& grey, double dots_per_inch);

}  // namespace siffra::extract
