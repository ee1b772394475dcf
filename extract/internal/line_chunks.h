// What the chunks of one line are: figures, dates or texts.
#pragma once

#include <cstddef>
#include <string_view>

#include "extract/lines.h"

namespace siffra::extract::internal {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number that names no time.
bool is_figure(const Chunk& chunk);

bool has_letters(const Chunk& chunk);

// Whether the first letter is a small one: "a" to "z", and those that take two bytes ("ö", not
// "Ö").
bool begins_small(std::string_view text);

// "NOT", "not", "Noter": what begins a reference to a note. Known without a rule book, since lines
// are parted before there is one.
bool is_word_for_note(std::string_view text);

// "Not 3": such a word and a short number.
bool is_worded_reference(std::string_view text);

struct ChunkCounts {
  std::size_t figures = 0, dates = 0, texts = 0, longest_text = 0;
  bool figure_after_text = false;
};

// What could not be read among dates is a head, elsewhere a figure.
ChunkCounts count_chunks(const TextLine& line);

}  // namespace siffra::extract::internal
