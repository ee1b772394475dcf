#include "extract/internal/percent_shape.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace siffra::extract {

namespace {

// In heights of a digit.
constexpr double kNarrowest = 0.78, kWidest = 1.4;  // of the sign, wider than any digit
constexpr double kWidestWhole = 1.08;               // of one that is a single piece
constexpr double kBehind = 1.9;                     // how far behind the digits it may end
constexpr double kEnd = 0.35;                       // paper behind it
constexpr double kRing = 0.3;                       // the least, from top to bottom
constexpr double kHalf = 0.68;                      // and the most
constexpr double kMiddle = 0.45;                    // what the stroke covers half-way
constexpr double kRingEnd = 0.12;                   // of the second, at its right end
constexpr double kTip = 0.26, kRingBegins = 0.36;   // from the tops of the digits
constexpr double kOff = 0.22;                       // from the tops and feet of the digits
constexpr double kFirst = 0.5;  // of the print, which the first digit is part of
// Of the sign's width: what its rings alone take.
constexpr double kLeft = 0.3, kRight = 0.2;

// The ink of one column of pixels: from, to (exclusive), and how much.
struct Column {
  int top = 0, bottom = 0, count = 0;
  std::vector<int> rows;  // that are ink
};

// The rows between which the columns hold ink.
struct Rows {
  int top = 0, bottom = 0;
  [[nodiscard]] int tall() const { return bottom - top; }
};

std::vector<Column> columns_of(const PixPtr& ink, const PixelBox& area) {
  std::vector<Column> columns;
  const auto stride = static_cast<std::size_t>(pixGetWpl(ink.get()));
  for (int x = area.x; x < area.right(); ++x) {
    Column column;
    for (int y = area.y; y < area.bottom(); ++y) {
      const l_uint32* row = pixGetData(ink.get()) + static_cast<std::size_t>(y) * stride;
      if (GET_DATA_BIT(row, x) == 0) continue;
      if (column.count++ == 0) column.top = y;
      column.bottom = y + 1;
      column.rows.push_back(y);
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

Rows rows_of(const std::vector<Column>& columns, std::size_t from, std::size_t to) {
  Rows rows;
  bool any = false;
  for (std::size_t i = from; i < std::min(to, columns.size()); ++i) {
    if (columns[i].count == 0) continue;
    rows.top = any ? std::min(rows.top, columns[i].top) : columns[i].top;
    rows.bottom = any ? std::max(rows.bottom, columns[i].bottom) : columns[i].bottom;
    any = true;
  }
  return rows;
}

// Below half-way the second ring, above it nothing but the tip of the stroke.
bool ends_in_a_ring(const std::vector<Column>& columns, std::size_t from, std::size_t to,
                    const Rows& digits) {
  const double tall = digits.tall();
  Rows ring{digits.bottom, digits.top};
  for (std::size_t i = from; i < to; ++i) {
    for (const int y : columns[i].rows) {
      const double down = (y + 0.5 - digits.top) / tall;
      if (down > 1 + kOff) return false;
      if (down <= kTip) continue;
      if (down < kRingBegins) return false;
      ring = {std::min(ring.top, y), std::max(ring.bottom, y + 1)};
    }
  }
  return ring.tall() >= kRingEnd * tall;
}

// A ring above on the left, one below on the right, and between them no more than a stroke. The
// two may hang on the stroke; "96" is as high as digits on both sides of its gap, and wider than a
// sign without any.
bool is_percent(const std::vector<Column>& columns, std::size_t from, std::size_t to,
                const Rows& digits) {
  const double tall = digits.tall();
  const auto width = static_cast<double>(to - from);
  if (width < kNarrowest * tall || width > kWidest * tall) return false;
  const Rows left = rows_of(columns, from, from + static_cast<std::size_t>(kLeft * width));
  if (left.tall() < kRing * tall || left.top > digits.top + kOff * tall ||
      left.top < digits.top - kOff * tall || left.bottom > digits.top + kHalf * tall) {
    return false;
  }
  const std::size_t right = to - static_cast<std::size_t>(kRight * width);
  if (!ends_in_a_ring(columns, right, to, digits)) return false;
  const std::size_t middle = (from + to) / 2;
  if (columns[middle].count > kMiddle * tall) return false;
  const auto is_paper = [](const Column& column) { return column.count == 0; };
  const auto begin = columns.begin() + static_cast<std::ptrdiff_t>(from);
  const auto end = columns.begin() + static_cast<std::ptrdiff_t>(to);
  const auto gap = std::find_if(begin, end, is_paper);
  if (gap == end) return width <= kWidestWhole * tall;
  const auto last =
      std::find_if(std::make_reverse_iterator(end), std::make_reverse_iterator(begin), is_paper);
  const auto first_end = static_cast<std::size_t>(gap - columns.begin());
  const auto last_begin = static_cast<std::size_t>(last.base() - columns.begin());
  return rows_of(columns, from, first_end).tall() <= kHalf * tall ||
         rows_of(columns, last_begin, to).tall() <= kHalf * tall;
}

}  // namespace

std::optional<PixelBox> digits_before_percent(const PreparedPage& page, const InkLayout& layout,
                                              const InkRun& run, const PixelBox& box) {
  constexpr int kLowest = 8;  // pixels
  if (box.empty() || run.height < kLowest) return std::nullopt;
  const double height = run.height;
  const int right =
      std::min(pixGetWidth(page.ink.get()), box.right() + static_cast<int>(kBehind * height));
  const int above = std::max(0, box.y - static_cast<int>(kOff * height));
  const int below =
      std::min(pixGetHeight(page.ink.get()), box.bottom() + static_cast<int>(kOff * height));
  const std::vector<Column> columns =
      columns_of(page.ink, {box.x, above, right - box.x, below - above});
  const Rows digits = rows_of(columns, 0, static_cast<std::size_t>(kFirst * height));
  if (digits.tall() < kLowest) return std::nullopt;
  // Where other print stands behind the figure its own ends.
  int limit = right;
  for (const InkRun& other : layout.runs) {
    if (&other == &run || other.box.x < box.right() || other.box.y >= box.bottom() ||
        other.box.bottom() <= box.y) {
      continue;
    }
    limit = std::min(limit, other.box.x);
  }
  const auto most = static_cast<std::size_t>(limit - box.x);
  const auto paper = static_cast<std::size_t>(kEnd * height);
  const auto is_paper = [&](std::size_t from, std::size_t to) {
    return std::all_of(columns.begin() + static_cast<std::ptrdiff_t>(from),
                       columns.begin() + static_cast<std::ptrdiff_t>(std::min(to, columns.size())),
                       [](const Column& column) { return column.count == 0; });
  };
  const auto first = static_cast<std::size_t>(kFirst * height);
  for (std::size_t from = first; from < most; ++from) {
    if (columns[from].count == 0 || columns[from - 1].count > 0) continue;
    for (std::size_t to = from + 1; to <= most; ++to) {
      if (columns[to - 1].count == 0 || !is_paper(to, to + paper)) continue;
      if (is_percent(columns, from, to, digits)) {
        std::size_t last = from;
        while (last > 0 && columns[last - 1].count == 0) --last;
        return PixelBox{box.x, box.y, static_cast<int>(last), box.height};
      }
    }
  }
  return std::nullopt;
}

}  // namespace siffra::extract
