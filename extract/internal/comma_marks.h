// The decimal comma of a figure as its ink shows it: a mark that hangs from the foot of the digits.
#pragma once

#include "extract/internal/page_preparation.h"

namespace siffra::extract {

// How much a mark looks like a comma. What is no larger than dirt counts where the column has them.
enum class CommaLook { kNone, kFaint, kSmall, kClear };

struct CommaMark {
  int decimals = 0;  // digits behind it; 0 = no mark, or more than one that look alike
  CommaLook look = CommaLook::kNone;
};

// `height` is that of the digits. Digits may touch, and be broken: how many stand behind the comma
// is told by the room they take.
CommaMark find_comma(const PreparedPage& page, const PixelBox& box, double height);

}  // namespace siffra::extract
