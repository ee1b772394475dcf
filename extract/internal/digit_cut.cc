#include "extract/internal/digit_cut.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace siffra::extract {

namespace {

constexpr int kMargin = 2;           // pixels around the box, since boxes are tight
constexpr float kPrintRank = 0.12F;  // of the pixels are as dark as print; specks are darker
constexpr float kPaperRank = 0.90F;
constexpr double kLeastContrast = 30;
constexpr double kTall = 0.65;  // of a digit's height: lower pieces are stops and strokes
constexpr int kSpeck = 4;       // pixels

// The box in grey, from paper at 0 to print at 1, row by row.
struct Ink {
  int width = 0, height = 0;
  std::vector<float> dark;
  float at(int x, int y) const {
    return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                static_cast<std::size_t>(x)];
  }
};

PixPtr clip(const PreparedPage& page, const PixelBox& box) {
  ::Box* area = boxCreate(box.x - kMargin, box.y - kMargin, box.width + 2 * kMargin,
                          box.height + 2 * kMargin);
  PixPtr part(pixClipRectangle(page.grey.get(), area, nullptr));
  boxDestroy(&area);
  return part;
}

bool between(const PixPtr& grey, l_float32& print, l_float32& paper) {
  return !pixGetRankValueMasked(grey.get(), nullptr, 0, 0, 1, kPrintRank, &print, nullptr) &&
         !pixGetRankValueMasked(grey.get(), nullptr, 0, 0, 1, kPaperRank, &paper, nullptr) &&
         paper - print >= kLeastContrast;
}

Ink ink_of(const PixPtr& grey, l_float32 print, l_float32 paper) {
  Ink ink;
  ink.width = pixGetWidth(grey.get());
  ink.height = pixGetHeight(grey.get());
  const auto stride = static_cast<std::size_t>(pixGetWpl(grey.get()));
  for (int y = 0; y < ink.height; ++y) {
    const l_uint32* row = pixGetData(grey.get()) + static_cast<std::size_t>(y) * stride;
    for (int x = 0; x < ink.width; ++x) {
      const auto value = static_cast<float>(GET_DATA_BYTE(row, x));
      ink.dark.push_back(std::clamp((paper - value) / (paper - print), 0.0F, 1.0F));
    }
  }
  return ink;
}

// Pieces above one another, as of a broken digit, are one.
std::vector<PixelBox> pieces_of(const PixPtr& grey, l_float32 print, l_float32 paper) {
  constexpr double kOverlap = 0.3;  // of the narrower
  std::vector<PixelBox> pieces;
  const PixPtr binary(pixThresholdToBinary(grey.get(), static_cast<int>((print + paper) / 2)));
  const BoxaPtr boxes(binary ? pixConnCompBB(binary.get(), 8) : nullptr);
  for (int i = 0; boxes && i < boxaGetCount(boxes.get()); ++i) {
    PixelBox piece;
    boxaGetBoxGeometry(boxes.get(), i, &piece.x, &piece.y, &piece.width, &piece.height);
    if (piece.width * piece.height >= kSpeck) pieces.push_back(piece);
  }
  std::sort(pieces.begin(), pieces.end(), [](const PixelBox& a, const PixelBox& b) {
    return std::pair(a.x, a.y) < std::pair(b.x, b.y);
  });
  std::vector<PixelBox> merged;
  for (const PixelBox& piece : pieces) {
    if (!merged.empty()) {
      PixelBox& last = merged.back();
      const double shared = last.right() - piece.x;
      if (shared > kOverlap * std::min(last.width, piece.width)) {
        const int right = std::max(last.right(), piece.right());
        const int bottom = std::max(last.bottom(), piece.bottom());
        last.y = std::min(last.y, piece.y);
        last.width = right - last.x;
        last.height = bottom - last.y;
        continue;
      }
    }
    merged.push_back(piece);
  }
  return merged;
}

// The part of the box that holds ink.
PixelBox trimmed_to_ink(const Ink& ink, const PixelBox& box) {
  constexpr float kHalf = 0.5F;
  int left = box.right();
  int top = box.bottom();
  int right = box.x;
  int bottom = box.y;
  for (int y = box.y; y < box.bottom(); ++y) {
    for (int x = box.x; x < box.right(); ++x) {
      if (ink.at(x, y) <= kHalf) continue;
      left = std::min(left, x);
      right = std::max(right, x + 1);
      top = std::min(top, y);
      bottom = std::max(bottom, y + 1);
    }
  }
  if (left >= right) return box;
  return {left, top, right - left, bottom - top};
}

// The first digit of a wide piece cut off where there is least ink.
std::pair<PixelBox, PixelBox> cut(const Ink& ink, const PixelBox& piece, double height) {
  constexpr double kDigit = 0.62;  // of the height: how far digits stand apart
  constexpr double kAbout = 0.2;
  constexpr double kOffCentre = 0.02;
  const double parts = std::max(2.0, std::round(piece.width / (kDigit * height)));
  const double expected = piece.x + piece.width / parts;
  int best = static_cast<int>(expected);
  double least = height;
  for (int x = std::max(piece.x + 1, static_cast<int>(expected - kAbout * height));
       x < std::min(piece.right() - 1, static_cast<int>(expected + kAbout * height) + 1); ++x) {
    double column = kOffCentre * std::abs(x - expected) / kAbout;
    for (int y = piece.y; y < piece.bottom(); ++y) column += ink.at(x, y);
    if (column >= least) continue;
    least = column;
    best = x;
  }
  return {trimmed_to_ink(ink, {piece.x, piece.y, best - piece.x, piece.height}),
          trimmed_to_ink(ink, {best, piece.y, piece.right() - best, piece.height})};
}

