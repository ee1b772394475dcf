#include "extract/internal/touching_lines.h"

#include <algorithm>
#include <optional>

namespace siffra::extract {

namespace {

PixPtr part_of(const PixPtr& picture, int top, int bottom) {
  ::Box* box = boxCreate(0, top, pixGetWidth(picture.get()), bottom - top);
  PixPtr part(pixClipRectangle(picture.get(), box, nullptr));
  boxDestroy(&box);
  return part;
}

// The ink of each row of a piece, without what closed its breaks.
std::vector<int> ink_of_rows(const PreparedPage& page, const InkPiece& piece,
                             const PixPtr& picture) {
  const PixPtr own(pixCopy(nullptr, picture.get()));
  std::vector<int> rows;
  if (!own) return rows;
  pixRasterop(own.get(), 0, 0, piece.box.width, piece.box.height, PIX_SRC & PIX_DST, page.ink.get(),
              piece.box.x, piece.box.y);
  for (int y = 0; y < piece.box.height; ++y) {
    l_int32 count = 0;
    pixCountPixelsInRow(own.get(), y, &count, nullptr);
    rows.push_back(count);
  }
  return rows;
}

int median(std::vector<int> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The row between two lines, counted from the top of the piece.
std::optional<int> seam_of(const std::vector<int>& rows, double usual) {
  constexpr double kLowest = 0.6;   // heights: a line of letters
  constexpr double kHardly = 0.25;  // of the ink in the rows of letters
  constexpr double kNarrow = 0.5;   // heights: rows with hardly any ink
  const auto least = static_cast<std::ptrdiff_t>(kLowest * usual);
  const auto count = static_cast<std::ptrdiff_t>(rows.size());
  std::optional<int> seam;
  for (std::ptrdiff_t at = least; at + least < count; ++at) {
    const int ink = rows[static_cast<std::size_t>(at)];
    if (!seam || ink < rows[static_cast<std::size_t>(*seam)]) seam = static_cast<int>(at);
  }
  if (!seam) return std::nullopt;
  const int above = median({rows.begin(), rows.begin() + *seam});
  const int below = median({rows.begin() + *seam, rows.end()});
  const double hardly = kHardly * std::min(above, below);
  const auto is_empty = [&](int row) { return rows[static_cast<std::size_t>(row)] <= hardly; };
  if (!is_empty(*seam)) return std::nullopt;
  int first = *seam;
  int last = *seam;
  while (first > 0 && is_empty(first - 1)) --first;
  while (last + 1 < count && is_empty(last + 1)) ++last;
  if (last - first + 1 > kNarrow * usual) return std::nullopt;
  return first + (last - first) / 2;
}

// A part with paper around it trimmed away; nothing where no ink is left.
std::optional<InkPiece> piece_of(const PixPtr& part, const PixelBox& whole, int top,
                                 PixaPtr& pictures) {
  ::Box* found = nullptr;
  Pix* clipped = nullptr;
  if (!part || pixClipToForeground(part.get(), &clipped, &found) != 0 || clipped == nullptr) {
    boxDestroy(&found);
    return std::nullopt;
  }
  InkPiece piece;
  boxGetGeometry(found, &piece.box.x, &piece.box.y, &piece.box.width, &piece.box.height);
  boxDestroy(&found);
  piece.box.x += whole.x;
  piece.box.y += whole.y + top;
  l_int32 area = 0;
  pixCountPixels(clipped, &area, nullptr);
  piece.area = area;
  piece.pix = pixaGetCount(pictures.get());
  pixaAddPix(pictures.get(), clipped, L_INSERT);
  return piece;
}

}  // namespace

void part_touching_lines(const PreparedPage& page, double usual, PixaPtr& pictures,
                         std::vector<InkPiece>& pieces) {
  constexpr double kTwoLines = 1.75;  // heights
  constexpr double kFewLines = 6;
  constexpr double kSeveralLetters = 1.2;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const PixelBox box = pieces[i].box;
    if (pieces[i].by_hand || box.height < kTwoLines * usual || box.height > kFewLines * usual ||
        box.width < kSeveralLetters * usual) {
      continue;
    }
    const PixPtr picture(pixaGetPix(pictures.get(), pieces[i].pix, L_CLONE));
    if (!picture) continue;
    const std::vector<int> rows = ink_of_rows(page, pieces[i], picture);
    const std::optional<int> seam = seam_of(rows, usual);
    if (!seam) continue;
    const auto above = piece_of(part_of(picture, 0, *seam), box, 0, pictures);
    const auto below = piece_of(part_of(picture, *seam, box.height), box, *seam, pictures);
    if (!above || !below) continue;
    pieces[i] = *above;
    pieces.push_back(*below);  // may hold more lines, and is looked at in its turn
  }
}

}  // namespace siffra::extract
