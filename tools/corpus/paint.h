// Painting typeset pages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/result.h"
#include "tools/corpus/page.h"

namespace siffra::corpus {

// A born-digital PDF; the same pages give the same bytes. `date` is an ISO date for its metadata.
rules::Result<std::string> paint_pdf(const std::vector<PrintedPage>& pages,
                                     const std::string& title, const std::string& date);

// One page as grey pixels, row by row, 255 = white.
struct GreyImage {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
};
rules::Result<GreyImage> paint_grey(const PrintedPage& page, int dots_per_inch);

}  // namespace siffra::corpus
