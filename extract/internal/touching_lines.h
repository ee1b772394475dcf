// Lines set so close, or so blotted, that their letters touch: one piece of ink over two lines.
#pragma once

#include "extract/internal/ink_layout.h"

namespace siffra::extract {

// Parts such pieces between the lines, where hardly any ink stands in a row of pixels and letters
// do above and below it. `usual` is the usual height of letters. Large letters are left alone:
// their strokes go through.
void part_touching_lines(const PreparedPage& page, double usual, PixaPtr& pictures,
                         std::vector<InkPiece>& pieces);

}  // namespace siffra::extract
