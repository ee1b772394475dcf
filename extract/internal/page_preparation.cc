#include "extract/internal/page_preparation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "extract/internal/dithered_shading.h"
#include "extract/internal/dotted_zeros.h"
#include "extract/internal/faint_stems.h"
#include "extract/internal/light_print.h"
#include "extract/internal/page_rulings.h"
#include "extract/internal/scanner_streaks.h"
#include "extract/internal/stamp_frames.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

constexpr double kSmallestResolution = 180;  // coarser pictures are enlarged before reading
constexpr double kLargestResolution = 330;   // finer ones add time and noise, not strokes

Error not_usable(const std::string& why) {
  return {ErrorCode::kMalformed, "the picture cannot be read: " + why, {}};
}

// Palettes, alpha, CMYK-like depths and bitonal pictures all become 8 bits of grey.
PixPtr to_grey(const PixPtr& picture) {
  const int depth = pixGetDepth(picture.get());
  if (depth == 32 && pixGetSpp(picture.get()) == 4) {
    const PixPtr opaque(pixAlphaBlendUniform(picture.get(), 0xFFFFFF00));
    return opaque ? PixPtr(pixConvertTo8(opaque.get(), 0)) : nullptr;
  }
  return PixPtr(pixConvertTo8(picture.get(), 0));
}

using Histogram = std::array<std::uint32_t, 256>;

Histogram histogram_of(const Pix* grey, const PixelBox& area) {
  Histogram counts{};
  const auto stride = static_cast<std::size_t>(pixGetWpl(const_cast<Pix*>(grey)));
  const l_uint32* data = pixGetData(const_cast<Pix*>(grey));
  for (int y = area.y; y < area.bottom(); ++y) {
    const l_uint32* row = data + static_cast<std::size_t>(y) * stride;
    for (int x = area.x; x < area.right(); ++x) {
      ++counts[static_cast<std::size_t>(GET_DATA_BYTE(row, x)) & 0xFF];
    }
  }
  return counts;
}

// The greys of a page counted once, in cells as wide as half a tile, so that the surroundings of
// each tile are put together from cells.
class TileCounts {
 public:
  // Boxes that are asked for begin and end at the page's edges, at tiles, or half a tile beside.
  TileCounts(const PixPtr& grey, int tile_side)
      : columns_(cuts(pixGetWidth(grey.get()), tile_side)),
        rows_(cuts(pixGetHeight(grey.get()), tile_side)) {
    for (std::size_t row = 0; row + 1 < rows_.size(); ++row) {
      for (std::size_t column = 0; column + 1 < columns_.size(); ++column) {
        cells_.push_back(histogram_of(
            grey.get(), {columns_[column], rows_[row], columns_[column + 1] - columns_[column],
                         rows_[row + 1] - rows_[row]}));
      }
    }
  }

  [[nodiscard]] Histogram within(const PixelBox& box) const {
    Histogram sum{};
    for (std::size_t row = at(rows_, box.y); rows_[row] < box.bottom(); ++row) {
      for (std::size_t column = at(columns_, box.x); columns_[column] < box.right(); ++column) {
        const Histogram& cell = cells_[row * (columns_.size() - 1) + column];
        for (std::size_t value = 0; value < sum.size(); ++value) sum[value] += cell[value];
      }
    }
    return sum;
  }

