// A raised mark is much smaller than the digits before it both ways and ends well above their feet.
// A digit whose foot has faded is as wide as the others; a percent sign ends at the feet, a dash
// and the dot of an i are lower than small digits.
#include "extract/internal/raised_marks.h"

#include <algorithm>
#include <vector>

namespace siffra::extract {

namespace {

struct Usual {
  double top = 0, bottom = 0;  // of the tall pieces
  double width = 0;
};

double median(std::vector<int>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Of the last tall pieces before the end: a skewed line rises over its length.
bool usual_of(const InkLayout& layout, const InkRun& run, std::size_t count, Usual& usual) {
  constexpr double kTall = 0.8;
  constexpr std::size_t kFewest = 2, kMost = 5;
  std::vector<int> tops, bottoms, widths;
  for (std::size_t i = count; i-- > 0 && tops.size() < kMost;) {
    const PixelBox& box = layout.pieces[run.pieces[i]].box;
    if (box.height < kTall * run.height) continue;
    tops.push_back(box.y);
    bottoms.push_back(box.bottom());
    widths.push_back(box.width);
  }
  if (tops.size() < kFewest) return false;
  usual = {median(tops), median(bottoms), median(widths)};
  return true;
}

bool is_raised(const PixelBox& box, const Usual& usual) {
  constexpr double kLowest = 0.35, kHighest = 0.78;  // of the digits' height
  constexpr double kWidest = 0.75;                   // of their width
  constexpr double kFoot = 0.3;                      // above theirs
  constexpr double kTop = 0.15;                      // below theirs at most
  const double height = usual.bottom - usual.top;
  return box.height > kLowest * height && box.height < kHighest * height &&
         box.width < kWidest * usual.width && box.bottom() < usual.bottom - kFoot * height &&
         box.y < usual.top + kTop * height;
}

// How many pieces at the end of the run are raised: one or two digits, a bracket.
std::size_t raised_at_end(const InkLayout& layout, const InkRun& run) {
  constexpr std::size_t kMost = 3;
  std::size_t raised = 0;
  while (raised < kMost && raised + 2 < run.pieces.size()) {
    const std::size_t at = run.pieces.size() - 1 - raised;
    Usual usual;
    const PixelBox& box = layout.pieces[run.pieces[at]].box;
    if (!usual_of(layout, run, at, usual) || !is_raised(box, usual)) break;
    // It stands behind all that stays.
    const bool behind = std::all_of(
        run.pieces.begin(), run.pieces.begin() + static_cast<std::ptrdiff_t>(at),
        [&](std::size_t i) { return layout.pieces[i].box.right() <= box.x + box.width / 2; });
    if (!behind) break;
    ++raised;
  }
  return raised;
}

// The highest and lowest ink of each column of a piece, from its top; columns without any end
// above where they begin.
struct ColumnInk {
  int top = 1 << 20, bottom = -1;
};

std::vector<ColumnInk> columns_of(const PixPtr& picture) {
  const auto stride = static_cast<std::size_t>(pixGetWpl(picture.get()));
  std::vector<ColumnInk> columns(static_cast<std::size_t>(pixGetWidth(picture.get())));
  for (int y = 0; y < pixGetHeight(picture.get()); ++y) {
    const l_uint32* row = pixGetData(picture.get()) + static_cast<std::size_t>(y) * stride;
    for (std::size_t x = 0; x < columns.size(); ++x) {
      if (GET_DATA_BIT(row, static_cast<int>(x)) == 0) continue;
      columns[x].top = std::min(columns[x].top, y);
      columns[x].bottom = y;
    }
  }
  return columns;
}

// Where a raised digit touches the one before it: the first column of the mark, counted from the
// left of the piece; 0 where none is seen. The arm of a 7 ends as high, but rises above no digit.
int seam_of(const PixPtr& picture, const PixelBox& box, const Usual& usual) {
  constexpr double kFoot = 0.3;
  constexpr double kRise = 0.06;
  constexpr double kNarrowest = 0.25, kWidest = 0.85;  // of a digit, the mark
  const double height = usual.bottom - usual.top;
  const std::vector<ColumnInk> columns = columns_of(picture);
  std::size_t first = columns.size();
  int top = box.height;
  while (first > 0 && box.y + columns[first - 1].bottom < usual.bottom - kFoot * height) {
    --first;
    top = std::min(top, columns[first].top);
  }
  const auto width = static_cast<double>(columns.size() - first);
  const bool fits = width > kNarrowest * usual.width && width < kWidest * usual.width;
  return fits && box.y + top < usual.top - kRise * height ? static_cast<int>(first) : 0;
}

// A piece that holds a digit and the mark behind it becomes two, the mark of no run.
void cut_at_mark(InkLayout& layout, std::size_t index, const Usual& usual) {
  const PixelBox box = layout.pieces[index].box;
  const PixPtr picture(pixaGetPix(layout.pictures.get(), layout.pieces[index].pix, L_CLONE));
  const int seam = picture ? seam_of(picture, box, usual) : 0;
  if (seam == 0) return;
  const auto part = [&](int x, int width) {
    ::Box* cut = boxCreate(x, 0, width, box.height);
    PixPtr side(pixClipRectangle(picture.get(), cut, nullptr));
    boxDestroy(&cut);
    l_int32 area = 0;
    if (side) pixCountPixels(side.get(), &area, nullptr);
    InkPiece piece = layout.pieces[index];
    piece.box.x = box.x + x;
    piece.box.width = width;
    piece.area = area;
    piece.pix = pixaGetCount(layout.pictures.get());
    pixaAddPix(layout.pictures.get(), side.release(), L_INSERT);
    return piece;
  };
  layout.pieces.push_back(part(seam, box.width - seam));
  layout.pieces[index] = part(0, seam);
}

// "2)" of which the digit touches the figure: the bracket alone stands apart.
bool is_bracket(const PixelBox& box) { return box.height >= 2 * box.width; }

}  // namespace

void part_raised_marks(InkLayout& layout) {
  for (InkRun& run : layout.runs) {
    const std::size_t raised = raised_at_end(layout, run);
    if (raised == 0) continue;
    const PixelBox last = layout.pieces[run.pieces[run.pieces.size() - raised]].box;
    run.pieces.resize(run.pieces.size() - raised);
    Usual usual;
    if (raised == 1 && is_bracket(last) && usual_of(layout, run, run.pieces.size() - 1, usual))
      cut_at_mark(layout, run.pieces.back(), usual);
    int right = 0;
    for (const std::size_t i : run.pieces) right = std::max(right, layout.pieces[i].box.right());
    run.box.width = std::max(1, right - run.box.x);
  }
}

}  // namespace siffra::extract
