// Digits told apart by their shapes: the page's own print is the measure.
//
// The models that read a page share their training and err together: a worn 0 that one takes for an
// 8 the others do too. On one page the digits of a column are alike to the pixel, give or take the
// scanner. So the print in doubt is laid upon the same page's surely read digits: is it nearer to
// their zeros or to their eights? That knows nothing of models, and nothing of sums.
//
// Nearest neighbours by normalised correlation (Duda, Hart, Stork: Pattern Classification, 2nd ed.,
// ch. 4), on digits scaled to one height.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/internal/page_preparation.h"

namespace siffra::extract {

// The digits of a figure as printed, without its sign and its separators.
std::string digits_of(std::string_view text);

class DigitShapes {
 public:
  // `page` is the page or a part of it; `box` is there what `on_page` is on the page.

  // A figure that was surely read. Left aside where its ink does not fall apart into as many digits
  // as its text has.
  void learn(const PreparedPage& page, const PixelBox& box, const PixelBox& on_page,
             std::string_view text);

  // The logarithm of how many times likelier the print in the box is to say `text` than `other`, at
  // most kMostOdds either way. Nothing where shapes cannot tell: the ink does not fall apart into
  // their digits, the digits they share do not fit the print (it was cut wrongly), neither fits
  // well, or too few digits of these kinds were learned. Digits learned from the box itself do not
  // speak. Of texts of which one has a digit more it tells that all of the longer one's digits
  // stand there, or of a longer `text` that clearly others do: the box of the shorter one may not
  // hold all print.
  std::optional<double> weigh(const PreparedPage& page, const PixelBox& box,
                              const PixelBox& on_page, std::string_view text,
                              std::string_view other) const;

  // The most that an answer of weigh() is worth on this page, by what the measure makes of the
  // digits learned: broken print looks like other digits there, too.
  double trusted() const;

  // The digits that the print in the box says, if it falls apart into so many and each looks like
  // one kind clearly more than like any other.
  std::optional<std::string> read(const PreparedPage& page, const PixelBox& box,
                                  const PixelBox& on_page, std::size_t count) const;

  static constexpr double kMostOdds = 8;

  static constexpr int kHeight = 24;  // of a tall digit, in samples
  static constexpr int kWidth = 20;
  using Shape = std::array<float, static_cast<std::size_t>(kHeight) * kWidth>;  // of length 1

 private:
  struct Example {
    PixelBox figure;
    Shape shape;
    double width = 0;  // of its height
  };

  std::optional<double> distance(const Shape& shape, std::size_t digit,
                                 const PixelBox& asked) const;
  std::array<std::optional<double>, 10> distances(const Shape& shape, const PixelBox& asked) const;
  bool is_as_wide(const PixelBox& digit, std::size_t kind, const PixelBox& asked) const;
  bool shows(const PreparedPage& page, const PixelBox& box, const PixelBox& on_page,
             const std::string& digits) const;
  enum class Longer { kUntold, kShown, kOthersShown };
  Longer longer_of(const PreparedPage& page, const PixelBox& box, const PixelBox& on_page,
                   const std::string& longer, const std::string& shorter) const;
  double usual_distance() const;

  std::array<std::vector<Example>, 10> examples_;
  mutable double usual_ = 0;    // of a digit to its own kind; 0: to be found
  mutable double trusted_ = 0;  // the most that an answer is worth; 0: to be found
};

}  // namespace siffra::extract
