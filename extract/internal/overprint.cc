#include "extract/internal/overprint.h"

#include <algorithm>
#include <vector>

namespace siffra::extract {

namespace {

// Rulings stand between columns and lie between rows; what was taken for one and goes through a
// figure is none, and took parts of its digits along.
bool crossed(const Ruling& ruling, const PixelBox& box, double height) {
  constexpr double kEdge = 0.2;     // of the height: rulings may touch the first and last digit
  constexpr double kMiddle = 0.22;  // and the feet of the digits
  constexpr double kAcross = 0.5;
  if (ruling.x0 == ruling.x1) {
    const double shared =
        std::min<double>(ruling.y1, box.bottom()) - std::max<double>(ruling.y0, box.y);
    return ruling.x0 > box.x + kEdge * height && ruling.x0 < box.right() - kEdge * height &&
           shared > kAcross * box.height;
  }
  const double shared =
      std::min<double>(ruling.x1, box.right()) - std::max<double>(ruling.x0, box.x);
  return ruling.y0 > box.y + kMiddle * height && ruling.y0 < box.bottom() - kMiddle * height &&
         shared > kAcross * height;
}

// A stroke down through a figure parts it in two: print stands close on both of its sides.
bool parts_print(const Ruling& ruling, const PixelBox& box, const InkLayout& layout,
                 double height) {
  constexpr double kClose = 0.45;  // heights
  if (ruling.x0 != ruling.x1 || ruling.y0 > box.center_y() || ruling.y1 < box.center_y())
    return false;
  const auto stands_close = [&](const PixelBox& print, bool before) {
    const double gap = before ? ruling.x0 - print.right() : print.x - ruling.x0;
    return gap > -kClose * height && gap < kClose * height;
  };
  for (const bool before : {true, false}) {
    if (!stands_close(box, before)) continue;
    const bool other_side =
        std::any_of(layout.runs.begin(), layout.runs.end(), [&](const InkRun& run) {
          return run.box.y < box.center_y() && run.box.bottom() > box.center_y() &&
                 stands_close(run.box, !before) &&
                 (before ? run.box.right() > box.right() : run.box.x < box.x);
        });
    if (other_side) return true;
  }
  return false;
}

int pixels_within(const InkLayout& layout, const InkPiece& piece, const PixelBox& box) {
  const PixPtr picture(pixaGetPix(layout.pictures.get(), piece.pix, L_CLONE));
  const int x0 = std::max(box.x, piece.box.x);
  const int y0 = std::max(box.y, piece.box.y);
  const int x1 = std::min(box.right(), piece.box.right());
  const int y1 = std::min(box.bottom(), piece.box.bottom());
  if (!picture || x0 >= x1 || y0 >= y1) return 0;
  ::Box* part = boxCreate(x0 - piece.box.x, y0 - piece.box.y, x1 - x0, y1 - y0);
  l_int32 count = 0;
  pixCountPixelsInRect(picture.get(), part, &count, nullptr);
  boxDestroy(&part);
  return count;
}

// The usual height of the pieces that could be digits.
double digit_height(const InkLayout& layout, const InkRun& run, const PixelBox& box) {
  std::vector<int> heights;
  for (const std::size_t i : run.pieces) {
    const PixelBox& piece = layout.pieces[i].box;
    if (piece.center_x() < box.x || piece.center_x() > box.right()) continue;
    if (piece.height >= 0.5 * layout.letter_height) heights.push_back(piece.height);
  }
  if (heights.empty()) return run.height;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

}  // namespace

bool is_overprinted(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                    const PixelBox& box) {
  constexpr double kLarge = 1.6;   // than digits
  constexpr double kInset = 0.12;  // of the height: the rows above and below may touch
  constexpr double kEnough = 0.02;
  constexpr double kBeside = 0.45;  // of the height: no figure ends so close to a stamp by chance
  constexpr double kTall = 2.2;     // than digits
  const double height = digit_height(layout, run, box);
  if (height <= 0 || box.empty()) return false;
  if (std::any_of(page.rulings.begin(), page.rulings.end(), [&](const Ruling& ruling) {
        return crossed(ruling, box, height) || parts_print(ruling, box, layout, height);
      })) {
    return true;
  }
  const int inset = static_cast<int>(kInset * height);
  const PixelBox inner{box.x, box.y + inset, box.width, box.height - 2 * inset};
  // A figure that ends at such ink may go on under it.
  const int beside = static_cast<int>(kBeside * height);
  const PixelBox wider{inner.x - beside, inner.y, inner.width + 2 * beside, inner.height};
  for (std::size_t i = 0; i < layout.pieces.size(); ++i) {
    const InkPiece& piece = layout.pieces[i];
    if (piece.box.height <= kLarge * height && piece.box.width <= kLarge * height) continue;
    if (piece.box.right() <= wider.x || piece.box.x >= wider.right() ||
        piece.box.bottom() <= wider.y || piece.box.y >= wider.bottom()) {
      continue;
    }
    const bool own = std::find(run.pieces.begin(), run.pieces.end(), i) != run.pieces.end();
    // Digits that touch make a wide piece, but not a high one.
    if (own && piece.box.height <= kLarge * height) continue;
    const PixelBox& where = !own && piece.box.height > kTall * height ? wider : inner;
    if (pixels_within(layout, piece, where) > kEnough * height * height) return true;
  }
  return false;
}

}  // namespace siffra::extract
