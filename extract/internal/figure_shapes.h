// What the surely read figures of a page say about the doubtful ones: their digits, laid upon those
// in doubt, fit or do not (digit_shapes.h).
//
// The models may be in two minds about the sevens of a type whose ones look like them, or see
// letters in a clear 117; the other sevens and ones of the page are not.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/internal/page_preparation.h"
#include "extract/internal/pix.h"

namespace siffra::extract {

struct ShapedFigure {
  PixelBox digits;  // nothing else stands in it
  double confidence = 0;
  std::string text;             // empty: it could not be read
  std::vector<Reading> others;  // log-likelihoods as of the text's
  int least = 0, most = 0;      // digits that its ink has room for
};

struct ShapeAdvice {
  std::optional<std::size_t> better;  // of the other readings: its digits look like the page's
  std::string digits;     // or none of the readings: these digits do, and the text's do not
  double confidence = 0;  // of what is better
};

// One for each figure. Readings of as many digits are compared; where the text's digits are not as
// many as the ink, or nothing was read, the digits are told by shape alone.
std::vector<ShapeAdvice> advise_by_shapes(const PreparedPage& page,
                                          const std::vector<ShapedFigure>& figures);

}  // namespace siffra::extract
