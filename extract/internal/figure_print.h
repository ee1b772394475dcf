// The print of the figures of a prepared page, each with what stands close around it: enough to
// read it again as if the whole page were there.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "extract/internal/page_recognition.h"
#include "extract/internal/recognition.h"
#include "extract/kept_print.h"

namespace siffra::extract {

// One run of print, its pixels counted from the corner of `area`.
struct FigurePrint {
  PixelBox area;   // on the page
  PixelBox reach;  // the run, and a little beside it
  PreparedLayout print;

  // Whether a box on the page can be read from what is kept, and where it stands there.
  [[nodiscard]] bool reaches(const PixelBox& box) const;
  [[nodiscard]] PixelBox in_area(const PixelBox& box) const;
};

// Where everything stands on a page, and the print of its figures by run.
struct PagePrint {
  double dots_per_inch = 0;
  double letter_height = 0;  // the usual, pixels
  std::vector<PixelBox> runs;
  std::map<std::size_t, FigurePrint> figures;
};

struct KeptPrint::State {
  static constexpr std::size_t kMostBytes = 32U << 20;

  std::mutex lock;
  std::map<int, PagePrint> pages;  // by number
  std::size_t bytes = 0;
  std::optional<Engines> engines;
};

// Keeps the runs that hold figures, as long as there is room.
void keep_figures(const PreparedLayout& prepared, const std::vector<bool>& figures, int page,
                  KeptPrint& kept);

}  // namespace siffra::extract
