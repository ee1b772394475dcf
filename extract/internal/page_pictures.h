// Which pages of a PDF show a large picture, from the file's structure alone: nothing is decoded.
#pragma once

#include <string_view>
#include <vector>

#include "extract/readers.h"

namespace siffra::extract {

// One entry a page: whether an image of some size (600 × 600 pixels or more) is among its
// resources. Empty when the structure cannot be read; poppler mends more than qpdf does, and then
// nothing is known.
std::vector<bool> pages_with_large_images(std::string_view bytes, const ReadOptions& options);

}  // namespace siffra::extract
