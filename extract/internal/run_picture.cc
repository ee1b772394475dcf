#include "extract/internal/run_picture.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace siffra::extract {

namespace {

PixelBox clipped(const PixelBox& box, int width, int height) {
  const int x = std::clamp(box.x, 0, width);
  const int y = std::clamp(box.y, 0, height);
  return {x, y, std::clamp(box.right(), 0, width) - x, std::clamp(box.bottom(), 0, height) - y};
}

bool meet(const PixelBox& a, const PixelBox& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

// The ink within `area` that is not the run's. What lies among its letters is taken for bits of
// them.
PixPtr foreign_ink(const InkLayout& layout, const InkRun& run, const PixelBox& area) {
  PixPtr mask(pixCreate(area.width, area.height, 1));
  if (!mask) return mask;
  const double smallest_bit = 0.006 * run.height * run.height;
  std::vector<std::size_t> own = run.pieces;
  std::sort(own.begin(), own.end());
  for (std::size_t i = 0; i < layout.pieces.size(); ++i) {
    const InkPiece& piece = layout.pieces[i];
    if (!meet(piece.box, area) || std::binary_search(own.begin(), own.end(), i)) continue;
    const bool among = piece.box.y >= run.box.y && piece.box.bottom() <= run.box.bottom() &&
                       piece.area > smallest_bit && piece.box.x >= run.box.x &&
                       piece.box.right() <= run.box.right();
    if (among) continue;
    const PixPtr picture(pixaGetPix(layout.pictures.get(), piece.pix, L_CLONE));
    if (!picture) continue;
    pixRasterop(mask.get(), piece.box.x - area.x, piece.box.y - area.y, piece.box.width,
                piece.box.height, PIX_SRC | PIX_DST, picture.get(), 0, 0);
  }
  PixPtr wider(pixDilateBrick(nullptr, mask.get(), 3, 3));
  return wider ? std::move(wider) : std::move(mask);
}

PixPtr part_of(const PixPtr& page, const PixelBox& area) {
  ::Box* box = boxCreate(area.x, area.y, area.width, area.height);
  PixPtr part(pixClipRectangle(page.get(), box, nullptr));
  boxDestroy(&box);
  return part;
}

// Ink as grey, its stairs smoothed: the models learned on soft edges.
PixPtr ink_as_grey(const PixPtr& ink) {
  PixPtr grey(pixConvert1To8(nullptr, ink.get(), 255, 0));
  if (!grey) return grey;
  PixPtr soft(pixBlockconv(grey.get(), 1, 1));
  return soft ? std::move(soft) : std::move(grey);
}

// The darkest fiftieth of the picture becomes black, paper white.
PixPtr stretched(PixPtr grey) {
  constexpr float kDarkest = 0.02F;
  constexpr int kHeadroom = 10;
  constexpr int kPaperSpread = 20;
  Numa* histogram = pixGetGrayHistogram(grey.get(), 1);
  if (histogram == nullptr) return grey;
  float dark = 0;
  numaHistogramGetValFromRank(histogram, kDarkest, &dark);
  numaDestroy(&histogram);
  const int black = std::clamp(static_cast<int>(dark) - kHeadroom, 0, kPaper - kPaperSpread - 20);
  PixPtr wider(pixGammaTRC(nullptr, grey.get(), 1.0F, black, kPaper - kPaperSpread));
  return wider ? std::move(wider) : std::move(grey);
}

PixPtr with_margin(PixPtr picture, int margin, int paper) {
  if (!picture) return picture;
  return PixPtr(pixAddBorder(picture.get(), margin, static_cast<l_uint32>(paper)));
}

}  // namespace

PixelBox RunPicture::on_page(const PixelBox& box) const {
  const auto to_page = [this](int value) { return static_cast<int>(std::lround(value / scale)); };
  const int x = to_page(box.x) + left;
  const int y = to_page(box.y) + top;
  return {x, y, to_page(box.right()) + left - x, to_page(box.bottom()) + top - y};
}

PixelBox area_cut(const PreparedPage& page, const InkRun& run, const PixelBox& box) {
  const int around = std::max(3, static_cast<int>(0.2 * run.height));
  return clipped({box.x - around, box.y - around, box.width + 2 * around, box.height + 2 * around},
                 pixGetWidth(page.grey.get()), pixGetHeight(page.grey.get()));
}

RunPicture cut_out(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                   const PixelBox& box, Cut cut) {
  constexpr double kTrimmed = 0.25;  // of the height
  RunPicture result;
  const PixelBox area = area_cut(page, run, box);
  if (area.empty()) return result;
  const PixPtr foreign = foreign_ink(layout, run, area);
  PixPtr picture = cut == Cut::kInk ? part_of(page.ink, area) : part_of(page.grey, area);
  if (!picture || !foreign) return result;
  if (cut == Cut::kInk) {
    const PixPtr cleaned(pixSubtract(nullptr, picture.get(), foreign.get()));
    if (!cleaned) return result;
    picture = ink_as_grey(cleaned);
  } else {
    pixSetMasked(picture.get(), foreign.get(), kPaper);
  }
  const bool stretch = cut == Cut::kStretched || cut == Cut::kTight;
  if (stretch) picture = stretched(std::move(picture));
  const int margin = std::max(4, static_cast<int>(0.15 * run.height));
  picture = with_margin(std::move(picture), margin, cut == Cut::kLarger ? kPaper : 255);
  result.left = area.x - margin;
  result.top = area.y - margin;
  if (cut == Cut::kTight && picture) {
    const auto less = static_cast<int>(kTrimmed * run.height);
    PixPtr tight(pixRemoveBorderGeneral(picture.get(), 0, 0, less, less));
    if (tight) picture = std::move(tight);
    result.top += less;
  }
  if (cut == Cut::kLarger && picture) {
    result.scale = 1.5;
    picture.reset(pixScale(picture.get(), 1.5F, 1.5F));
  }
  // With the margin scaled too, picture x = (page x − left) · scale.
  result.picture = std::move(picture);
  return result;
}

RunPicture cut_out_thrice(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                          const PixelBox& box, Cut cut) {
  constexpr double kGap = 0.14;  // of the height of the print
  RunPicture once = cut_out(page, layout, run, box, cut);
  if (!once.picture) return once;
  const auto in_picture = [&](int x) {
    return static_cast<int>(std::lround((x - once.left) * once.scale));
  };
  const int width = pixGetWidth(once.picture.get());
  const int height = pixGetHeight(once.picture.get());
  const int from = std::clamp(in_picture(box.x), 0, width);
  const int to = std::clamp(in_picture(box.right()), from, width);
  const int gap = std::max(2, static_cast<int>(kGap * run.height * once.scale));
  const int step = to - from + gap;
  PixPtr thrice(pixCreate(width + 2 * step, height, 8));
  if (!thrice) return once;
  pixSetAllArbitrary(thrice.get(), 255);
  Pix* source = once.picture.get();
  pixRasterop(thrice.get(), 0, 0, to, height, PIX_SRC, source, 0, 0);
  pixRasterop(thrice.get(), from + step, 0, to - from, height, PIX_SRC, source, from, 0);
  pixRasterop(thrice.get(), from + 2 * step, 0, width - from, height, PIX_SRC, source, from, 0);
  once.picture = std::move(thrice);
  return once;
}

}  // namespace siffra::extract
