// A PDF of page images, each with or without a hidden text layer over it. Written here and not by
// Cairo, which can neither hide text nor keep CCITT data as it is.
#pragma once

#include <string>
#include <vector>

#include "tools/corpus/page.h"

namespace siffra::corpus {

struct PageImage {
  int width = 0, height = 0;               // pixels
  double page_width = 0, page_height = 0;  // points
  bool bitonal = false;                    // CCITT G4, one bit; else JPEG, grey
  bool black_is_one = false;               // of bitonal data
  std::string data;
  std::vector<TextRun> hidden_text;
};

std::string write_image_pdf(const std::vector<PageImage>& pages);

}  // namespace siffra::corpus
