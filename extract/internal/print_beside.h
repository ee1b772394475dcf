// Does a figure's print go on beyond its box? A digit that preparation took for dirt, or that was
// too faint to be ink, is in no run and in no reading; in the grey picture it still shows.
#pragma once

#include "extract/internal/page_preparation.h"

namespace siffra::extract {

// Whether something as dark and as high as a digit stands right before or behind the figure.
// `free_before` and `free_behind` are the pixels on each side that belong to no other figure.
bool goes_on_beside(const PreparedPage& page, const PixelBox& figure, double free_before,
                    double free_behind);

}  // namespace siffra::extract
