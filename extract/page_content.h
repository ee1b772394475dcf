// What the pages of a PDF are made of, from the PDF itself: how much of a page is picture and how
// fine, and whether its text can be seen.
//
//   Result<std::vector<PageMake>> makes = examine_pages(bytes, options, {0, 4});
//
// Looks at what the page draws, not at its pixels. A page whose content cannot be followed is said
// to hold nothing; `trouble` tells.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

struct PageMake {
  double picture_share = 0;  // of the page's area that pictures cover, 0 to 1
  double dots_per_inch = 0;  // of the finest picture of some size; 0 = no picture
  // At these the page as it is seen shows that picture, if it is black and white, pixel for pixel.
  // Scaled ever so little it would be neither, and its strokes no longer even; a grey one gains by
  // it. 0 = no such resolution.
  double dots_across = 0, dots_down = 0;
  std::size_t seen_text = 0;    // bytes shown in a way that can be seen
  std::size_t hidden_text = 0;  // bytes shown invisibly, or beneath a picture of the whole page
  std::vector<Box> pictures;    // where they lie, points of the page as seen; parts put together
  std::string trouble;
};

// Whether a page may hold a picture of its own size: cheap, from the resources alone. Indices count
// from 0.
rules::Result<std::vector<bool>> pages_with_large_pictures(std::string_view bytes,
                                                           const ReadOptions& options);

// One PageMake for each index asked for.
rules::Result<std::vector<PageMake>> examine_pages(std::string_view bytes,
                                                   const ReadOptions& options,
                                                   std::span<const int> pages);

}  // namespace siffra::extract
