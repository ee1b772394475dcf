// The page as it was read, and as the file shows it.
//
// A scanned page is set upright and straightened before it is read; its boxes are those of the page
// so set. Page::rotation_deg says by how much it was turned clockwise in all: quarter turns and the
// few degrees of its skew.
#pragma once

#include "extract/document.h"

namespace siffra::extract {

int quarter_turns(const Page& page);    // 0 to 3
double skew_degrees(const Page& page);  // the rest

// Where a box lies on the page as the file shows it, before turning and straightening; of a slanted
// box the upright one round the same centre.
Box box_in_file(const Page& page, const Box& box);

}  // namespace siffra::extract
