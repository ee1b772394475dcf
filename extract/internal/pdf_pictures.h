// Pages of a PDF as pictures to read from.
#pragma once

#include <memory>
#include <mutex>
#include <string_view>

#include "extract/internal/pix.h"
#include "extract/page_content.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

struct PagePicture {
  PixPtr picture;  // upright as the page is seen
  double dots_per_inch = 0;
  bool damaged = false;  // some of it could not be decoded
};

// Pages may be asked for by several threads at once; poppler is asked by one at a time, since its
// colour set-up is not safe between threads.
class PdfPictures {
 public:
  // `bytes` must outlive it.
  static rules::Result<std::unique_ptr<PdfPictures>> open(std::string_view bytes,
                                                          const ReadOptions& options);
  PdfPictures(const PdfPictures&) = delete;
  PdfPictures& operator=(const PdfPictures&) = delete;
  ~PdfPictures();

  // `index` counts from 0. The pixels of the page's own picture, as `make` tells of it, are taken
  // as they are. Pages too large to hold are made smaller.
  rules::Result<PagePicture> picture_of(int index, const PageMake& make);
  // The page hardly larger than needed to see what it looks like.
  rules::Result<PagePicture> glance_at(int index);

 private:
  struct Source;
  explicit PdfPictures(std::unique_ptr<Source> source);
  std::unique_ptr<Source> source_;
};

}  // namespace siffra::extract
