// A run of print, or a part of it, through an engine, with its words put where their ink stands.
#pragma once

#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"
#include "extract/internal/run_picture.h"
#include "extract/internal/text_engine.h"

namespace siffra::extract {

// Boxes are in pixels of the page. The engine's own boxes are guesses from its steps along the
// line; these end where ink does.
LineReading read_part(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                      const PixelBox& box, Cut cut, TextEngine& engine, Characters characters);

}  // namespace siffra::extract
