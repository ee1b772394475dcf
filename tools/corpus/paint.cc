#include "tools/corpus/paint.h"

#include <cairo-pdf.h>

#include <cmath>

#include "tools/corpus/internal/pango.h"

namespace siffra::corpus {
namespace {

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void set_ink(cairo_t* cairo, const Ink& ink) {
  cairo_set_source_rgb(cairo, ink.red, ink.green, ink.blue);
}

void paint_page(cairo_t* cairo, const PrintedPage& page) {
  for (const Fill& fill : page.fills) {
    set_ink(cairo, fill.ink);
    cairo_rectangle(cairo, fill.x, fill.y, fill.width, fill.height);
    cairo_fill(cairo);
  }
  for (const Stroke& stroke : page.strokes) {
    set_ink(cairo, stroke.ink);
    cairo_set_line_width(cairo, stroke.thickness);
    cairo_move_to(cairo, stroke.x0, stroke.y0);
    cairo_line_to(cairo, stroke.x1, stroke.y1);
    cairo_stroke(cairo);
  }
  const ContextPtr context = unhinted_context();
  const LayoutPtr layout(pango_layout_new(context.get()));
  for (const TextRun& run : page.runs) {
    set_ink(cairo, run.ink);
    pango_layout_set_font_description(layout.get(), describe(run.font).get());
    pango_layout_set_text(layout.get(), run.text.data(), static_cast<int>(run.text.size()));
    const double above = static_cast<double>(pango_layout_get_baseline(layout.get())) / PANGO_SCALE;
    cairo_move_to(cairo, run.x, run.baseline - above);
    pango_cairo_show_layout(cairo, layout.get());
  }
}

rules::Error trouble(cairo_status_t status) {
  return {rules::ErrorCode::kIo, cairo_status_to_string(status), {}};
}

}  // namespace

rules::Result<std::string> paint_pdf(const std::vector<PrintedPage>& pages,
                                     const std::string& title, const std::string& date) {
  std::string bytes;
  const double width = pages.empty() ? 595.28 : pages.front().width;
  const double height = pages.empty() ? 841.89 : pages.front().height;
  const SurfacePtr surface(cairo_pdf_surface_create_for_stream(append, &bytes, width, height));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                 (date + "T12:00:00Z").c_str());
  {
    const CairoPtr cairo(cairo_create(surface.get()));
    for (const PrintedPage& page : pages) {
      cairo_pdf_surface_set_size(surface.get(), page.width, page.height);
      paint_page(cairo.get(), page);
      cairo_show_page(cairo.get());
    }
    if (const cairo_status_t status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS)
      return trouble(status);
  }
  cairo_surface_finish(surface.get());
  if (const cairo_status_t status = cairo_surface_status(surface.get());
      status != CAIRO_STATUS_SUCCESS)
    return trouble(status);
  return bytes;
}

rules::Result<GreyImage> paint_grey(const PrintedPage& page, int dots_per_inch) {
  const double scale = dots_per_inch / 72.0;
  GreyImage image;
  image.width = static_cast<int>(std::lround(page.width * scale));
  image.height = static_cast<int>(std::lround(page.height * scale));
  const SurfacePtr surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, image.width, image.height));
  {
    const CairoPtr cairo(cairo_create(surface.get()));
    cairo_set_source_rgb(cairo.get(), 1, 1, 1);
    cairo_paint(cairo.get());
    cairo_scale(cairo.get(), scale, scale);
    paint_page(cairo.get(), page);
    if (const cairo_status_t status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS)
      return trouble(status);
  }
  cairo_surface_flush(surface.get());
  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  image.pixels.reserve(static_cast<std::size_t>(image.width) *
                       static_cast<std::size_t>(image.height));
  for (int y = 0; y < image.height; ++y) {
    const unsigned char* row = data + static_cast<std::ptrdiff_t>(y) * stride;
    for (int x = 0; x < image.width; ++x) {
      const unsigned char* pixel = row + static_cast<std::ptrdiff_t>(x) * 4;  // blue, green, red
      const int grey = (pixel[0] * 11 + pixel[1] * 59 + pixel[2] * 30) / 100;
      image.pixels.push_back(static_cast<std::uint8_t>(grey));
    }
  }
  return image;
}

}  // namespace siffra::corpus
