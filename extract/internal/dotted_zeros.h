// Typewriters and fixed-width faces print a dot inside the zero, which recognisers read as 8, 6
// or 9.
#pragma once

#include "extract/internal/page_preparation.h"

namespace siffra::extract {

// Takes the dots out of both pictures. A dot is a small piece of ink alone in the middle of a ring;
// no letter has one.
void take_out_zero_dots(PreparedPage& page);

}  // namespace siffra::extract
