// Numbers of footnotes, set small and raised behind a word or figure ("41 209²⁾"): recognisers read
// them as one more digit of it.
#pragma once

#include "extract/internal/ink_layout.h"

namespace siffra::extract {

// Takes them out of the runs they end. What they point to stands elsewhere.
void part_raised_marks(InkLayout& layout);

}  // namespace siffra::extract
