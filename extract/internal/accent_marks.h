// The rings and dots of a heading's letters, as large as the letters of the text below.
#pragma once

#include <vector>

#include "extract/internal/ink_layout.h"

namespace siffra::extract {

// Whether each piece stands right above a letter much larger than itself, alone at its height: a
// mark of that letter, not a letter. `usual` is the usual height of letters.
std::vector<bool> accent_marks(const std::vector<InkPiece>& pieces, double usual);

}  // namespace siffra::extract
