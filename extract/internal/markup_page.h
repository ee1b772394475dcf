// What the files of other recognisers (ALTO, hOCR, PAGE XML) have in common: pages of words with
// boxes in units of their own, made here into pages in points.
//
//   MarkupPage page;              // filled by a reader, in the file's units
//   page.words.push_back(...);
//   Page made = to_page(page, 1);  // points; words without white space; skew undone
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace siffra::extract {

// Units in which a file gives its coordinates.
enum class MarkupUnit { kPixel, kTenthOfMillimetre, k1200thOfInch };

struct MarkupReading {
  std::string text;
  std::optional<double> probability;
  Source source = Source::kOcr;
};

struct MarkupWord {
  std::string text;        // may hold white space: then it is several words
  std::optional<Box> box;  // in the file's units
  std::optional<double> confidence;
  double font_size = 0;  // points
  bool bold = false;
  int rotation = 0;      // quarter turns clockwise, in degrees
  std::size_t line = 0;  // words of one line of the file share it
  Source source = Source::kOcr;
  std::vector<MarkupReading> alternatives;
};

struct MarkupPage {
  double width = 0, height = 0;  // 0 = the file does not say
  MarkupUnit unit = MarkupUnit::kPixel;
  double dots_per_inch = 0;  // of pixels; 0 = the file does not say
  std::string picture;       // name of the picture as the file gives it; empty = none
  bool own_work = false;     // written by this program: nothing in it is guessed or corrected
  std::vector<MarkupWord> words;
  std::vector<Box> rulings;
  [[nodiscard]] bool has_boxes() const;
};

struct MarkupPages {
  std::vector<MarkupPage> pages;
  std::string trouble;  // why the rest of the file could not be read; empty = all of it was
};

// Boxes that are not finite, or lie nowhere near the page, count as none. Words without a box on a
// page that has boxes are left out, which `trouble` then says.
Page to_page(const MarkupPage& markup, int number);

// The lines of a page without boxes, as plain text.
std::string plain_text_of(const MarkupPage& markup);

// Text of the file as words see it: ligatures spelled out, invisible characters gone.
std::string seen_text(std::string_view utf8);

// A rotation in degrees clockwise to the nearest quarter turn, 0 to 270.
int to_quarter_turn(double degrees_clockwise);

}  // namespace siffra::extract
