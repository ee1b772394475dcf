#include "extract/page_image.h"

#include <png.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <new>

#include "extract/internal/open_pdf.h"
#include "extract/internal/picture_file.h"
#include "extract/internal/pix_image.h"
#include "extract/internal/read_bytes.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

constexpr double kLargestPixels = 40e6;  // an A0 poster at 110 dots per inch is 19 million

// poppler gives BGRA bytes in its 32-bit format.
PageImage from_poppler(const poppler::image& source, double dots_per_inch) {
  PageImage image;
  image.width = static_cast<std::size_t>(source.width());
  image.height = static_cast<std::size_t>(source.height());
  image.pixels_per_point = dots_per_inch / 72;
  image.rgb.reserve(image.width * image.height * 3);
  const auto stride = static_cast<std::size_t>(source.bytes_per_row());
  for (std::size_t y = 0; y < image.height; ++y) {
    const char* row = source.const_data() + y * stride;
    for (std::size_t x = 0; x < image.width; ++x) {
      for (const std::size_t channel : {2U, 1U, 0U}) {
        image.rgb.push_back(static_cast<std::uint8_t>(row[x * 4 + channel]));
      }
    }
  }
  return image;
}

Result<PageImage> draw_page(const poppler::document& document, int number, double dots_per_inch) {
  const std::unique_ptr<poppler::page> page(document.create_page(number - 1));
  if (!page) return Error{ErrorCode::kMalformed, "the page is damaged", {"", number}};
  const poppler::rectf size = page->page_rect(poppler::crop_box);
  const double scale = dots_per_inch / 72;
  if (size.width() * size.height() * scale * scale > kLargestPixels) {
    return Error{ErrorCode::kLimitExceeded, "the page is too large to be drawn", {"", number}};
  }
  poppler::page_renderer renderer;
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  renderer.set_image_format(poppler::image::format_argb32);
  const poppler::image image = renderer.render_page(page.get(), dots_per_inch, dots_per_inch);
  if (!image.is_valid() || image.width() <= 0 || image.height() <= 0) {
    return Error{ErrorCode::kMalformed, "the page cannot be drawn", {"", number}};
  }
  return from_poppler(image, dots_per_inch);
}

bool is_picture(std::string_view bytes) {
  l_int32 format = IFF_UNKNOWN;
  return bytes.size() > 12 &&
         findFileFormatBuffer(reinterpret_cast<const l_uint8*>(bytes.data()), &format) == 0 &&
         format != IFF_UNKNOWN;
}

// The points of its pixels follow from its resolution, as when it was read.
Result<PageImage> draw_picture(std::string_view bytes, int page, double dots_per_inch) {
  setMsgSeverity(L_SEVERITY_NONE);  // Leptonica's own words would reach standard error
  auto picture = picture_at(bytes, page - 1);
  if (!picture) return picture.error();
  PixPtr seen(pixConvertTo32(picture->picture.get()));
  double resolution = picture->dots_per_inch;
  if (seen && resolution > dots_per_inch) {
    const auto factor = static_cast<float>(dots_per_inch / resolution);
    seen.reset(pixScale(seen.get(), factor, factor));
    resolution = dots_per_inch;
  }
  if (!seen) return Error{ErrorCode::kIo, "there is no memory for the picture", {"", page}};
  return to_page_image(seen, resolution / 72);
}

struct EdgesInPixels {
  std::size_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // the far edges are outside
};

std::size_t to_pixel(double points, double scale, std::size_t limit) {
  const double pixel = std::round(points * scale);
  return static_cast<std::size_t>(std::clamp(pixel, 0.0, static_cast<double>(limit)));
}

EdgesInPixels to_pixels(const PageImage& image, const Box& box, double wider) {
  const double scale = image.pixels_per_point;
  const double margin = wider / scale;
  return {to_pixel(box.x0 - margin, scale, image.width),
          to_pixel(box.y0 - margin, scale, image.height),
          to_pixel(box.x1 + margin, scale, image.width),
          to_pixel(box.y1 + margin, scale, image.height)};
}

}  // namespace

struct PageRenderer::Source {
  std::string file;
  std::string bytes;                            // the document refers to them
  std::unique_ptr<poppler::document> document;  // null: the file is a picture
};

PageRenderer::PageRenderer(std::unique_ptr<Source> source) : source_(std::move(source)) {}
PageRenderer::PageRenderer(PageRenderer&&) noexcept = default;
PageRenderer& PageRenderer::operator=(PageRenderer&&) noexcept = default;
PageRenderer::~PageRenderer() = default;

