// From the page as a person sees it (points from the top left, after crop box and rotation) to the
// page's own coordinates, in which PDF annotations are placed.
#pragma once

#include "extract/document.h"

namespace siffra::reconcile::internal {

struct PageSpace {
  // The visible part of the page in its own coordinates: y upwards, y0 < y1.
  extract::Box crop;
  int rotation = 0;  // degrees clockwise for viewing: 0, 90, 180, 270
};

// The same place in the page's own coordinates.
extract::Box to_page(const PageSpace& space, const extract::Box& seen);

// Width and height as seen.
double seen_width(const PageSpace& space);
double seen_height(const PageSpace& space);

}  // namespace siffra::reconcile::internal
