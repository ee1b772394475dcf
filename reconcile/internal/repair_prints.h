// What the place and the size of a figure's print tell of how well it was read.
//
// Example: "7" in a box as wide as that of "77" has most likely lost a digit; "-62711" in a box
// half as high again as all others holds a piece of a ruling. A figure of a text layer has none.
#pragma once

#include <cstddef>
#include <map>

#include "extract/statement.h"

namespace siffra::reconcile::internal {

// How likely recognised figures are misread whose box does not fit what was read of them; only
// those that stand out.
std::map<extract::CellAddress, double> doubt_by_print(const extract::Extraction& extraction);

// Whether another figure, or a dash, stands as close as a part of this one would.
bool stands_by_a_part(const extract::Statement& statement, std::size_t row,
                      const extract::StatementCell& cell);

}  // namespace siffra::reconcile::internal
