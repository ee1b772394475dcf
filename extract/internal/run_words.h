// What was read of a run as words of the page, boxes still in pixels.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/document.h"
#include "extract/internal/figure_reading.h"
#include "extract/internal/ink_layout.h"

namespace siffra::extract {

Word to_word(const WordReading& reading, const InkRun& run, double confidence);

// The words from `from` up to `to`, never surer than a label is held.
void add_label(const LineReading& words, std::size_t from, std::size_t to, const InkRun& run,
               std::vector<Word>& out);

// The figure, and what else it may be with the words it is about.
void add_figure(const FigureReading& figure, const InkRun& run, std::vector<Word>& out);

}  // namespace siffra::extract
