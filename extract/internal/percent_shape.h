// Percent signs told by their shape. In small or worn print a "%" is two rings and what is left of
// the stroke between them, and every model reads a 6, a 0 or nothing at all.
#pragma once

#include <optional>

#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"

namespace siffra::extract {

// The box of the digits where a percent sign stands at the end of the box, or right behind it where
// its pieces were too small for the run; nothing where none is seen. `box` begins with a digit.
std::optional<PixelBox> digits_before_percent(const PreparedPage& page, const InkLayout& layout,
                                              const InkRun& run, const PixelBox& box);

}  // namespace siffra::extract
