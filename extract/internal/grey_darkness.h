// How dark a place of a prepared page is, print and paper as the measure: what is too faint to
// count as ink still shows.
#pragma once

#include "extract/internal/page_preparation.h"

namespace siffra::extract {

class GreyDarkness {
 public:
  // `print` is the grey of the print near by.
  GreyDarkness(const PreparedPage& page, double print) : page_(page), print_(print) {}

  // The mean over a rectangle in pixels, from paper at 0 to print at 1; what lies beyond the page
  // does not count.
  [[nodiscard]] double mean(double x0, double y0, double x1, double y1) const;

 private:
  const PreparedPage& page_;
  double print_;
};

}  // namespace siffra::extract
