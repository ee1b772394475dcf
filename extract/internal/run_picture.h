// One run of print cut out of its page, alone on clean paper.
#pragma once

#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"
#include "extract/internal/pix.h"

namespace siffra::extract {

enum class Cut {
  kStretched,  // the greys, their darkest print made black and their paper white
  kInk,        // ink and paper only
  kLarger,     // the greys at one and a half times the size
  kTight,      // as stretched, with hardly any paper above and below
};

struct RunPicture {
  PixPtr picture;
  // page x = (picture x / scale) + left, likewise y
  double scale = 1;
  int left = 0, top = 0;

  [[nodiscard]] PixelBox on_page(const PixelBox& box) const;
};

// The part of the page that a picture of the box is cut from.
PixelBox area_cut(const PreparedPage& page, const InkRun& run, const PixelBox& box);

// `box` is the run's own or a part of it. Ink of other runs, specks and what stands around it are
// left out. No picture when there is no memory for it or the box is empty.
RunPicture cut_out(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                   const PixelBox& box, Cut cut);

// The same with what stands in the box set three times side by side: recognisers of lines see a
// lone digit as a bracket or a stroke, three of them as a figure.
RunPicture cut_out_thrice(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                          const PixelBox& box, Cut cut);

}  // namespace siffra::extract
