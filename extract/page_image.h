// A page as a picture, to draw on: what `siffra explain --format png` shows.
//
//   Result<PageImage> image = render_page("report.pdf", 3, {});
//   draw_frame(*image, word.box, {200, 0, 0});
//   Result<std::string> png = to_png(*image);
//
// Boxes are in points of the page, as everywhere else; the image knows its own resolution.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

struct Color {
  std::uint8_t red = 0, green = 0, blue = 0;
};

struct PageImage {
  std::size_t width = 0, height = 0;  // pixels
  double pixels_per_point = 1;
  std::vector<std::uint8_t> rgb;  // three bytes a pixel, rows from the top
};

// Draws the pages of one file, which is read once.
class PageRenderer {
 public:
  // PDF files and pictures; a text file has no pages to draw.
  static rules::Result<PageRenderer> open(const std::filesystem::path& file,
                                          const ReadOptions& options);
  PageRenderer(PageRenderer&&) noexcept;
  PageRenderer& operator=(PageRenderer&&) noexcept;
  ~PageRenderer();

  // `page` counts from 1. A page too large for `dots_per_inch` is refused; a picture is never made
  // finer than it is.
  [[nodiscard]] rules::Result<PageImage> render(int page, double dots_per_inch) const;

 private:
  struct Source;
  explicit PageRenderer(std::unique_ptr<Source> source);
  std::unique_ptr<Source> source_;
};

// One page alone, as PageRenderer draws it.
rules::Result<PageImage> render_page(const std::filesystem::path& file, int page,
                                     const ReadOptions& options, double dots_per_inch = 110);

// The outline of a box, `width` pixels wide and drawn outwards. Parts outside the page are cut off.
void draw_frame(PageImage& image, const Box& box, Color color, int width = 1);

// Colours the inside of a box like a marker pen: dark print stays readable.
void mark(PageImage& image, const Box& box, Color color);

rules::Result<std::string> to_png(const PageImage& image);

}  // namespace siffra::extract
