#include "extract/internal/accent_marks.h"

#include <algorithm>

namespace siffra::extract {

namespace {

constexpr double kLarger = 1.7;  // the letter's height, in heights of the mark

bool crowns(const PixelBox& mark, const PixelBox& letter) {
  constexpr double kGap = 0.35;   // of the letter's height
  constexpr double kInto = 0.15;  // a worn letter's top frays upwards
  const double gap = letter.y - mark.bottom();
  return letter.height >= kLarger * mark.height && mark.width < letter.width &&
         mark.center_x() > letter.x && mark.center_x() < letter.right() &&
         gap < kGap * letter.height && gap > -kInto * letter.height;
}

// Letters of small print have others beside them.
bool has_neighbour(const PixelBox& mark, const std::vector<InkPiece>& pieces) {
  return std::any_of(pieces.begin(), pieces.end(), [&](const InkPiece& other) {
    const double gap = std::max(other.box.x - mark.right(), mark.x - other.box.right());
    return gap > 0 && gap < mark.height && other.box.height < kLarger * mark.height &&
           2 * other.box.height > mark.height && other.box.y < mark.center_y() &&
           other.box.bottom() > mark.center_y();
  });
}

}  // namespace

std::vector<bool> accent_marks(const std::vector<InkPiece>& pieces, double usual) {
  constexpr double kLeast = 0.6;  // of the usual height: smaller ones are taken for no letters
  constexpr double kFlattest = 3;
  std::vector<bool> marks(pieces.size(), false);
  std::vector<std::size_t> tall;
  int widest = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const PixelBox& box = pieces[i].box;
    if (box.height < kLeast * kLarger * usual || box.width > kFlattest * box.height) continue;
    tall.push_back(i);
    widest = std::max(widest, box.width);
  }
  std::sort(tall.begin(), tall.end(),
            [&](std::size_t a, std::size_t b) { return pieces[a].box.x < pieces[b].box.x; });
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const PixelBox& box = pieces[i].box;
    if (box.height < kLeast * usual) continue;
    auto at = std::lower_bound(tall.begin(), tall.end(), box.x - widest,
                               [&](std::size_t letter, int x) { return pieces[letter].box.x < x; });
    for (; at != tall.end() && pieces[*at].box.x < box.right(); ++at) {
      if (!crowns(box, pieces[*at].box)) continue;
      marks[i] = !has_neighbour(box, pieces);
      break;
    }
  }
  return marks;
}

}  // namespace siffra::extract
