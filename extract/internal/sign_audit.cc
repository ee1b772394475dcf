#include "extract/internal/sign_audit.h"

#include <algorithm>
#include <optional>
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

// The rows that the digits cover.
struct Rows {
  int top = 0, bottom = 0;
  [[nodiscard]] double tall() const { return bottom - top; }
};

Rows rows_of_ink(const PixPtr& ink, int from, int to, int top, int bottom) {
  Rows rows{bottom, top};
  for (int x = from; x < to; ++x) {
    const ColumnInk column = column_ink(ink, x, top, bottom);
    if (column.count == 0) continue;
    rows.top = std::min(rows.top, column.top);
    rows.bottom = std::max(rows.bottom, column.bottom);
  }
  return rows;
}

// A figure's print, column by column.
class Print {
 public:
  Print(const PixPtr& ink, const PixelBox& box, double height)
      : ink_(ink),
        box_(box),
        height_(height),
        last_(std::min(box.right(), pixGetWidth(ink.get()))),
        bottom_(std::min(box.bottom(), pixGetHeight(ink.get()))) {}

  // The box without the dash, where one stands before the digits, or behind them.
  // A mark as high as it is long stands where a sign would: `speck` is set, and it is no dash.
  [[nodiscard]] std::optional<PixelBox> after_dash(bool& speck) const;
  [[nodiscard]] std::optional<PixelBox> before_dash() const;

 private:
  [[nodiscard]] ColumnInk at(int x, const Rows& digits) const {
    constexpr double kTops = 0.15;  // dirt above the digits, or at their tops, is no part of a sign
    const int top = digits.top + static_cast<int>(kTops * digits.tall());
    return column_ink(ink_, x, top, digits.bottom);
  }
  static constexpr double kThin = 0.34;  // of a digit's height
  static bool flat(const ColumnInk& column, const Rows& digits, double thickest = kThin) {
    const double tall = digits.tall();
    const double middle = (column.top + column.bottom) / 2.0 - digits.top;
    return column.bottom - column.top <= thickest * tall && middle > 0.28 * tall &&
           middle < 0.82 * tall;
  }

  // The flat stroke that the print begins with.
  struct Stroke {
    int begin = -1, end = -1;
    int thickest = 0;
    std::vector<int> thick;  // of each of its columns
  };
  [[nodiscard]] Stroke stroke_before(const Rows& digits, double most) const {
    Stroke stroke;
    for (int x = box_.x; x < last_; ++x) {
      const ColumnInk column = at(x, digits);
      if (column.count == 0) {
        if (stroke.begin >= 0) break;
        continue;
      }
      if (!flat(column, digits, most)) break;
      if (stroke.begin < 0) stroke.begin = x;
      stroke.end = x + 1;
      stroke.thick.push_back(column.count);
      stroke.thickest = std::max(stroke.thickest, column.bottom - column.top);
    }
    return stroke;
  }
  [[nodiscard]] bool stands_free(const Stroke& stroke, const Rows& digits) const {
    return stroke.begin >= 0 && stroke.end < last_ && at(stroke.end, digits).count == 0;
  }

  // How high the print behind the stroke is: dirt elsewhere may make the figure seem taller.
  [[nodiscard]] double height_behind(const Stroke& stroke, const Rows& digits) const {
    int from = stroke.end;
    while (from < last_ && at(from, digits).count == 0) ++from;
    int to = from;
    while (to < last_ && at(to, digits).count > 0) ++to;
    return rows_of_ink(ink_, from, to, box_.y, bottom_).tall();
  }

  const PixPtr& ink_;
  const PixelBox& box_;
  double height_;
  int last_, bottom_;
};

// Dirt on a dash makes it no higher for most of its length; a round speck is low only at its ends.
int usual_thickness(std::vector<int> thick) {
  const auto at = thick.begin() + static_cast<std::ptrdiff_t>((thick.size() - 1) * 7 / 10);
  std::nth_element(thick.begin(), at, thick.end());
  return *at;
}

