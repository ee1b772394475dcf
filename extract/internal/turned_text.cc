#include "extract/internal/turned_text.h"

#include <array>
#include <utility>

namespace siffra::extract::internal {
namespace {

constexpr int kRight = 90;  // degrees
constexpr std::size_t kTurns = 4;

std::size_t turns_of(const Word& word) {
  return static_cast<std::size_t>(((word.rotation / kRight) % 4 + 4) % 4);
}

// Where a box lies once the page is turned clockwise.
Box turned(const Box& box, std::size_t turns, double width, double height) {
  switch (turns) {
    case 1:
      return {height - box.y1, box.x0, height - box.y0, box.x1};
    case 2:
      return {width - box.x1, height - box.y1, width - box.x0, height - box.y0};
    case 3:
      return {box.y0, width - box.x1, box.y1, width - box.x0};
    default:
      return box;
  }
}

}  // namespace

void set_text_upright(Page& page) {
  constexpr std::size_t kFewestLetters = 150;  // less is a stamp or a spine
  std::array<std::size_t, kTurns> letters{};
  std::size_t all = 0;
  for (const Word& word : page.words) {
    letters[turns_of(word)] += word.text.size();
    all += word.text.size();
  }
  std::size_t most = 0;
  for (std::size_t i = 1; i < kTurns; ++i) most = letters[i] > letters[most] ? i : most;
  if (most == 0 || letters[most] < kFewestLetters || 2 * letters[most] < all) return;

  const std::size_t turns = kTurns - most;
  for (Word& word : page.words) {
    word.box = turned(word.box, turns, page.width, page.height);
    word.rotation = static_cast<int>((turns_of(word) + turns) % kTurns) * kRight;
  }
  if (turns % 2 == 1) std::swap(page.width, page.height);
  page.rotation_deg += static_cast<double>(turns) * kRight;
}

}  // namespace siffra::extract::internal
