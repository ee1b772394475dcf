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

// What stands in a page's shading besides its dots.
struct LargerPieces {
  std::vector<Dot> clumps;   // dots that have run together: open, or a line as thin as a dot
  std::vector<Dot> letters;  // print, which such a clump may be a comma or a minus of
};

bool is_open_or_thin(const Dot& dot, int area, double dots_per_inch) {
  constexpr double kFullest = 0.67;    // of its box: a stop or a dash of print fills more
  constexpr double kThinnest = 0.006;  // inches: print has no finer stroke
  const bool thin = std::min(dot.width, dot.height) < kThinnest * dots_per_inch;
  return thin || area <= kFullest * dot.width * dot.height;
}

// Pieces joined at their sides, not over corners: dots of shading meet at corners everywhere.
std::vector<Dot> dots_of(Pixa* pieces, const BoxaPtr& boxes, double dots_per_inch,
                         LargerPieces& larger) {
  constexpr double kLetter = 0.045;  // inches
  constexpr int kDotsOfClump = 4;
  const int largest =
      std::max(2, static_cast<int>(std::lround(kLargestDot * dots_per_inch * dots_per_inch)));
  std::vector<Dot> dots;
  const int count = boxaGetCount(boxes.get());
  if (count > kMostPieces) return dots;
  for (int i = 0; i < count; ++i) {
    Dot dot;
    boxaGetBoxGeometry(boxes.get(), i, &dot.x, &dot.y, &dot.width, &dot.height);
    dot.piece = i;
    if (std::max(dot.width, dot.height) >= kLetter * dots_per_inch) {
      larger.letters.push_back(dot);
      continue;
    }
    const PixPtr picture(pixaGetPix(pieces, i, L_CLONE));
    l_int32 area = 0;
    if (!picture || pixCountPixels(picture.get(), &area, nullptr) != 0) continue;
    if (area <= largest && dot.width <= largest && dot.height <= largest) {
      dots.push_back(dot);
    } else if (area <= kDotsOfClump * largest && is_open_or_thin(dot, area, dots_per_inch)) {
      larger.clumps.push_back(dot);
    }
  }
  return dots;
}

// Too near a letter to say that it is no mark of it: a minus may stand a wide space before its
// figure.
bool stands_by_a_letter(const Dot& clump, const std::vector<Dot>& letters, double dots_per_inch) {
  constexpr double kNear = 0.03, kSpace = 0.1;  // inches
  const int near = std::max(2, static_cast<int>(kNear * dots_per_inch));
  const int space = static_cast<int>(kSpace * dots_per_inch);
  return std::any_of(letters.begin(), letters.end(), [&](const Dot& letter) {
    return clump.x < letter.x + letter.width + space && letter.x < clump.x + clump.width + space &&
           clump.y < letter.y + letter.height + near && letter.y < clump.y + clump.height + near;
  });
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
  LargerPieces larger;
  const std::vector<Dot> dots = dots_of(pieces.get(), boxes, dots_per_inch, larger);
  if (dots.size() < kFewestDots) return;
  const PixPtr fields =
      fields_of(dots, pixGetWidth(ink.get()), pixGetHeight(ink.get()), dots_per_inch);
  if (!fields) return;
  const auto stands_in_field = [&](const Dot& dot) {
    l_uint32 in_field = 0;
    pixGetPixel(fields.get(), dot.x + dot.width / 2, dot.y + dot.height / 2, &in_field);
    return in_field != 0;
  };
  const auto whiten = [&](const Dot& dot) {
    const PixPtr picture(pixaGetPix(pieces.get(), dot.piece, L_CLONE));
    if (picture) pixSetMaskedGeneral(grey.get(), picture.get(), 255, dot.x, dot.y);
  };
  for (const Dot& dot : dots) {
    if (stands_in_field(dot)) whiten(dot);
  }
  for (const Dot& clump : larger.clumps) {
    if (stands_in_field(clump) && !stands_by_a_letter(clump, larger.letters, dots_per_inch))
      whiten(clump);
  }
}

}  // namespace siffra::extract
