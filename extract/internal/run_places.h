// Runs of print as read, and where they stand: in a column of figures, or in a row of them.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "extract/document.h"
#include "extract/internal/figure_reading.h"
#include "extract/internal/ink_layout.h"

namespace siffra::extract {

// A run as read: its words in page pixels, those of figures with what else they may be.
struct RunReading {
  std::vector<Word> words;  // boxes still in pixels
  bool is_figure = false;
  double confidence = 0;               // of the least sure word
  std::optional<FigureReading> whole;  // where all of the run is one figure
  bool forced = false;                 // it did not read as one at first
  std::optional<FigureReading> tried;  // where it stands for a figure and did not read as one
};

// Right edges shared by at least three figures.
std::vector<int> figure_columns(const InkLayout& layout, const std::vector<RunReading>& readings);

bool stands_in_column(const InkRun& run, const std::vector<int>& columns, double letter_height);

// A sign and a digit, or a lone digit, between the figures of its line, since a column of two or
// three figures has no edge that three share; or the first digits of a figure in groups.
bool stands_in_row(const InkLayout& layout, const std::vector<RunReading>& readings,
                   std::size_t at);

// "7A" for 7,4: as many digits as letters.
bool half_figure(const RunReading& reading);

bool has_letter(const RunReading& reading);
bool has_digit(const Word& word);

}  // namespace siffra::extract
