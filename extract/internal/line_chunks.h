// What the chunks of one line are: figures, dates or texts.
#pragma once

#include <cstddef>

#include "extract/lines.h"

namespace siffra::extract::internal {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number that names no time.
bool is_figure(const Chunk& chunk);

bool has_letters(const Chunk& chunk);

struct ChunkCounts {
  std::size_t figures = 0, dates = 0, texts = 0, longest_text = 0;
  bool figure_after_text = false;
};

// What could not be read among dates is a head, elsewhere a figure.
ChunkCounts count_chunks(const TextLine& line);

}  // namespace siffra::extract::internal
