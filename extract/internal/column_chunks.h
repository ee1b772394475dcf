// Chunks of a table's lines made to agree with the columns that other lines show.
#pragma once

#include <vector>

#include "extract/internal/figure_clusters.h"
#include "extract/lines.h"

namespace siffra::extract::internal {

// Splits chunks whose inside ends at the right edge of another column: "206 504-406 345" in two
// columns, or a label that runs up to its figure. Returns whether anything was split.
bool split_chunks(const Page& page, const std::vector<Cluster>& clusters, double tolerance,
                  std::vector<TextLine>& body);

// Spreadsheets set the sign at the left edge of the cell, far from its figure: "-     23 808". Such
// signs look like a column of nil dashes; what tells them apart is that no figure ever stands
// there, and that the figures beside them have no signs of their own. Returns whether any was
// joined to its figure.
bool join_signs(const Page& page, const std::vector<Cluster>& clusters, double font_size,
                std::vector<TextLine>& body);

}  // namespace siffra::extract::internal
