// From the page as it was read (points from the top left, after crop box and rotation, a scanned
// page upright and straight) to the page's own coordinates, in which PDF annotations are placed.
#pragma once

#include "extract/document.h"

namespace siffra::reconcile::internal {

struct PageSpace {
  // The visible part of the page in its own coordinates: y upwards, y0 < y1.
  extract::Box crop;
  int rotation = 0;  // degrees clockwise for viewing: 0, 90, 180, 270
  // How a scanned page was set upright and straightened before it was read; null: it was not.
  const extract::Page* read_as = nullptr;
};

// The same place in the page's own coordinates.
extract::Box to_page(const PageSpace& space, const extract::Box& seen);

// Width as seen.
double seen_width(const PageSpace& space);

// How far a drawing must be turned clockwise to stand as the print does.
int drawing_rotation(const PageSpace& space);

}  // namespace siffra::reconcile::internal
