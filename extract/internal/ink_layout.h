// What stands where on a page, from its ink alone: pieces of ink put together into runs of print (a
// label, a figure, a line of prose), before anything is recognised.
//
// Recognisers guess at the layout of pages of prose and lose the dashes, stops and lone digits of
// tables; here nothing that may be print is lost, and each run is then read by itself.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/internal/page_preparation.h"
#include "extract/internal/pix.h"

namespace siffra::extract {

// A connected piece of ink.
struct InkPiece {
  PixelBox box;
  int area = 0;          // pixels
  int pix = -1;          // index into InkLayout::pieces_of_ink
  bool by_hand = false;  // a tick or ring of a reader's pen: no print
};

struct InkRun {
  PixelBox box;
  std::vector<std::size_t> pieces;  // indices into InkLayout::pieces, left to right
  double height = 0;                // of its tall letters, pixels
  std::size_t line = 0;             // runs side by side share it; counted from the top
  bool lone_dash = false;           // a stroke that stands for nil or is a sign left alone
};

struct InkLayout {
  PixaPtr pictures;              // of every piece kept
  std::vector<InkPiece> pieces;  // specks and pictures included: what is on the page
  std::vector<InkRun> runs;      // top to bottom, left to right
  double letter_height = 0;      // the usual height of letters, pixels; 0 = no print found
};

InkLayout find_runs(const PreparedPage& page);

// Whether a piece looks like a minus sign or nil dash beside letters of this height.
bool looks_like_dash(const PixelBox& piece, double letter_height);

}  // namespace siffra::extract
