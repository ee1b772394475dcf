// Pages being filled from top to bottom, in one or several columns.
#pragma once

#include <string>
#include <vector>

#include "tools/corpus/house_style.h"
#include "tools/corpus/page.h"
#include "tools/corpus/text_measure.h"

namespace siffra::corpus {

class Flow {
 public:
  Flow(const HouseStyle& style, TextMeasure& measure);

  // From here on so many columns; begins a new page unless the page is still empty or already so.
  void set_columns(int count);
  // The same, but rather goes on as it is than leave much of the page empty.
  void prefer_columns(int count);
  void new_page();
  // The next column of the page, or a new page.
  void new_frame();
  // A new frame unless `height` is left in this one.
  void require(double height);
  void skip(double height) { y_ += height; }

  [[nodiscard]] double left() const;
  [[nodiscard]] double width() const;
  [[nodiscard]] double y() const { return y_; }
  [[nodiscard]] double bottom() const;
  [[nodiscard]] double frame_height() const;
  [[nodiscard]] bool at_top() const { return y_ <= style_.margin_top; }
  [[nodiscard]] int page_number() const { return static_cast<int>(pages_.size()); }

  // Text with its left, right or middle at x; the baseline is given. Returns its width.
  double text_left(double x, double baseline, const std::string& text, const Font& font,
                   const Ink& ink = {});
  void text_right(double x, double baseline, const std::string& text, const Font& font,
                  const Ink& ink = {});
  void text_center(double x, double baseline, const std::string& text, const Font& font,
                   const Ink& ink = {});
  void line(double x0, double y0, double x1, double y1, double thickness, const Ink& ink = {});
  void fill(double x, double y, double width, double height, const Ink& ink);

  // Heading and paragraphs at the current place.
  void heading(const std::string& text, double size, bool centered = false);
  void paragraph(const std::string& text, const Font& font, double line_height);

  std::vector<PrintedPage>& pages() { return pages_; }
  TextMeasure& measure() { return measure_; }
  [[nodiscard]] const HouseStyle& style() const { return style_; }

 private:
  PrintedPage& page() { return pages_.back(); }

  const HouseStyle& style_;
  TextMeasure& measure_;
  std::vector<PrintedPage> pages_;
  int columns_ = 1;
  int column_ = 0;
  double y_ = 0;
};

}  // namespace siffra::corpus
