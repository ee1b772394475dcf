// A scanned page made ready for reading: grey, upright, straight, its paper evened out, its ink
// told from the paper and its ruling lines taken out (and kept as evidence).
#pragma once

#include <vector>

#include "extract/document.h"
#include "extract/internal/pix.h"
#include "rules/result.h"

namespace siffra::extract {

struct PreparedPage {
  PixPtr grey;  // 8 bits: dark print on paper of about kPaper
  PixPtr ink;   // 1 bit, same size: what is print
  double dots_per_inch = 0;
  double skew_degrees = 0;       // that was undone, clockwise positive
  int quarter_turns = 0;         // clockwise, that were made to set the page upright
  std::vector<Ruling> rulings;   // in pixels
  std::vector<PixelBox> stamps;  // in pixels: what stands in them is no print of the page
};

inline constexpr int kPaper = 235;  // the grey of paper after preparation

// `quarter_turns` clockwise set the picture upright. Fails when memory does or the picture cannot
// be used (no width, a depth nobody writes).
rules::Result<PreparedPage> prepare_page(PixPtr picture, double dots_per_inch, int quarter_turns);

}  // namespace siffra::extract
