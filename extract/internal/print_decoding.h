// Figures read by the page's own digits, laid side by side.
//
// Models that read lines have learned on whole letters. Print that a copier or a threshold broke,
// whose zeros are two strokes and whose threes are bits, they misread in every look alike; yet on
// one page all zeros are broken alike. So the figures that were read teach what each digit of the
// page looks like, pixel by pixel, and how far digits stand apart (print_type.h); then the print of
// a figure is explained by digits, commas and spaces set side by side (print_explanation.h). It
// knows nothing of models, and nothing of sums. Document image decoding: Kopec, Chou 1994.
//
//   PrintDecoder decoder(page, figures, sure);
//   const auto decoded = decoder.decode(box, "");  // nothing where no digits explain the print
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extract/internal/print_type.h"

namespace siffra::extract {

struct DecodedWord {
  std::string text;  // of digits, a decimal comma, stops between thousands
  PixelBox box;
};

struct DecodedFigure {
  std::vector<DecodedWord> words;
  std::string text;      // of them, parted by spaces
  double share = 0;      // of all explanations, however its thousands are parted
  double other = 0;      // of the other text that was asked about
  double misfit = 0;     // of the digit that is least like the page's; of most it is about 1
  double left_over = 0;  // ink that no digit explains, in digits
  std::size_t type = 0;
};

class PrintDecoder {
 public:
  // Learns from `figures`, of which some may be misread; what is learned is put to the test with
  // `sure` ones.
  PrintDecoder(const PreparedPage& page, const std::vector<PrintSample>& figures,
               const std::vector<PrintSample>& sure);

  // `other` is a text to be weighed against the best one; it may be empty.
  [[nodiscard]] std::optional<DecodedFigure> decode(const PixelBox& box,
                                                    const std::string& other) const;
  [[nodiscard]] const std::vector<PrintType>& types() const { return types_; }

 private:
  const PreparedPage& page_;
  std::vector<PrintType> types_;
};

}  // namespace siffra::extract
