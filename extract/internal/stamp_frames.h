// Frames of rubber stamps: boxes a few letters high that lean, as nothing typeset does.
//
//   const auto frames = find_stamp_frames(page.ink, page.dots_per_inch);
//
// What stands in one is no part of the page's print. A frame set straight is not told from the box
// around a total and is not found, nor is one of which a side is missing.
#pragma once

#include <vector>

#include "extract/document.h"
#include "extract/internal/pix.h"

namespace siffra::extract {

// The boxes around the frames, in pixels of `ink`, which must be straightened and still hold its
// rulings.
std::vector<PixelBox> find_stamp_frames(const PixPtr& ink, double dots_per_inch);

}  // namespace siffra::extract
