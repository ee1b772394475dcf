// Page pictures small enough to be put into a document that shows them all.
//
//   Result<PageRenderer> renderer = PageRenderer::open("report.pdf", {});
//   Result<PageImage> image = renderer->render(6, 150);
//   Result<CompactPicture> picture = to_compact_picture(as_read(std::move(*image), page));
#pragma once

#include <string>

#include "extract/document.h"
#include "extract/page_image.h"
#include "rules/result.h"

namespace siffra::extract {

// The page as its boxes see it: turned and straightened as it was for reading.
PageImage as_read(PageImage image, const Page& page);

struct CompactPicture {
  std::string media_type;  // "image/png", "image/jpeg", "image/svg+xml"
  std::string bytes;
};

// Print on plain paper becomes a PNG of sixteen greys; where grain or photographs make that large,
// a JPEG. Colours are kept where there are any.
rules::Result<CompactPicture> to_compact_picture(const PageImage& image);

// A page that has words but no picture (of a text dump), its words drawn where they stand.
CompactPicture draw_words(const Page& page);

}  // namespace siffra::extract
