// Figures settled by the page's own digits laid side by side (print_decoding.h): what the models
// read of broken print is set against what the print of the page says.
#pragma once

#include <vector>

#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"
#include "extract/internal/run_places.h"

namespace siffra::extract {

// Changes readings that the models are in doubt of, where the page's digits explain the print
// better; a figure they are sure of keeps its digits.
void settle_by_print(const PreparedPage& page, const InkLayout& layout,
                     std::vector<RunReading>& readings);

}  // namespace siffra::extract
