// Words of one page put together into lines of text and chunks (runs of words that belong
// together).
//
// A chunk ends where the gap is wider than a word space; a figure printed in groups ("2 997 335")
// is one chunk. A two-column page gives lines per column: see docs/extraction.md#lines.
#pragma once

#include <string>
#include <vector>

#include "extract/document.h"

namespace siffra::extract {

struct Chunk {
  std::string text;  // words joined by single spaces
  Box box;
  bool bold = false;
  bool numeric = false;            // reads as an amount, a lone dash or a share
  std::vector<std::size_t> words;  // indices into Page::words, left to right
};

struct TextLine {
  int page = 1;
  Box box;
  std::vector<Chunk> chunks;  // left to right
  double font_size = 0;
  bool bold = false;  // every word is
  int block = 0;      // lines of the same column of the page share it

  [[nodiscard]] std::string text() const;  // chunks joined by two spaces
};

// Reading order: block by block, top to bottom. Rotated and invisible-looking words are left out.
std::vector<TextLine> build_lines(const Page& page);

}  // namespace siffra::extract
