// A typeset page: where every piece of text and every line stands. Painted to PDF or to an image
// from the same description, so that a scan and its born-digital original agree to the point.
#pragma once

#include <string>
#include <vector>

namespace siffra::corpus {

struct Ink {
  double red = 0, green = 0, blue = 0;
};

struct Font {
  std::string family;
  double size = 10;  // points
  bool bold = false;
  bool italic = false;
};

// Coordinates are points from the top left.
struct TextRun {
  double x = 0, baseline = 0, width = 0;
  std::string text;
  Font font;
  Ink ink;
};

struct Stroke {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0, thickness = 0.5;
  Ink ink;
};

struct Fill {
  double x = 0, y = 0, width = 0, height = 0;
  Ink ink;
};

struct PrintedPage {
  double width = 595.28, height = 841.89;
  std::vector<Fill> fills;
  std::vector<Stroke> strokes;
  std::vector<TextRun> runs;
};

}  // namespace siffra::corpus
