#include "extract/internal/light_print.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace siffra::extract {

namespace {

constexpr int kReduction = 4;   // twice by two: letters are lost in it, bars are not
constexpr int kMargin = 5;      // pixels about a bar: its soft edge
constexpr double kDark = 0.62;  // of paper's grey

struct Bar {
  PixelBox box;  // with a margin
  PixPtr mask;   // of that size: what is bar
};

// How many pixels have each grey; none where memory failed.
std::vector<double> counts_of(Numa* histogram) {
  std::vector<double> counts(256, 0);
  const int known = histogram == nullptr ? 0 : numaGetCount(histogram);
  for (int grey = 0; grey < std::min(known, 256); ++grey) {
    l_float32 count = 0;
    numaGetFValue(histogram, grey, &count);
    counts[static_cast<std::size_t>(grey)] = static_cast<double>(count);
  }
  numaDestroy(&histogram);
  return counts;
}

int most_frequent(const std::vector<double>& counts, int from, int to) {
  return static_cast<int>(std::max_element(counts.begin() + from, counts.begin() + to) -
                          counts.begin());
}

// What is solidly dark, letters within filled, a quarter as large.
PixPtr solid_of(const PixPtr& grey, int dark) {
  // Of the reduced picture: longer than any stroke of a letter, and a line of letters.
  constexpr int kRun = 15, kFill = 9;
  const PixPtr binary(pixThresholdToBinary(grey.get(), dark));
  if (!binary) return nullptr;
  const PixPtr reduced(pixReduceRankBinaryCascade(binary.get(), 3, 3, 0, 0));
  if (!reduced) return nullptr;
  const PixPtr opened(pixOpenBrick(nullptr, reduced.get(), kRun, 1));
  return opened ? PixPtr(pixCloseSafeBrick(nullptr, opened.get(), kFill, kFill)) : nullptr;
}

// Rows of a bar are mostly dark; the letters of a title that touches it are not. From the first to
// the last that is set in every row, and then in every column: lines of letters part a bar, and
// what lies askew keeps its shape. How many rows there are.
int fill_across(const PixPtr& piece) {
  constexpr int kLeastShare = 4;  // a quarter of a row
  const int width = pixGetWidth(piece.get());
  const int height = pixGetHeight(piece.get());
  const auto is_set = [&](int x, int y) {
    l_uint32 value = 0;
    pixGetPixel(piece.get(), x, y, &value);
    return value != 0;
  };
  int rows = 0;
  for (int y = 0; y < height; ++y) {
    int first = width;
    int last = -1;
    int dark = 0;
    for (int x = 0; x < width; ++x) {
      if (!is_set(x, y)) continue;
      first = std::min(first, x);
      last = x;
      ++dark;
    }
    const bool of_bar = kLeastShare * dark >= width;
    rows += of_bar ? 1 : 0;
    for (int x = first; x <= last; ++x) pixSetPixel(piece.get(), x, y, of_bar ? 1 : 0);
  }
  for (int x = 0; x < width; ++x) {
    int first = 0;
    int last = height - 1;
    while (first < height && !is_set(x, first)) ++first;
    while (last > first && !is_set(x, last)) --last;
    for (int y = first; y <= last; ++y) pixSetPixel(piece.get(), x, y, 1);
  }
  return rows;
}

// The pieces that are bars.
std::vector<Bar> bars_of(const PixPtr& solid, double dots_per_inch) {
  constexpr double kLeastWidth = 1.0, kLeastHeight = 0.12, kMostHeight = 1.3;  // inches
  constexpr double kSolid = 0.45, kFilled = 0.94;  // of its box, askew as it may lie
  std::vector<Bar> bars;
  Pixa* found = nullptr;
  const BoxaPtr boxes(pixConnComp(solid.get(), &found, 8));
  const PixaPtr pieces(found);
  if (!boxes || !pieces) return bars;
  const double scale = kReduction / dots_per_inch;
  for (int i = 0; i < boxaGetCount(boxes.get()); ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    if (w * scale < kLeastWidth || h * scale < kLeastHeight || h * scale > kMostHeight) continue;
    const PixPtr piece(pixaGetPix(pieces.get(), i, L_COPY));
    l_int32 area = 0;
    if (!piece || pixCountPixels(piece.get(), &area, nullptr) != 0) continue;
    const double askew = 0.02 * w;  // of a degree or so
    if (area < kSolid * w * (h - askew)) continue;
    const int rows = fill_across(piece);
    if (rows * scale < kLeastHeight || pixCountPixels(piece.get(), &area, nullptr) != 0 ||
        area < kFilled * w * (rows - askew))
      continue;
    const PixPtr large(pixExpandReplicate(piece.get(), kReduction));
    PixPtr mask(large ? pixAddBorder(large.get(), kMargin, 0) : nullptr);
    if (!mask) continue;
    const PixelBox box{kReduction * x - kMargin, kReduction * y - kMargin, pixGetWidth(mask.get()),
                       pixGetHeight(mask.get())};
    bars.push_back({box, std::move(mask)});
  }
  return bars;
}

// The grey of the bar, if print much lighter stands on it. What is darker than the bar is print on
// shaded paper, and stays.
std::optional<int> ground_of(const PixPtr& grey, const Bar& bar, int paper) {
  constexpr double kLeastPrint = 0.01, kMostPrint = 0.5;
  constexpr int kLeastContrast = 50, kDarkPrint = 40;
  const std::vector<double> counts =
      counts_of(pixGetGrayHistogramMasked(grey.get(), bar.mask.get(), bar.box.x, bar.box.y, 1));
  const int ground = most_frequent(counts, 0, static_cast<int>(kDark * paper) + 1);
  if (paper - ground < kLeastContrast) return std::nullopt;
  double all = 0, light = 0, dark = 0;
  for (int value = 0; value < 256; ++value) {
    const double count = counts[static_cast<std::size_t>(value)];
    all += count;
    if (2 * value > paper + ground) light += count;
    if (value < ground - kDarkPrint) dark += count;
  }
  const bool printed = light >= kLeastPrint * all && light <= kMostPrint * all && dark < light;
  return printed ? std::optional(ground) : std::nullopt;
}

// Light becomes dark and the bar becomes paper; its soft edge goes.
void turn(const PixPtr& grey, const Bar& bar, int ground, int paper) {
  constexpr int kPrint = 20;  // the grey of what was white
  constexpr int kEdge = 2 * kMargin + 1;
  const PixPtr wider(pixDilateBrick(nullptr, bar.mask.get(), kEdge, kEdge));
  if (!wider) return;
  const int bottom = std::min(bar.box.bottom(), pixGetHeight(grey.get()));
  const int right = std::min(bar.box.right(), pixGetWidth(grey.get()));
  const auto row_of = [](const PixPtr& picture, int y) {
    return pixGetData(picture.get()) +
           static_cast<std::size_t>(y) * static_cast<std::size_t>(pixGetWpl(picture.get()));
  };
  for (int y = std::max(0, bar.box.y); y < bottom; ++y) {
    l_uint32* row = row_of(grey, y);
    const l_uint32* in_bar = row_of(bar.mask, y - bar.box.y);
    const l_uint32* at_edge = row_of(wider, y - bar.box.y);
    for (int x = std::max(0, bar.box.x); x < right; ++x) {
      if (GET_DATA_BIT(in_bar, x - bar.box.x) != 0) {
        const int off = static_cast<int>(GET_DATA_BYTE(row, x)) - ground;
        const int turned = paper - off * (paper - kPrint) / (paper - ground);
        SET_DATA_BYTE(row, x, static_cast<l_uint8>(std::clamp(turned, kPrint, paper)));
      } else if (GET_DATA_BIT(at_edge, x - bar.box.x) != 0) {
        SET_DATA_BYTE(row, x, static_cast<l_uint8>(paper));
      }
    }
  }
}

}  // namespace

void turn_light_print(const PixPtr& grey, double dots_per_inch) {
  const int paper = most_frequent(counts_of(pixGetGrayHistogram(grey.get(), 1)), 128, 256);
  const PixPtr solid = solid_of(grey, static_cast<int>(kDark * paper));
  if (!solid) return;
  for (const Bar& bar : bars_of(solid, dots_per_inch)) {
    if (const auto ground = ground_of(grey, bar, paper)) turn(grey, bar, *ground, paper);
  }
}

}  // namespace siffra::extract
