#include "extract/internal/light_print.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace siffra::extract {

namespace {

constexpr int kReduction = 4;  // twice by two: letters are lost in it, bars are not

using Histogram = std::array<std::int64_t, 256>;

// The greys under the mask, or of all where there is none.
Histogram greys_of(const PixPtr& grey, const Pix* mask) {
  Histogram counts{};
  const int width = pixGetWidth(grey.get());
  const int height = pixGetHeight(grey.get());
  const auto stride = static_cast<std::size_t>(pixGetWpl(grey.get()));
  const auto mask_stride =
      mask == nullptr ? 0 : static_cast<std::size_t>(pixGetWpl(const_cast<Pix*>(mask)));
  const l_uint32* masked = mask == nullptr ? nullptr : pixGetData(const_cast<Pix*>(mask));
  for (int y = 0; y < height; ++y) {
    const auto line = static_cast<std::size_t>(y);
    const l_uint32* row = pixGetData(grey.get()) + line * stride;
    for (int x = 0; x < width; ++x) {
      if (masked != nullptr && GET_DATA_BIT(masked + line * mask_stride, x) == 0) continue;
      ++counts[static_cast<std::size_t>(GET_DATA_BYTE(row, x)) & 0xFF];
    }
  }
  return counts;
}

int most_frequent(const Histogram& counts, int from, int to) {
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

// The places of the mask's pieces that are bars, as a mask of the page.
PixPtr bars_of(const PixPtr& solid, double dots_per_inch, int width, int height) {
  constexpr double kLeastWidth = 1.0, kLeastHeight = 0.12, kMostHeight = 1.3;  // inches
  constexpr double kDark = 0.45, kFilled = 0.94;  // of its box, askew as it may lie
  PixPtr bars(pixCreate(width, height, 1));
  Pixa* found = nullptr;
  const BoxaPtr boxes(pixConnComp(solid.get(), &found, 8));
  const PixaPtr pieces(found);
  if (!boxes || !pieces || !bars) return nullptr;
  const double scale = kReduction / dots_per_inch;
  bool any = false;
  for (int i = 0; i < boxaGetCount(boxes.get()); ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    if (w * scale < kLeastWidth || h * scale < kLeastHeight || h * scale > kMostHeight) continue;
    const PixPtr piece(pixaGetPix(pieces.get(), i, L_COPY));
    l_int32 area = 0;
    if (!piece || pixCountPixels(piece.get(), &area, nullptr) != 0) continue;
    const double askew = 0.02 * w;  // of a degree or so
    if (area < kDark * w * (h - askew)) continue;
    const int rows = fill_across(piece);
    if (rows * scale < kLeastHeight || pixCountPixels(piece.get(), &area, nullptr) != 0 ||
        area < kFilled * w * (rows - askew))
      continue;
    const PixPtr large(pixExpandReplicate(piece.get(), kReduction));
    if (!large) continue;
    pixRasterop(bars.get(), kReduction * x, kReduction * y, kReduction * w, kReduction * h,
                PIX_SRC | PIX_DST, large.get(), 0, 0);
    any = true;
  }
  return any ? std::move(bars) : nullptr;
}

// Light becomes dark and the bar becomes paper; its soft edge goes.
void turn(const PixPtr& grey, const PixPtr& bar, const PixPtr& edge, int ground, int paper) {
  constexpr int kPrint = 20;  // the grey of what was white
  const int width = pixGetWidth(grey.get());
  for (int y = 0; y < pixGetHeight(grey.get()); ++y) {
    const auto line = static_cast<std::size_t>(y);
    l_uint32* row = pixGetData(grey.get()) + line * static_cast<std::size_t>(pixGetWpl(grey.get()));
    const l_uint32* in_bar =
        pixGetData(bar.get()) + line * static_cast<std::size_t>(pixGetWpl(bar.get()));
    const l_uint32* at_edge =
        pixGetData(edge.get()) + line * static_cast<std::size_t>(pixGetWpl(edge.get()));
    for (int x = 0; x < width; ++x) {
      if (GET_DATA_BIT(in_bar, x) != 0) {
        const int off = static_cast<int>(GET_DATA_BYTE(row, x)) - ground;
        const int turned = paper - off * (paper - kPrint) / (paper - ground);
        SET_DATA_BYTE(row, x, static_cast<l_uint8>(std::clamp(turned, kPrint, paper)));
      } else if (GET_DATA_BIT(at_edge, x) != 0) {
        SET_DATA_BYTE(row, x, static_cast<l_uint8>(paper));
      }
    }
  }
}

}  // namespace

void turn_light_print(const PixPtr& grey, double dots_per_inch) {
  constexpr double kDark = 0.62;  // of paper's grey
  constexpr double kLeastPrint = 0.01, kMostPrint = 0.5;
  constexpr int kLeastContrast = 50;
  constexpr int kEdge = 2 * kReduction + 3;
  const int paper = most_frequent(greys_of(grey, nullptr), 128, 256);
  const PixPtr solid = solid_of(grey, static_cast<int>(kDark * paper));
  if (!solid) return;
  const PixPtr bars =
      bars_of(solid, dots_per_inch, pixGetWidth(grey.get()), pixGetHeight(grey.get()));
  if (!bars) return;
  const Histogram counts = greys_of(grey, bars.get());
  const int ground = most_frequent(counts, 0, static_cast<int>(kDark * paper) + 1);
  if (paper - ground < kLeastContrast) return;
  double all = 0;
  double light = 0;
  for (std::size_t value = 0; value < counts.size(); ++value) {
    const auto count = static_cast<double>(counts[value]);
    all += count;
    if (2 * static_cast<int>(value) > paper + ground) light += count;
  }
  if (light < kLeastPrint * all || light > kMostPrint * all) return;
  const PixPtr wider(pixDilateBrick(nullptr, bars.get(), kEdge, kEdge));
  if (wider) turn(grey, bars, wider, ground, paper);
}

}  // namespace siffra::extract
