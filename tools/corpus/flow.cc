#include "tools/corpus/flow.h"

namespace siffra::corpus {
namespace {

constexpr double kGutter = 22;  // points between the columns of a page

}  // namespace

Flow::Flow(const HouseStyle& style, TextMeasure& measure) : style_(style), measure_(measure) {
  new_page();
}

void Flow::new_page() {
  PrintedPage page;
  page.width = style_.page_width;
  page.height = style_.page_height;
  pages_.push_back(std::move(page));
  column_ = 0;
  y_ = style_.margin_top;
}

void Flow::set_columns(int count) {
  if (count == columns_) return;
  if (!at_top() || column_ > 0) new_page();
  columns_ = count;
}

void Flow::prefer_columns(int count) {
  const double filled = (y_ - style_.margin_top) / frame_height();
  if (count > columns_ && !at_top() && filled < 0.8) return;
  set_columns(count);
}

void Flow::new_frame() {
  if (column_ + 1 >= columns_) return new_page();
  ++column_;
  y_ = style_.margin_top;
}

void Flow::require(double height) {
  if (y_ + height > bottom() && !at_top()) new_frame();
}

double Flow::width() const {
  const double whole = style_.page_width - style_.margin_left - style_.margin_right;
  return (whole - kGutter * (columns_ - 1)) / columns_;
}

double Flow::left() const { return style_.margin_left + column_ * (width() + kGutter); }

double Flow::bottom() const { return style_.page_height - style_.margin_bottom; }

double Flow::frame_height() const { return bottom() - style_.margin_top; }

double Flow::text_left(double x, double baseline, const std::string& text, const Font& font,
                       const Ink& ink) {
  const double width = measure_.width(text, font);
  if (!text.empty()) page().runs.push_back({x, baseline, width, text, font, ink});
  return width;
}

void Flow::text_right(double x, double baseline, const std::string& text, const Font& font,
                      const Ink& ink) {
  text_left(x - measure_.width(text, font), baseline, text, font, ink);
}

void Flow::text_center(double x, double baseline, const std::string& text, const Font& font,
                       const Ink& ink) {
  text_left(x - measure_.width(text, font) / 2, baseline, text, font, ink);
}

void Flow::line(double x0, double y0, double x1, double y1, double thickness, const Ink& ink) {
  page().strokes.push_back({x0, y0, x1, y1, thickness, ink});
}

void Flow::fill(double x, double y, double width, double height, const Ink& ink) {
  page().fills.push_back({x, y, width, height, ink});
}

void Flow::heading(const std::string& text, double size, bool centered) {
  const Font font{style_.heading_family, size, true, false};
  const std::vector<std::string> lines = measure_.wrapped(text, font, width());
  for (const std::string& each : lines) {
    y_ += size * 1.25;
    if (centered)
      text_center(left() + width() / 2, y_, each, font, style_.accent);
    else
      text_left(left(), y_, each, font, style_.accent);
  }
  y_ += size * 0.45;
}

void Flow::paragraph(const std::string& text, const Font& font, double line_height) {
  for (const std::string& each : measure_.wrapped(text, font, width())) {
    require(line_height);
    y_ += line_height;
    text_left(left(), y_, each, font);
  }
  y_ += line_height * 0.6;
}

}  // namespace siffra::corpus
