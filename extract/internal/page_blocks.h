// Blocks: the columns of text a page is set in, so that two columns of prose, or two tables side by
// side, are not read as one.
#pragma once

#include <vector>

#include "extract/lines.h"

namespace siffra::extract::internal {

// Splits lines that run over several text columns and numbers the blocks; lines come in top to
// bottom over the whole width, and go out in reading order.
std::vector<TextLine> split_blocks(const Page& page, std::vector<TextLine> lines);

}  // namespace siffra::extract::internal
