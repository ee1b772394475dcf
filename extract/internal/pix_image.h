// Between the pictures that outputs draw on and Leptonica's.
#pragma once

#include "extract/internal/pix.h"
#include "extract/page_image.h"

namespace siffra::extract {

// In 32 bits; null where there is no memory.
PixPtr to_pix(const PageImage& image);
// `picture` has 32 bits.
PageImage to_page_image(const PixPtr& picture, double pixels_per_point);

}  // namespace siffra::extract
