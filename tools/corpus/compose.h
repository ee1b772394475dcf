// A whole report on pages: cover, contents, prose, statements, page furniture.
#pragma once

#include <vector>

#include "tools/corpus/filler.h"
#include "tools/corpus/house_style.h"
#include "tools/corpus/page.h"
#include "tools/corpus/random.h"
#include "tools/corpus/report.h"
#include "tools/corpus/text_measure.h"

namespace siffra::corpus {

// `report` must already be dressed in the style. The same arguments give the same pages.
std::vector<PrintedPage> compose(const Report& report, const HouseStyle& style,
                                 const std::vector<FillerSection>& filler, Random random,
                                 TextMeasure& measure);

}  // namespace siffra::corpus
