// What recognition knows about each cell: how sure it is, and what else it may have read there.
#pragma once

#include <vector>

#include "extract/document.h"
#include "extract/statement.h"

namespace siffra::extract {

// Confidence and source of a cell are those of its least sure word. Its candidates are the cell's
// text with one reading of one figure put in: readings of the words of one figure that are equally
// likely belong together. Pages without a doubtful word are left alone.
void take_readings(const Document& document, std::vector<Statement>& statements);

}  // namespace siffra::extract
