#include "extract/internal/comma_marks.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace siffra::extract {

namespace {

// In heights of a digit.
constexpr double kTall = 0.62;
constexpr double kHighest = 0.35;  // above the foot, where a comma begins
constexpr double kNarrowest = 0.1;
constexpr double kWidest = 0.36;
// Of small print a comma is a few pixels in all, and of worn print its tail is gone.
constexpr double kHangs = 0.05, kHangsLow = 0.11;
constexpr double kLong = 0.25, kShort = 0.17;
constexpr double kBit = 0.05;     // what is left of one in worn print, in a gap on the line
constexpr double kOnLine = 0.07;  // above it at most

std::vector<PixelBox> dark_pieces(const PreparedPage& page, const PixelBox& box) {
  constexpr double kHalfway = 0.5;   // from print to paper: the soft edges of neighbours touch
  constexpr float kDarkest = 0.05F;  // of the pixels
  std::vector<PixelBox> pieces;
  ::Box* area = boxCreate(box.x, box.y, box.width, box.height);
  const PixPtr grey(pixClipRectangle(page.grey.get(), area, nullptr));
  boxDestroy(&area);
  l_float32 print = 0;
  if (!grey || pixGetRankValueMasked(grey.get(), nullptr, 0, 0, 1, kDarkest, &print, nullptr)) {
    return pieces;
  }
  const auto halfway = static_cast<int>(print + kHalfway * (kPaper - print));
  const PixPtr ink(pixThresholdToBinary(grey.get(), halfway));
  const BoxaPtr boxes(ink ? pixConnCompBB(ink.get(), 8) : nullptr);
  for (int i = 0; boxes && i < boxaGetCount(boxes.get()); ++i) {
    PixelBox piece;
    boxaGetBoxGeometry(boxes.get(), i, &piece.x, &piece.y, &piece.width, &piece.height);
    pieces.push_back(piece);
  }
  return pieces;
}

// Pieces that stand above one another are one digit that worn print has broken, and so are the two
// sides of a 0.
std::vector<PixelBox> digits_of(std::vector<PixelBox> pieces, double height) {
  constexpr double kShared = 0.5;  // of the narrower
  constexpr double kSide = 0.3;
  constexpr double kZero = 0.65;
  std::sort(pieces.begin(), pieces.end(), [](const PixelBox& a, const PixelBox& b) {
    return std::pair(a.x, a.y) < std::pair(b.x, b.y);
  });
  std::vector<PixelBox> broken;
  for (const PixelBox& piece : pieces) {
    const bool same = !broken.empty() && broken.back().right() - piece.x >
                                             kShared * std::min(broken.back().width, piece.width);
    if (same) {
      broken.back() = united(broken.back(), piece);
    } else {
      broken.push_back(piece);
    }
  }
  std::erase_if(broken, [&](const PixelBox& digit) { return digit.height < kTall * height; });
  std::vector<PixelBox> digits;
  bool side = false;  // the last may be the left side of one
  for (const PixelBox& digit : broken) {
    const bool narrow = digit.width <= kSide * height;
    if (side && narrow && digit.right() - digits.back().x <= kZero * height) {
      digits.back() = united(digits.back(), digit);
      side = false;
    } else {
      digits.push_back(digit);
      side = narrow;
    }
  }
  return digits;
}

// How many digits stand behind the comma; those that touch are told by their width.
int count_behind(const std::vector<PixelBox>& digits, double comma, double height) {
  constexpr double kOne = 0.95, kTwo = 1.4;  // the widest
  int count = 0;
  for (const PixelBox& digit : digits) {
    if (digit.center_x() <= comma) continue;
    count += digit.width < kOne * height ? 1 : (digit.width < kTwo * height ? 2 : 3);
  }
  return count;
}

}  // namespace

CommaMark find_comma(const PreparedPage& page, const PixelBox& box, double height) {
  constexpr int kMostDecimals = 2;
  const std::vector<PixelBox> pieces = dark_pieces(page, box);
  std::vector<PixelBox> rest;  // without what hangs
  std::vector<int> feet;
  for (const PixelBox& digit : digits_of(pieces, height)) feet.push_back(digit.bottom());
  if (feet.empty()) return {};
  const auto middle = feet.begin() + static_cast<std::ptrdiff_t>((feet.size() - 1) / 2);
  std::nth_element(feet.begin(), middle, feet.end());
  const auto stands_in_gap = [&](const PixelBox& piece) {
    return std::none_of(pieces.begin(), pieces.end(), [&](const PixelBox& other) {
      return other.height > piece.height && other.x < piece.right() && piece.x < other.right();
    });
  };
  const auto look_of = [&](const PixelBox& piece) {
    const double below = piece.bottom() - *middle;
    if (piece.y < *middle - kHighest * height || piece.y > *middle || below < -kOnLine * height ||
        std::min(piece.height, piece.width) < kBit * height || piece.width > kWidest * height) {
      return CommaLook::kNone;
    }
    if (below < kHangs * height || piece.height < kShort * height ||
        piece.width < kNarrowest * height)
      return stands_in_gap(piece) ? CommaLook::kFaint : CommaLook::kNone;
    if (piece.height >= kLong * height) return CommaLook::kClear;
    return below >= kHangsLow * height ? CommaLook::kSmall : CommaLook::kFaint;
  };
  const PixelBox* comma = nullptr;
  CommaMark mark;
  bool alone = true;
  for (const PixelBox& piece : pieces) {
    const CommaLook look = look_of(piece);
    if (look == CommaLook::kNone) {
      rest.push_back(piece);
    } else if (look == mark.look) {
      alone = false;
    } else if (look > mark.look) {
      comma = &piece;
      mark.look = look;
      alone = true;
    }
  }
  if (comma == nullptr || !alone) return {};
  const std::vector<PixelBox> digits = digits_of(rest, height);
  if (digits.empty() || digits.front().center_x() >= comma->center_x()) return {};
  mark.decimals = count_behind(digits, comma->center_x(), height);
  return mark.decimals <= kMostDecimals ? mark : CommaMark{};
}

}  // namespace siffra::extract
