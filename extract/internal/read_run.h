// A run of print, or a part of it, through an engine, with its words put where their ink stands.
#pragma once

#include <vector>

#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"
#include "extract/internal/run_picture.h"
#include "extract/internal/text_engine.h"

namespace siffra::extract {

// Boxes are in pixels of the page. The engine's own boxes are guesses from its steps along the
// line; these end where ink does.
LineReading read_part(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                      const PixelBox& box, Cut cut, TextEngine& engine,
                      Shades shades = Shades::kBoth);

// Ink of a run that a column of paper parts from its neighbours: a character, or several that
// touch.
struct InkSpan {
  int from = 0, to = 0;  // columns of pixels, `to` exclusive
  int height = 0;

  [[nodiscard]] int width() const { return to - from; }
};

// Left to right, those within the box, from the pixels: finer than the pieces of the layout, in
// which faint breaks are closed.
std::vector<InkSpan> spans_of_ink(const PreparedPage& page, const PixelBox& box);

// Whether the first mark in the box is as tall as the tallest: a digit, no sign and no dirt.
bool begins_tall(const PreparedPage& page, const PixelBox& box);

// The same words, each from its share of the box to where ink begins and ends.
void place_words(const InkLayout& layout, const InkRun& run, const PixelBox& box,
                 LineReading& words);

}  // namespace siffra::extract