std::optional<PixelBox> Print::after_dash(bool& speck) const {
  constexpr double kSmeared = 0.42;   // of a digit's height: a worn copy's dash
  constexpr double kLonger = 1.2;     // than high for most of its length
  constexpr double kNoLonger = 1.05;  // than its highest column
  // Where the digits stand: the rows the right half of the figure covers.
  const Rows digits = rows_of_ink(ink_, box_.x + box_.width / 2, last_, box_.y, bottom_);
  const double tall = digits.tall();
  if (tall < 0.6 * height_) return std::nullopt;
  Stroke stroke = stroke_before(digits, kThin);
  // Where it runs on into a digit it is as thick as an arm of that may be.
  if (!stands_free(stroke, digits)) {
    const Stroke smeared = stroke_before(digits, kSmeared);
    const bool low = smeared.thickest <= kSmeared * height_behind(smeared, digits);
    if (low && stands_free(smeared, digits)) stroke = smeared;
  }
  const int begin = stroke.begin, end = stroke.end;
  if (begin < 0 || end - begin > 1.3 * tall) return std::nullopt;
  if (end >= last_ - 1) return std::nullopt;  // nothing follows: not a sign before a digit
  // The arm of a plus and the tip of a 4 are flat too, but short, and run on into an upright.
  const bool paper_follows = at(end, digits).count == 0;
  if (end - begin < (paper_follows ? 0.18 : 0.38) * tall) return std::nullopt;
  speck = paper_follows && (end - begin < kLonger * usual_thickness(stroke.thick) ||
                            end - begin <= kNoLonger * stroke.thickest);
  // So is all of a 4 before its upright, where worn print lost the slanting stroke above.
  const ColumnInk next = at(std::min(end + 1, last_ - 1), digits);
  const bool upright_follows = !paper_follows && next.bottom - next.top >= 0.75 * tall;
  if (upright_follows && end - begin < 0.7 * tall) return std::nullopt;
  int start = end;
  while (start < last_ && at(start, digits).count == 0) ++start;
  return PixelBox{start, box_.y, box_.right() - start, box_.height};
}

// Dirt is as likely to lie behind a figure as before it, and few reports print the sign there: it
// must look like one in all respects.
std::optional<PixelBox> Print::before_dash() const {
  constexpr double kShortest = 0.22;  // of a digit's height
  constexpr double kTouching = 0.26;
  constexpr double kLongest = 1.0;
  constexpr double kLongerThanHigh = 1.5;
  constexpr double kWidestGap = 0.75;
  constexpr double kDigit = 0.7;
  const Rows digits = rows_of_ink(ink_, box_.x, box_.x + box_.width / 2, box_.y, bottom_);
  const double tall = digits.tall();
  if (tall < 0.6 * height_) return std::nullopt;
  int end = last_;
  while (end > box_.x && at(end - 1, digits).count == 0) --end;
  int begin = end;
  Rows dash{digits.bottom, digits.top};
  while (begin > box_.x) {
    const ColumnInk column = at(begin - 1, digits);
    if (column.count == 0 || !flat(column, digits)) break;
    dash = {std::min(dash.top, column.top), std::max(dash.bottom, column.bottom)};
    --begin;
  }
  // Where it touches the digit, it must reach out farther than the arm of a 4 does.
  const bool touches = begin > box_.x && at(begin - 1, digits).count > 0;
  const int length = end - begin;
  if (length < (touches ? kTouching : kShortest) * tall || length > kLongest * tall ||
      length < (touches ? 1 : kLongerThanHigh) * dash.tall()) {
    return std::nullopt;
  }
  // A digit ends before the paper beside it, not a comma or a colon.
  int edge = begin;
  while (edge > box_.x && at(edge - 1, digits).count == 0) --edge;
  if (begin - edge > kWidestGap * tall) return std::nullopt;
  int from = edge;
  while (from > box_.x && column_ink(ink_, from - 1, digits.top, digits.bottom).count > 0) --from;
  if (rows_of_ink(ink_, from, edge, digits.top, digits.bottom).tall() < kDigit * tall)
    return std::nullopt;
  return PixelBox{box_.x, box_.y, edge - box_.x, box_.height};
}

}  // namespace

SignAudit find_minus(const PreparedPage& page, const InkLayout& layout, const InkRun& run,
                     const PixelBox& box) {
  constexpr double kLowest = 6;  // pixels
  const double height = digit_height(layout, run, box);
  if (box.empty() || height < kLowest) return {MinusPlace::kNone, box};
  const Print print(page.ink, box, height);
  bool speck = false;
  if (const auto rest = print.after_dash(speck)) {
    if (speck) return {MinusPlace::kNone, *rest, true};
    return {MinusPlace::kBefore, *rest};
  }
  if (const auto rest = print.before_dash()) return {MinusPlace::kBehind, *rest};
  return {MinusPlace::kNone, box};
}

}  // namespace siffra::extract
