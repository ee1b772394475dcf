// The heights of words where something taller than print touches their run.
#pragma once

#include <vector>

#include "extract/document.h"
#include "extract/internal/ink_layout.h"

namespace siffra::extract {

// A pen mark that touches a figure makes their run twice as high as its letters: there each word
// stands as high as its own ink, or the figure would be parted from its line.
void fit_heights(const InkLayout& layout, const InkRun& run, std::vector<Word>& words);

}  // namespace siffra::extract
