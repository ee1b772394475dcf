// Figures of one row that recognition took apart or ran together, put right by the columns that the
// other rows show: "43" "025 225" under figures that begin further left is one figure;
// "1245592614312437" over two columns is two.
//
// Only recognised words are looked at: where a page says its figures itself, they are as they are.
// No digit is added, dropped or exchanged.
#pragma once

#include <vector>

#include "extract/lines.h"

namespace siffra::extract::internal {

// `body` is the rows of one table, without heads.
void mend_figures(const Page& page, std::vector<TextLine>& body);

}  // namespace siffra::extract::internal
