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
#include "extract/internal/quiet_decoding.h"

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

struct Resolution {
  double across = 0, down = 0;  // dots per inch
};

// Drawn outlines have no resolution of their own; coarse pictures are not made finer than they are,
// very fine ones not kept so.
constexpr double kFinest = 400, kCoarsest = 100, kUsual = 300;

Resolution resolution_for(const PageMake& make, double square_inches) {
  const double most = std::sqrt(kMostPixels / square_inches);
  Resolution exact{make.dots_across, make.dots_down};
  // A whole number of pixels becomes one, so that strokes stay as even as they are.
  const double finest = std::max(exact.across, exact.down);
  const double less = std::ceil(finest / std::min(kFinest, most));
  if (less > 1) exact = {exact.across / less, exact.down / less};
  if (finest / std::max(less, 1.0) >= kCoarsest) return exact;
  const double own = make.dots_per_inch;
  const double even = std::min(most, own <= 0 ? kUsual : std::clamp(own, kCoarsest, kFinest));
  return {even, even};
}

// Poppler draws what it can and complains of the rest: of decoders of pictures as of fonts.
bool speaks_of_pictures(const std::string& complaint) {
  constexpr std::string_view kWords[] = {"stream", "DCT",   "jpeg",  "JPEG",     "JPX",  "JBIG2",
                                         "CCITT",  "Image", "image", "decoding", "Flate"};
  return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
    return complaint.find(word) != std::string::npos;
  });
}

// Fax machines scan more finely across than down: the coarser side is drawn out.
PixPtr made_square(PixPtr picture, const Resolution& resolution) {
  constexpr double kSquare = 0.01;
  const double finest = std::max(resolution.across, resolution.down);
  if (std::abs(resolution.across - resolution.down) < kSquare * finest) return picture;
  return PixPtr(pixScale(picture.get(), static_cast<float>(finest / resolution.across),
                         static_cast<float>(finest / resolution.down)));
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

namespace {

poppler::image drawn(const poppler::page& page, const Resolution& resolution) {
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  return renderer.render_page(&page, resolution.across, resolution.down);
}

bool has_greys(const poppler::image& image) {
  constexpr std::size_t kFewest = 16;  // pixels
  const auto stride = static_cast<std::size_t>(image.bytes_per_row());
  std::size_t greys = 0;
  for (int y = 0; y < image.height(); ++y) {
    const char* line = image.const_data() + static_cast<std::size_t>(y) * stride;
    for (int x = 0; x < image.width(); ++x) {
      const auto value = static_cast<unsigned char>(line[x]);
      greys += value != 0 && value != 255 ? 1u : 0u;
    }
    if (greys >= kFewest) return true;
  }
  return false;
}

// A black-and-white picture drawn pixel for pixel has no greys. Where its edge lies on the page's
// own, a rounding in the last place decides whether poppler draws one row or column more than there
// are and blurs all the others to fit: drawn one less, the picture falls into place.
poppler::image drawn_exactly(const poppler::page& page, Resolution& resolution) {
  poppler::image image = drawn(page, resolution);
  if (!image.is_valid() || !has_greys(image)) return image;
  const Resolution less{resolution.across * (1 - 1.0 / std::max(2, image.width())),
                        resolution.down * (1 - 1.0 / std::max(2, image.height()))};
  for (const Resolution& other :
       {Resolution{resolution.across, less.down}, Resolution{less.across, resolution.down}, less}) {
    poppler::image again = drawn(page, other);
    if (!again.is_valid() || has_greys(again)) continue;
    resolution = other;
    return again;
  }
  return image;
}

Result<PagePicture> draw(const poppler::document& document, int index, const PageMake& make) {
  const std::unique_ptr<poppler::page> page(document.create_page(index));
  if (!page) return cannot_draw("");
  const poppler::rectf crop = page->page_rect(poppler::crop_box);
  if (!(crop.width() > 0) || !(crop.height() > 0)) return cannot_draw(": it has no size");
  Resolution resolution = resolution_for(make, crop.width() * crop.height() / (72 * 72));
  const bool exact = make.dots_across > 0 && resolution.across == make.dots_across;
  const PopplerComplaints complaints;
  const poppler::image image = exact ? drawn_exactly(*page, resolution) : drawn(*page, resolution);
  if (!image.is_valid() || image.width() <= 0 || image.height() <= 0) return cannot_draw("");
  PixPtr picture = to_pix(image);
  if (picture) picture = made_square(std::move(picture), resolution);
  if (!picture) return cannot_draw(": there is no memory for it");
  return PagePicture{std::move(picture), std::max(resolution.across, resolution.down),
                     speaks_of_pictures(complaints.heard())};
}

}  // namespace

Result<PagePicture> PdfPictures::picture_of(int index, const PageMake& make) {
  const std::lock_guard<std::mutex> lock(source_->one_at_a_time);
  const QuietDecoding quiet;
  try {
    return draw(*source_->document, index, make);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    return cannot_draw(std::string(": ") + failure.what());
  }
}

Result<PagePicture> PdfPictures::glance_at(int index) {
  PageMake coarse;
  coarse.dots_per_inch = kCoarsest;
  return picture_of(index, coarse);
}

}  // namespace siffra::extract