bool cut_apart(const Ink& ink, double height, std::size_t count, std::vector<PixelBox>& pieces) {
  constexpr double kTwoDigits = 0.85;  // of the height
  while (pieces.size() < count) {
    const auto widest =
        std::max_element(pieces.begin(), pieces.end(),
                         [](const PixelBox& a, const PixelBox& b) { return a.width < b.width; });
    if (widest->width < kTwoDigits * height) return false;
    const auto [first, rest] = cut(ink, *widest, height);
    // A minus or a stop that touches a digit is cut off, and is none.
    const bool low = first.height < kTall * height;
    *widest = low ? rest : first;
    if (!low && rest.height >= kTall * height) pieces.insert(widest + 1, rest);
  }
  return pieces.size() == count;
}

std::size_t sample_at(int x, int y) {
  return static_cast<std::size_t>(y) * DigitShapes::kWidth + static_cast<std::size_t>(x);
}

// Softened once, so that a pixel to the side does little.
void soften(DigitShapes::Shape& shape) {
  constexpr int kWidth = DigitShapes::kWidth;
  constexpr int kHeight = DigitShapes::kHeight;
  const DigitShapes::Shape sharp = shape;
  const auto at = [&](int x, int y) {
    if (x < 0 || y < 0 || x >= kWidth || y >= kHeight) return 0.0F;
    return sharp[sample_at(x, y)];
  };
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      float sum = 0;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
          const auto weight = static_cast<float>((2 - std::abs(dx)) * (2 - std::abs(dy)));
          sum += weight * at(x + dx, y + dy);
        }
      }
      shape[sample_at(x, y)] = sum / 16;
    }
  }
}

// The mean darkness of the part of the page that falls on each sample.
DigitShapes::Shape sampled(const Ink& ink, const PixelBox& piece, double height) {
  constexpr int kWidth = DigitShapes::kWidth;
  constexpr int kHeight = DigitShapes::kHeight;
  constexpr int kEach = 3;  // looks a sample, each way
  DigitShapes::Shape shape{};
  const double scale = height / kHeight;  // pixels a sample
  const double left = piece.x + piece.width / 2.0 - scale * kWidth / 2;
  const double top = piece.y + piece.height / 2.0 - scale * kHeight / 2;
  for (int y = 0; y < kHeight * kEach; ++y) {
    for (int x = 0; x < kWidth * kEach; ++x) {
      const int from_x = static_cast<int>(std::floor(left + (x + 0.5) * scale / kEach));
      const int from_y = static_cast<int>(std::floor(top + (y + 0.5) * scale / kEach));
      if (from_x < piece.x || from_x >= piece.right()) continue;
      if (from_y < piece.y || from_y >= piece.bottom()) continue;
      shape[sample_at(x / kEach, y / kEach)] += ink.at(from_x, from_y);
    }
  }
  soften(shape);
  double square = 0;
  for (const float value : shape) square += static_cast<double>(value) * value;
  const double length = std::sqrt(square);
  if (length > 0) {
    for (float& value : shape) value = static_cast<float>(value / length);
  }
  return shape;
}

}  // namespace

std::vector<CutDigit> cut_digits(const PreparedPage& page, const PixelBox& box, std::size_t count) {
  if (count == 0 || box.empty()) return {};
  const PixPtr grey = clip(page, box);
  l_float32 print = 0;
  l_float32 paper = 0;
  if (!grey || !between(grey, print, paper)) return {};
  std::vector<PixelBox> pieces = pieces_of(grey, print, paper);
  if (pieces.empty()) return {};
  std::vector<int> heights;
  heights.reserve(pieces.size());
  for (const PixelBox& piece : pieces) heights.push_back(piece.height);
  std::sort(heights.begin(), heights.end());
  const double height = heights[heights.size() - std::max<std::size_t>(1, heights.size() / 3)];
  std::erase_if(pieces, [&](const PixelBox& piece) { return piece.height < kTall * height; });
  const Ink ink = ink_of(grey, print, paper);
  if (!cut_apart(ink, height, count, pieces)) return {};
  const int left = std::max(0, box.x - kMargin);
  const int top = std::max(0, box.y - kMargin);
  std::vector<CutDigit> digits;
  for (const PixelBox& piece : pieces) {
    const PixelBox on_page{left + piece.x, top + piece.y, piece.width, piece.height};
    digits.push_back({on_page, print, sampled(ink, piece, height)});
  }
  return digits;
}

std::optional<double> grey_of_print(const PreparedPage& page, const PixelBox& box) {
  const PixPtr grey = clip(page, box);
  l_float32 print = 0;
  l_float32 paper = 0;
  if (!grey || !between(grey, print, paper)) return std::nullopt;
  return print;
}

}  // namespace siffra::extract
