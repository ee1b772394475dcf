// A dot of shading is smaller than any full stop, and stands among many of its kind; a speck of
// dirt or the broken bit of a letter stands alone or among few.
#include "extract/internal/dithered_shading.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace siffra::extract {

namespace {

constexpr double kLargestDot = 1.25e-4;  // square inches: a third of the smallest stop
constexpr double kReach = 0.035;         // inches from one dot to the next, across or down
constexpr std::size_t kFewestDots = 60;  // of a field
constexpr int kMostPieces = 400000;

struct Dot {
  int x = 0, y = 0, width = 0, height = 0;
  int piece = 0;
};

// Pieces joined at their sides, not over corners: dots of shading meet at corners everywhere.
std::vector<Dot> dots_of(Pixa* pieces, const BoxaPtr& boxes, int largest) {
  std::vector<Dot> dots;
  const int count = boxaGetCount(boxes.get());
  if (count > kMostPieces) return dots;
  for (int i = 0; i < count; ++i) {
    Dot dot;
    boxaGetBoxGeometry(boxes.get(), i, &dot.x, &dot.y, &dot.width, &dot.height);
    if (dot.width > largest || dot.height > largest) continue;
    const PixPtr picture(pixaGetPix(pieces, i, L_CLONE));
    l_int32 area = 0;
    if (!picture || pixCountPixels(picture.get(), &area, nullptr) != 0 || area > largest) continue;
    dot.piece = i;
    dots.push_back(dot);
  }
  return dots;
}

// The fields of dots, each filled: a picture of the size of the page.
PixPtr fields_of(const std::vector<Dot>& dots, int width, int height, double dots_per_inch) {
  PixPtr centres(pixCreate(width, height, 1));
  if (!centres) return centres;
  for (const Dot& dot : dots) {
    pixSetPixel(centres.get(), std::min(width - 1, dot.x + dot.width / 2),
                std::min(height - 1, dot.y + dot.height / 2), 1);
  }
  const int reach = std::max(3, static_cast<int>(2 * kReach * dots_per_inch)) | 1;
  PixPtr fields(pixDilateBrick(nullptr, centres.get(), reach, reach));
  const BoxaPtr boxes(fields ? pixConnCompBB(fields.get(), 8) : nullptr);
  const int count = boxes ? boxaGetCount(boxes.get()) : 0;
  for (int i = 0; i < count; ++i) {
    int x = 0, y = 0, across = 0, down = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &across, &down);
    ::Box* box = boxCreate(x, y, across, down);
    l_int32 inside = 0;
    pixCountPixelsInRect(centres.get(), box, &inside, nullptr);
    boxDestroy(&box);
    if (static_cast<std::size_t>(inside) < kFewestDots)
      pixRasterop(fields.get(), x, y, across, down, PIX_CLR, nullptr, 0, 0);
  }
  return fields;
}

}  // namespace

void take_out_shading(const PixPtr& grey, double dots_per_inch) {
  constexpr int kMiddleGrey = 128;
  const PixPtr ink(pixThresholdToBinary(grey.get(), kMiddleGrey));
  Pixa* found = nullptr;
  const BoxaPtr boxes(ink ? pixConnComp(ink.get(), &found, 4) : nullptr);
  const PixaPtr pieces(found);
  if (!boxes || !pieces) return;
  const int largest =
      std::max(2, static_cast<int>(std::lround(kLargestDot * dots_per_inch * dots_per_inch)));
  const std::vector<Dot> dots = dots_of(pieces.get(), boxes, largest);
  if (dots.size() < kFewestDots) return;
  const PixPtr fields =
      fields_of(dots, pixGetWidth(ink.get()), pixGetHeight(ink.get()), dots_per_inch);
  if (!fields) return;
  for (const Dot& dot : dots) {
    l_uint32 in_field = 0;
    pixGetPixel(fields.get(), dot.x + dot.width / 2, dot.y + dot.height / 2, &in_field);
    if (in_field == 0) continue;
    const PixPtr picture(pixaGetPix(pieces.get(), dot.piece, L_CLONE));
    if (picture) pixSetMaskedGeneral(grey.get(), picture.get(), 255, dot.x, dot.y);
  }
}

}  // namespace siffra::extract