 private:
  static std::vector<int> cuts(int length, int tile_side) {
    std::vector<int> found;
    for (int tile = 0; tile <= length + tile_side; tile += tile_side) {
      for (const int cut : {tile - tile_side / 2, tile, tile + tile_side / 2}) {
        found.push_back(std::clamp(cut, 0, length));
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  static std::size_t at(const std::vector<int>& cuts, int value) {
    return static_cast<std::size_t>(std::lower_bound(cuts.begin(), cuts.end(), value) -
                                    cuts.begin());
  }

  std::vector<int> columns_;
  std::vector<int> rows_;
  std::vector<Histogram> cells_;  // row by row
};

// Whether nearly all of the picture is black or white, whatever its depth.
bool is_bitonal(const PixPtr& grey) {
  constexpr double kGreysOfEdges = 0.004;  // of the pixels, left by a page drawn to fit
  const Histogram counts =
      histogram_of(grey.get(), {0, 0, pixGetWidth(grey.get()), pixGetHeight(grey.get())});
  double total = 0;
  for (const std::uint32_t count : counts) total += count;
  return counts.front() + counts.back() >= (1 - kGreysOfEdges) * total;
}

PixPtr turned(PixPtr picture, int quarter_turns) {
  const int turns = ((quarter_turns % 4) + 4) % 4;
  return turns == 0 ? std::move(picture) : PixPtr(pixRotateOrth(picture.get(), turns));
}

struct Scaled {
  PixPtr picture;
  double dots_per_inch = 0;
};

Scaled to_working_resolution(PixPtr grey, double dots_per_inch) {
  double factor = 1;
  if (dots_per_inch < kSmallestResolution) factor = std::min(4.0, 280 / dots_per_inch);
  if (dots_per_inch > kLargestResolution) factor = 300 / dots_per_inch;
  if (factor == 1) return {std::move(grey), dots_per_inch};
  const auto scale = static_cast<float>(factor);
  return {PixPtr(pixScale(grey.get(), scale, scale)), dots_per_inch * factor};
}

// Light and shade of the paper evened out. A picture too small for it is used as it is.
PixPtr even_paper(const PixPtr& grey) {
  constexpr int kTile = 16;  // pixels
  constexpr int kDarkestPaper = 80;
  constexpr int kEnoughPaper = 40;  // pixels of a tile
  constexpr int kSmooth = 2;        // tiles
  PixPtr even(pixBackgroundNorm(grey.get(), nullptr, nullptr, kTile, kTile, kDarkestPaper,
                                kEnoughPaper, kPaper, kSmooth, kSmooth));
  return even ? std::move(even) : PixPtr(pixClone(grey.get()));
}

// The grey that parts dark from light best (Otsu): the largest variance between the two classes.
int parting_grey(const Histogram& counts) {
  double total = 0;
  double weighted = 0;
  for (std::size_t value = 0; value < counts.size(); ++value) {
    total += counts[value];
    weighted += static_cast<double>(value) * counts[value];
  }
  double dark = 0;
  double dark_weighted = 0;
  double best = -1;
  int parting = 0;
  for (std::size_t value = 0; value + 1 < counts.size(); ++value) {
    dark += counts[value];
    dark_weighted += static_cast<double>(value) * counts[value];
    const double light = total - dark;
    if (dark <= 0 || light <= 0) continue;
    const double distance = dark_weighted / dark - (weighted - dark_weighted) / light;
    const double between = dark * light * distance * distance;
    if (between > best) {
      best = between;
      parting = static_cast<int>(value);
    }
  }
  return parting;
}

struct Paper {
  int grey = kPaper;  // the most frequent grey of the page
  double spread = 0;  // of the paper above that grey: grain and noise
};

Paper paper_of(const Histogram& counts) {
  Paper paper;
  const auto mode = std::max_element(counts.begin() + 128, counts.end());
  paper.grey = static_cast<int>(mode - counts.begin());
  double squares = 0;
  double count = 0;
  for (std::size_t value = static_cast<std::size_t>(paper.grey); value < counts.size(); ++value) {
    const double off = static_cast<double>(value) - paper.grey;
    squares += off * off * counts[value];
    count += counts[value];
  }
  paper.spread = count > 0 ? std::sqrt(squares / count) : 0;
  return paper;
}

struct Inks {
  PixPtr sure;    // print
  PixPtr likely;  // print and what is a little darker than paper
};

// The greys of one tile up to which a pixel is sure, and likely, to be print.
struct Thresholds {
  int sure = 0;
  int likely = 0;
};

// Otsu's threshold follows faded print; where a tile holds nothing but paper it would part the
// grain, so it stays clear of the paper's own spread. What is likely print lies closer to paper,
// but never so close that the soft edges of dark print would fill its eyes.
Thresholds thresholds_of(const Histogram& counts, const Paper& paper) {
  constexpr int kLeastContrast = 22;
  constexpr double kClearOfGrain = 4.5;  // spreads of the paper
  constexpr double kNearGrain = 2.8;
  constexpr double kSoftEdge = 0.3;  // of the way from paper to print
  Thresholds found;
  const int contrast =
      std::max(kLeastContrast, static_cast<int>(std::lround(kClearOfGrain * paper.spread)));
  found.sure = std::min(parting_grey(counts), paper.grey - contrast);
  double dark = 0;
  double weighted = 0;
  for (int value = 0; value <= found.sure; ++value) {
    dark += counts[static_cast<std::size_t>(value)];
    weighted += static_cast<double>(value) * counts[static_cast<std::size_t>(value)];
  }
  const double print = dark > 0 ? weighted / dark : 0;
  const double clearance = std::max(kNearGrain * paper.spread, kSoftEdge * (paper.grey - print));
  found.likely = std::max(found.sure, paper.grey - static_cast<int>(clearance));
  return found;
}

void mark_tile(const PixPtr& grey, const PixelBox& tile, const Thresholds& thresholds,
               const Inks& inks) {
  const auto from_stride = static_cast<std::size_t>(pixGetWpl(grey.get()));
  const auto to_stride = static_cast<std::size_t>(pixGetWpl(inks.sure.get()));
  for (int y = tile.y; y < tile.bottom(); ++y) {
    const auto line = static_cast<std::size_t>(y);
    const l_uint32* from = pixGetData(grey.get()) + line * from_stride;
    l_uint32* sure = pixGetData(inks.sure.get()) + line * to_stride;
    l_uint32* likely = pixGetData(inks.likely.get()) + line * to_stride;
    for (int x = tile.x; x < tile.right(); ++x) {
      const auto value = static_cast<int>(GET_DATA_BYTE(from, x));
      if (value <= thresholds.sure) SET_DATA_BIT(sure, x);
      if (value <= thresholds.likely) SET_DATA_BIT(likely, x);
    }
  }
}

// Print told from paper, tile by tile. The thin parts of faded letters are hardly darker than
// grain, but they hang on to darker parts: what is likely print counts where it touches what surely
// is.
PixPtr find_ink(const PixPtr& grey, double dots_per_inch) {
  // A few lines of print: faded rows beneath a bold head are judged by themselves.
  const int tile_side = std::max(64, static_cast<int>(0.4 * dots_per_inch));
  const int width = pixGetWidth(grey.get());
  const int height = pixGetHeight(grey.get());
  Inks inks{PixPtr(pixCreate(width, height, 1)), PixPtr(pixCreate(width, height, 1))};
  if (!inks.sure || !inks.likely) return nullptr;
  const TileCounts counts(grey, tile_side);
  const Paper paper = paper_of(counts.within({0, 0, width, height}));
  for (int top = 0; top < height; top += tile_side) {
    for (int left = 0; left < width; left += tile_side) {
      const PixelBox tile{left, top, std::min(tile_side, width - left),
                          std::min(tile_side, height - top)};
      // The surroundings take part, so that neighbouring tiles agree.
      const int x0 = std::max(0, left - tile_side / 2);
      const int y0 = std::max(0, top - tile_side / 2);
      const PixelBox around{x0, y0, std::min(width, tile.right() + tile_side / 2) - x0,
                            std::min(height, tile.bottom() + tile_side / 2) - y0};
      mark_tile(grey, tile, thresholds_of(counts.within(around), paper), inks);
    }
  }
  PixPtr grown(pixSeedfillBinary(nullptr, inks.sure.get(), inks.likely.get(), 8));
  return grown ? std::move(grown) : std::move(inks.sure);
}

// A row of pixels with one more at each end, each put together with its neighbours: 1, 2, 1.
void soften_row(const l_uint32* row, std::vector<int>& bytes, std::vector<int>& soft) {
  const std::size_t width = soft.size();
  for (std::size_t x = 0; x < width; ++x) {
    bytes[x + 1] = static_cast<int>(GET_DATA_BYTE(row, static_cast<int>(x)));
  }
  bytes.front() = bytes[1];
  bytes.back() = bytes[width];
  for (std::size_t x = 0; x < width; ++x) {
    soft[x] = bytes[x] + 2 * bytes[x + 1] + bytes[x + 2];
  }
}

// The stairs of black-and-white print made slopes: the models learned on soft edges. Beyond its
// edges the page goes on as it ends.
void soften(const PixPtr& grey) {
  constexpr int kShares = 16;
  const auto width = static_cast<std::size_t>(pixGetWidth(grey.get()));
  const int height = pixGetHeight(grey.get());
  const auto stride = static_cast<std::size_t>(pixGetWpl(grey.get()));
  const auto row = [&](int y) {
    return pixGetData(grey.get()) + static_cast<std::size_t>(y) * stride;
  };
  std::vector<int> bytes(width + 2);
  std::vector<int> below(width);
  soften_row(row(0), bytes, below);
  std::vector<int> here = below;
  std::vector<int> above;
  for (int y = 0; y < height; ++y) {
    above = std::exchange(here, below);
    if (y + 1 < height) soften_row(row(y + 1), bytes, below);
    l_uint32* out = row(y);
    for (std::size_t x = 0; x < width; ++x) {
      const int sum = above[x] + 2 * here[x] + below[x];
      SET_DATA_BYTE(out, static_cast<int>(x), static_cast<l_uint8>((sum + kShares / 2) / kShares));
    }
  }
}

// The sides of stamps part no columns: a figure that one runs through is a figure all the same.
void forget_sides(const std::vector<PixelBox>& stamps, double dots_per_inch,
                  std::vector<Ruling>& rulings) {
  constexpr double kNear = 0.06;  // inches
  const double near = kNear * dots_per_inch;
  std::erase_if(rulings, [&](const Ruling& ruling) {
    return ruling.x0 == ruling.x1 &&
           std::any_of(stamps.begin(), stamps.end(), [&](const PixelBox& stamp) {
             return (std::abs(ruling.x0 - stamp.x) < near ||
                     std::abs(ruling.x0 - stamp.right()) < near) &&
                    ruling.y0 > stamp.y - near && ruling.y1 < stamp.bottom() + near;
           });
  });
}

double skew_of(const PixPtr& ink) {
  float angle = 0;
  float confidence = 0;
  if (pixFindSkew(ink.get(), &angle, &confidence) != 0) return 0;
  return confidence > 2 ? angle : 0;
}

}  // namespace

Result<PreparedPage> prepare_page(PixPtr picture, double dots_per_inch, int quarter_turns) {
  if (!picture) return not_usable("it holds no pixels");
  PixPtr grey = turned(to_grey(picture), quarter_turns);
  picture.reset();
  if (!grey) return not_usable("its colours are of an unknown kind");
  const bool bitonal = is_bitonal(grey);
  if (bitonal) take_out_shading(grey, dots_per_inch);
  Scaled scaled = to_working_resolution(std::move(grey), dots_per_inch);
  if (!scaled.picture) return not_usable("it cannot be scaled");
  turn_light_print(scaled.picture, scaled.dots_per_inch);
  PreparedPage page;
  page.dots_per_inch = scaled.dots_per_inch;
  page.quarter_turns = quarter_turns;
  page.grey = bitonal ? std::move(scaled.picture) : even_paper(scaled.picture);
  scaled.picture.reset();
  if (!bitonal) take_out_streaks(page.grey);
  // Grain smaller than a stroke is smoothed away for telling ink from paper, and only for that; a
  // bitonal picture has none left, and its finest gaps would close.
  const auto smooth = [bitonal](const PixPtr& from) {
    PixPtr blurred(bitonal ? nullptr : pixBlockconv(from.get(), 1, 1));
    return blurred ? std::move(blurred) : PixPtr(pixClone(from.get()));
  };
  // Black and white need no telling apart to see how they lie.
  page.ink = bitonal ? PixPtr(pixThresholdToBinary(page.grey.get(), 128))
                     : find_ink(smooth(page.grey), page.dots_per_inch);
  if (!page.ink) return not_usable("there is no memory for it");
  page.skew_degrees = skew_of(page.ink);
  const bool askew = std::abs(page.skew_degrees) > 0.05;
  if (askew) {
    const auto radians = static_cast<float>(page.skew_degrees * 3.14159265358979 / 180);
    PixPtr straight(pixRotate(page.grey.get(), radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
    if (straight) page.grey = std::move(straight);
  }
  if (askew || bitonal) page.ink = find_ink(smooth(page.grey), page.dots_per_inch);
  if (!page.ink) return not_usable("there is no memory for it");
  page.stamps = find_stamp_frames(page.ink, page.dots_per_inch);
  take_out_rulings(page);
  forget_sides(page.stamps, page.dots_per_inch, page.rulings);
  take_out_zero_dots(page);
  if (bitonal) {
    soften(page.grey);
  } else {
    add_faint_stems(page);
  }
  return page;
}

}  // namespace siffra::extract
