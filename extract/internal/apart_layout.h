// The words of a text dump laid out anew: figures beside the labels they were parted from.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/internal/apart_figures.h"
#include "extract/internal/apart_rows.h"

namespace siffra::extract {

// Where a text dump's characters stand, in points.
constexpr double kApartLine = 12, kApartCharacter = 6;

class ApartLayout {
 public:
  explicit ApartLayout(Page& page) : page_(page) {}

  // A word of the dump to the line there.
  void move(std::size_t word, double top);
  // Its place is taken by what `add` and `add_figure` put down.
  void drop(const std::vector<std::size_t>& words) { dropped_.insert(words.begin(), words.end()); }

  // Words of the text with their right edge there; other readings go with the last of them.
  void add(const std::string& text, double edge, double top, double confidence,
           const std::vector<std::string>& others);
  // A figure as placed, its note reference in a column of its own; `figures` are those placed
  // among. What makes no figure is put down so that nobody takes it for one.
  void add_figure(const PlacedFigure& placed, const std::vector<ApartLine>& figures,
                  double note_edge, double edge, double top);

  // The page with its words where they were put.
  void finish(const std::string& trouble);

 private:
  Page& page_;
  std::set<std::size_t> dropped_;
  std::vector<Word> added_;
};

}  // namespace siffra::extract
