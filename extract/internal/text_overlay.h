// The invisible text of one page as the operators of its content stream.
#pragma once

#include <map>
#include <string>

#include "extract/document.h"

namespace siffra::extract {

// Where the page lies in the PDF's own coordinates.
struct PagePlace {
  Box crop;          // lower left to upper right, as PDF has it
  int rotation = 0;  // of the page: 0, 90, 180 or 270 degrees clockwise
};

// How often the picture was turned clockwise to stand upright; the rest of rotation_deg is skew.
int quarter_turns_of(const Page& page);

// Codes of the font for letters: those of Windows-1252, and names of their own for what it lacks.
class LetterCodes {
 public:
  // Text in the font's codes; letters beyond its room become question marks.
  std::string encode(const std::string& utf8);
  // Codes given out to letters that Windows-1252 lacks.
  [[nodiscard]] const std::map<char32_t, unsigned char>& extra() const { return extra_; }

 private:
  std::map<char32_t, unsigned char> extra_;
};

// Empty where the page has no words read from its picture. The font is /SiffraText, 0.6 wide.
std::string text_overlay(const Page& page, const PagePlace& place, LetterCodes& codes);

}  // namespace siffra::extract
