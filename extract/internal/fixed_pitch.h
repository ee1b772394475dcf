// Print whose letters are all set alike, as a typewriter sets them.
#pragma once

#include <vector>

#include "extract/internal/ink_layout.h"

namespace siffra::extract {

// What one space takes at most in it, in pixels: more than in other print, since narrow letters
// stand in wide places ("1 811", "55 %", and the room that a lost comma leaves). 0 where letters
// are set otherwise or there are too few to tell. `runs` are of letters alone.
double space_of_fixed_pitch(const std::vector<InkRun>& runs, const std::vector<InkPiece>& pieces);

}  // namespace siffra::extract
