// Words of one page put together into lines of text and chunks (runs of words that belong
// together).
//
// A chunk ends where the gap is wider than a word space of this page; a figure printed in groups
// ("2 997 335") is one chunk, and two figures side by side are two however close they stand. A page
// set in text columns gives its lines column by column: see docs/extraction.md#lines.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extract/document.h"

namespace siffra::extract {

struct Chunk {
  std::string text;  // words joined by single spaces
  Box box;
  bool bold = false;
  bool numeric = false;            // reads as one amount, a lone dash or a share
  std::vector<std::size_t> words;  // indices into Page::words, left to right
};

struct TextLine {
  int page = 1;
  Box box;
  std::vector<Chunk> chunks;  // left to right
  double font_size = 0;       // the largest of its words; from the box where the reader gives none
  bool bold = false;          // every word is
  int block = 0;              // lines of the same column of the page share it
  bool furniture = false;  // repeated at the same place on other pages: running heads, page numbers

  [[nodiscard]] std::string text() const;  // chunks joined by two spaces
};

// Reading order: block by block, top to bottom. Rotated words are left out.
std::vector<TextLine> build_lines(const Page& page);

// The chunk made of these words of the page, in this order.
Chunk make_chunk(const Page& page, std::vector<std::size_t> words);

// Marks lines that stand at the same place with the same words (digits aside) on several pages.
void mark_furniture(const Document& document, std::vector<std::vector<TextLine>>& pages);

}  // namespace siffra::extract
