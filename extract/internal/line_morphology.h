// Ink seen along rows or columns of pixels: its long straight runs, its short gaps.
//
//   opened_along(ink, Direction::kHorizontal, 100);  // runs of a hundred pixels and more
//   closed_along(ink, Direction::kVertical, 9);      // gaps of up to eight pixels filled
//
// The same as Leptonica's brick operations of one row or column (the closing its safe one), in a
// number of whole-page steps that grows with the logarithm of the length and not with the length.
#pragma once

#include "extract/internal/pix.h"

namespace siffra::extract {

enum class Direction { kHorizontal, kVertical };

PixPtr opened_along(const PixPtr& ink, Direction direction, int length);
PixPtr closed_along(const PixPtr& ink, Direction direction, int length);

}  // namespace siffra::extract
