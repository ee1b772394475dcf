#include "extract/internal/sign_audit.h"

#include <algorithm>
#include <vector>

namespace siffra::extract {

namespace {

// The ink of one column of pixels: from, to (exclusive), and how many.
struct ColumnInk {
  int top = 0, bottom = 0, count = 0;
};

ColumnInk column_ink(const PixPtr& ink, int x, int top, int bottom) {
  ColumnInk column;
  const auto stride = static_cast<std::size_t>(pixGetWpl(ink.get()));
  for (int y = top; y < bottom; ++y) {
    const l_uint32* row = pixGetData(ink.get()) + static_cast<std::size_t>(y) * stride;
    if (GET_DATA_BIT(row, x) == 0) continue;
    if (column.count == 0) column.top = y;
    column.bottom = y + 1;
    ++column.count;
  }
  return column;
}

// The height of the digits themselves: that of the tallest pieces in the box.
double digit_height(const InkLayout& layout, const InkRun& run, const PixelBox& box) {
  double tallest = 0;
  for (const std::size_t i : run.pieces) {
    const PixelBox& piece = layout.pieces[i].box;
    if (piece.center_x() < box.x || piece.center_x() > box.right()) continue;
    tallest = std::max<double>(tallest, piece.height);
  }
  return tallest > 0 ? std::min(tallest, 1.25 * run.height) : run.height;
}

}  // namespace

SignAudit find_leading_minus(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                             const PixelBox& box) {
  SignAudit audit;
  audit.rest = box;
  const double height = digit_height(layout, run, box);
  if (box.empty() || height < 6) return audit;
  const int last = std::min(box.right(), pixGetWidth(page.ink.get()));
  const int bottom = std::min(box.bottom(), pixGetHeight(page.ink.get()));
  // Where the digits stand: the rows the right half of the figure covers.
  int top_of_digits = bottom;
  int bottom_of_digits = box.y;
  for (int x = box.x + box.width / 2; x < last; ++x) {
    const ColumnInk column = column_ink(page.ink, x, box.y, bottom);
    if (column.count == 0) continue;
    top_of_digits = std::min(top_of_digits, column.top);
    bottom_of_digits = std::max(bottom_of_digits, column.bottom);
  }
  const double tall = bottom_of_digits - top_of_digits;
  if (tall < 0.6 * height) return audit;
  int begin = -1;
  int end = -1;
  // Dirt above the digits, or at their tops, is no part of a sign.
  constexpr double kTops = 0.15;
  const int top_row = top_of_digits + static_cast<int>(kTops * tall);
  const auto ink_at = [&](int x) { return column_ink(page.ink, x, top_row, bottom_of_digits); };
  for (int x = box.x; x < last; ++x) {
    const ColumnInk column = ink_at(x);
    if (column.count == 0) {
      if (begin >= 0) break;
      continue;
    }
    const double middle = (column.top + column.bottom) / 2.0 - top_of_digits;
    const bool flat =
        column.bottom - column.top <= 0.34 * tall && middle > 0.28 * tall && middle < 0.82 * tall;
    if (!flat) break;
    if (begin < 0) begin = x;
    end = x + 1;
  }
  if (begin < 0 || end - begin > 1.3 * tall) return audit;
  if (end >= last - 1) return audit;  // nothing follows: not a sign before a digit
  // The arm of a plus and the tip of a 4 are flat too, but short, and run on into an upright.
  const bool paper_follows = ink_at(end).count == 0;
  if (end - begin < (paper_follows ? 0.18 : 0.38) * tall) return audit;
  // So is all of a 4 before its upright, where worn print lost the slanting stroke above.
  const ColumnInk next = ink_at(std::min(end + 1, last - 1));
  const bool upright_follows = !paper_follows && next.bottom - next.top >= 0.75 * tall;
  if (upright_follows && end - begin < 0.7 * tall) return audit;
  audit.minus = true;
  int start = end;
  while (start < last && ink_at(start).count == 0) ++start;
  audit.rest = {start, box.y, box.right() - start, box.height};
  return audit;
}

}  // namespace siffra::extract
