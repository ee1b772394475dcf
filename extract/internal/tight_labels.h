// Labels set so close behind figures that both read as one chunk.
#pragma once

#include <vector>

#include "extract/lines.h"

namespace siffra::extract::internal {

// Tightly set tables side by side: "300,3 Summa skulder" are a figure of the left and a label of
// the right one where labels begin at that place line after line.
void part_figures_from_labels(const Page& page, std::vector<TextLine>& lines);

}  // namespace siffra::extract::internal
