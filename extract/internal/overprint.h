// Whether other ink goes over a figure: a stamp, its frame, a streak, a pen's line, a blot. What is
// left of such a figure may read as another one without a sign of doubt.
#pragma once

#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"
#include "extract/internal/pix.h"

namespace siffra::extract {

// `box` is the figure's, the run's own or a part of it.
bool is_overprinted(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                    const PixelBox& box);

}  // namespace siffra::extract
