// One figure read until independent readings agree.
//
// Tesseract's own confidence does not tell a misread digit from a right one; two readings of
// different models or of differently prepared pictures that agree do. The sign is taken from the
// pixels (sign_audit.h), so the readings are of the digits alone.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/internal/figure_hearing.h"
#include "extract/internal/page_recognition.h"

namespace siffra::extract {

struct FigureReading {
  LineReading words;            // boxes on the page, in pixels; the sign, if any, is part of a word
  double confidence = 0;        // that all of it is what is printed
  std::vector<Reading> others;  // of the whole figure, best first
  std::vector<LineReading> other_words;  // of each
  MinusPlace minus = MinusPlace::kNone;  // found in the pixels
  PixelBox digits;                       // the box without the sign
  PixelBox print;                        // and without a percent sign
  int least = 0, most = 0;               // digits that the ink of that has room for
  CommaMark comma;                       // that the ink shows, read or not
  bool agreed = false;                   // at least two readings did
  double fit = -1e9;    // log-likelihood a character of the reading that likes it best
  bool formed = false;  // it is one amount as it stands
};

// `first` is what has been read of this box already, if anything. `decimals` after a comma are
// expected where a column is set so and there is room for one; 0 = only if seen.
FigureReading read_figure(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                          const PixelBox& box, const std::optional<LineReading>& first,
                          Engines& engines, int decimals = 0);

// One figure as every look sees it.
struct Looks {
  MinusPlace minus = MinusPlace::kNone;  // found in the pixels; the looks are of the digits alone
  InkCount ink;
  std::vector<Witness> witnesses;
};

Looks look_at(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
              const PixelBox& box, Engines& engines);

// How well each text explains the looks, as logarithms relative to the best. Stops, spaces and
// commas count only where decimals begin.
std::vector<double> weigh_texts(const Looks& looks, std::span<const std::string> texts);

// Whether the text may be a figure, give or take a misread character.
bool figure_like(const std::string& text);

// Words joined by single spaces.
std::string text_of(const LineReading& words);

}  // namespace siffra::extract
