// A document as read: pages of words with boxes. The common ground of every reader (PDF text layer,
// text dump, OCR): everything above it is the same for all of them.
//
// Coordinates are points (1/72 inch), origin at the top left of the page as a person sees it (after
// the page's own rotation and crop box), x to the right, y down.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace siffra::extract {

struct Box {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  [[nodiscard]] double width() const { return x1 - x0; }
  [[nodiscard]] double height() const { return y1 - y0; }
  [[nodiscard]] double center_x() const { return (x0 + x1) / 2; }
  [[nodiscard]] double center_y() const { return (y0 + y1) / 2; }
  friend bool operator==(const Box&, const Box&) = default;
};

// The smallest box around both; a default-constructed Box (empty) is neutral.
Box united(const Box& a, const Box& b);

enum class Source { kTextLayer, kOcr };

// Another reading of the same word, with how likely its reader holds it.
struct Reading {
  std::string text;
  double log_likelihood = 0;  // natural logarithm, ≤ 0
  Source source = Source::kTextLayer;
  friend bool operator==(const Reading&, const Reading&) = default;
};

struct Word {
  std::string text;  // UTF-8, no white space
  Box box;
  double font_size = 0;  // points; 0 = unknown
  bool bold = false;
  int rotation = 0;  // degrees clockwise, 0 = upright as the page is seen
  Source source = Source::kTextLayer;
  double confidence = 1;          // probability that `text` is what is printed
  std::vector<Reading> readings;  // other readings, best first; empty for born-digital text
  friend bool operator==(const Word&, const Word&) = default;
};

// A straight line drawn on the page: evidence for rows and columns.
struct Ruling {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  friend bool operator==(const Ruling&, const Ruling&) = default;
};

enum class PageContent { kDigital, kScan, kScanWithText, kMixed, kEmpty };
enum class PageReading { kTextLayer, kOcr, kBoth, kSkipped };

struct Page {
  int number = 1;
  double width = 0, height = 0;  // points, as seen
  PageContent content = PageContent::kDigital;
  PageReading reading = PageReading::kTextLayer;
  double rotation_deg = 0;  // skew that was undone
  std::vector<Word> words;
  std::vector<Ruling> rulings;
  std::string trouble;  // why the page could not be read, or only in part; empty = none
};

struct Document {
  std::string file;    // as given by the user
  std::string sha256;  // lower-case hexadecimal
  std::uint64_t bytes = 0;
  std::string media_type;  // "application/pdf", "text/plain"
  std::vector<Page> pages;
};

}  // namespace siffra::extract
