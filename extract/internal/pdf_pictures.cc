#include "extract/internal/pdf_pictures.h"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <new>
#include <string>
#include <utility>

#include "extract/internal/open_pdf.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

struct PdfPictures::Source {
  std::unique_ptr<poppler::document> document;
  std::mutex one_at_a_time;
};

namespace {

constexpr double kMostPixels = 36e6;  // an A3 page at 400 dots per inch has 31 million

// Drawn outlines have no resolution of their own; coarse pictures are not made finer than they are,
// very fine ones not kept so.
double resolution_for(double dots_per_inch, double width_points, double height_points) {
  constexpr double kUsual = 300;
  double resolution = dots_per_inch <= 0 ? kUsual : std::clamp(dots_per_inch, 100.0, 400.0);
  const double inches = width_points * height_points / (72 * 72);
  if (inches * resolution * resolution > kMostPixels) resolution = std::sqrt(kMostPixels / inches);
  return resolution;
}

PixPtr to_pix(const poppler::image& image) {
  const int width = image.width();
  const int height = image.height();
  PixPtr picture(pixCreate(width, height, 8));
  if (!picture) return picture;
  const auto to_stride = static_cast<std::size_t>(pixGetWpl(picture.get()));
  const auto from_stride = static_cast<std::size_t>(image.bytes_per_row());
  for (int y = 0; y < height; ++y) {
    const auto line = static_cast<std::size_t>(y);
    const char* from = image.const_data() + line * from_stride;
    l_uint32* to = pixGetData(picture.get()) + line * to_stride;
    for (int x = 0; x < width; ++x) {
      SET_DATA_BYTE(to, x, static_cast<unsigned char>(from[x]));
    }
  }
  return picture;
}

Error cannot_draw(const std::string& why) {
  return {ErrorCode::kMalformed, "the page could not be drawn" + why, {}};
}

}  // namespace

PdfPictures::PdfPictures(std::unique_ptr<Source> source) : source_(std::move(source)) {}
PdfPictures::~PdfPictures() = default;

Result<std::unique_ptr<PdfPictures>> PdfPictures::open(std::string_view bytes,
                                                       const ReadOptions& options) {
  Result<std::unique_ptr<poppler::document>> document = open_pdf(bytes, options);
  if (!document) return document.error();
  auto source = std::make_unique<Source>();
  source->document = std::move(document).value();
  return std::unique_ptr<PdfPictures>(new PdfPictures(std::move(source)));
}

Result<PagePicture> PdfPictures::picture_of(int index, double dots_per_inch) {
  const std::lock_guard<std::mutex> lock(source_->one_at_a_time);
  try {
    const std::unique_ptr<poppler::page> page(source_->document->create_page(index));
    if (!page) return cannot_draw("");
    const poppler::rectf crop = page->page_rect(poppler::crop_box);
    if (!(crop.width() > 0) || !(crop.height() > 0)) return cannot_draw(": it has no size");
    PagePicture result;
    result.dots_per_inch = resolution_for(dots_per_inch, crop.width(), crop.height());
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_gray8);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
    renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
    const poppler::image image =
        renderer.render_page(page.get(), result.dots_per_inch, result.dots_per_inch);
    if (!image.is_valid() || image.width() <= 0 || image.height() <= 0) return cannot_draw("");
    result.picture = to_pix(image);
    if (!result.picture) return cannot_draw(": there is no memory for it");
    return result;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    return cannot_draw(std::string(": ") + failure.what());
  }
}

}  // namespace siffra::extract