Result<PageRenderer> PageRenderer::open(const std::filesystem::path& file,
                                        const ReadOptions& options) {
  auto bytes = options.content != nullptr ? Result<std::string>(*options.content)
                                          : read_bytes(file, options.max_bytes);
  if (!bytes) return bytes.error();
  auto source = std::make_unique<Source>();
  source->file = file.string();
  source->bytes = std::move(*bytes);
  if (source->bytes.substr(0, 1024).find("%PDF-") == std::string::npos) {
    if (is_picture(source->bytes)) return PageRenderer(std::move(source));
    return Error{ErrorCode::kWrongFormat,
                 "only the pages of a PDF or a picture can be drawn",
                 {file.string()}};
  }
  auto document = open_pdf(source->bytes, options);
  if (!document) {
    Error error = document.error();
    error.where.file = file.string();
    return error;
  }
  source->document = std::move(*document);
  return PageRenderer(std::move(source));
}

Result<PageImage> PageRenderer::render(int page, double dots_per_inch) const {
  const auto about = [&](Error error) {
    error.where.file = source_->file;
    return error;
  };
  if (source_->document && (page < 1 || page > source_->document->pages())) {
    return about(
        {ErrorCode::kInvalidArgument,
         "there is no such page; the last is " + std::to_string(source_->document->pages()),
         {"", page}});
  }
  try {
    auto image = source_->document ? draw_page(*source_->document, page, dots_per_inch)
                                   : draw_picture(source_->bytes, page, dots_per_inch);
    if (!image) return about(image.error());
    return image;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    return about(
        {ErrorCode::kMalformed, std::string("cannot be drawn: ") + failure.what(), {"", page}});
  }
}

Result<PageImage> render_page(const std::filesystem::path& file, int page,
                              const ReadOptions& options, double dots_per_inch) {
  const auto renderer = PageRenderer::open(file, options);
  if (!renderer) return renderer.error();
  return renderer->render(page, dots_per_inch);
}

void draw_frame(PageImage& image, const Box& box, Color color, int width) {
  const EdgesInPixels outer = to_pixels(image, box, width);
  const EdgesInPixels inner = to_pixels(image, box, 0);
  for (std::size_t y = outer.y0; y < outer.y1; ++y) {
    for (std::size_t x = outer.x0; x < outer.x1; ++x) {
      const bool inside = x >= inner.x0 && x < inner.x1 && y >= inner.y0 && y < inner.y1;
      if (inside) continue;
      const std::size_t at = (y * image.width + x) * 3;
      image.rgb[at] = color.red;
      image.rgb[at + 1] = color.green;
      image.rgb[at + 2] = color.blue;
    }
  }
}

void mark(PageImage& image, const Box& box, Color color) {
  const EdgesInPixels inner = to_pixels(image, box, 0);
  const auto dim = [](std::uint8_t paper, std::uint8_t ink) {
    return static_cast<std::uint8_t>(paper * ink / 255);
  };
  for (std::size_t y = inner.y0; y < inner.y1; ++y) {
    for (std::size_t x = inner.x0; x < inner.x1; ++x) {
      const std::size_t at = (y * image.width + x) * 3;
      image.rgb[at] = dim(image.rgb[at], color.red);
      image.rgb[at + 1] = dim(image.rgb[at + 1], color.green);
      image.rgb[at + 2] = dim(image.rgb[at + 2], color.blue);
    }
  }
}

Result<std::string> to_png(const PageImage& image) {
  constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max() / 4;
  if (image.width == 0 || image.height == 0 || image.width > kMost || image.height > kMost ||
      image.rgb.size() != image.width * image.height * 3) {
    return Error{ErrorCode::kInvalidArgument, "there is no picture to write", {}};
  }
  png_image header{};
  header.version = PNG_IMAGE_VERSION;
  header.width = static_cast<std::uint32_t>(image.width);
  header.height = static_cast<std::uint32_t>(image.height);
  header.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(header);
  std::string bytes(size, '\0');
  const int written =
      png_image_write_to_memory(&header, bytes.data(), &size, 0, image.rgb.data(), 0, nullptr);
  const std::string complaint(static_cast<const char*>(header.message));
  png_image_free(&header);
  if (written == 0) return Error{ErrorCode::kIo, "cannot write the picture: " + complaint, {}};
  bytes.resize(size);
  return bytes;
}

}  // namespace siffra::extract
