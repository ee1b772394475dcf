// Heads of columns set on their side, to save room.
#pragma once

#include "extract/document.h"

namespace siffra::extract::internal {

// Lays such heads down over their columns, line over line with the right edge where the head's was,
// so that they are read like any others; their boxes are then where they would stand, narrowed to
// the room between the columns. A single line up the margin (a stamp, a spine) is left as it is.
void lay_down_heads(Page& page);

}  // namespace siffra::extract::internal
