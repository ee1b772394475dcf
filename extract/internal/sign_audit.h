// Minus signs looked for in the pixels: a recogniser loses them more often than anything else, and
// leaves no trace where it does.
#pragma once

#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"

namespace siffra::extract {

enum class MinusPlace { kNone, kBefore, kBehind };

struct SignAudit {
  MinusPlace minus = MinusPlace::kNone;  // where a dash stands, seen from the digits
  PixelBox rest;                         // the box without the dash
  bool speck = false;  // a mark as high as it is long stands where a sign would, and is left out
};

// `box` holds one figure. A dash is a flat stroke at half height whose columns hold nothing else,
// with digits of full height to its right or, where ledgers print it, to its left. "500:-" and
// "500,-" have a mark between and are no negative figures.
SignAudit find_minus(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                     const PixelBox& box);

}  // namespace siffra::extract
