// A report as one house prints it: the same facts, its own signs, separators, titles and units.
#pragma once

#include <string>

#include "tools/corpus/house_style.h"
#include "tools/corpus/report.h"

namespace siffra::corpus {

// Figures are printed anew in the house's way, unless the report keeps its own print; titles get
// section numbers, capitals and units where the house writes them so. The result is what stands on
// the page, and so the truth to score against.
Report dressed(const Report& report, const HouseStyle& style);

// Capitals, Swedish letters included.
std::string upper(std::string text);

// How the house prints this figure in this column: a plus for gains in columns of change alone.
NumberStyle style_in_column(const NumberStyle& numbers, const Column& column, const Figure& figure);

}  // namespace siffra::corpus
