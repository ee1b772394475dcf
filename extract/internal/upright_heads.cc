#include "extract/internal/upright_heads.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace siffra::extract::internal {
namespace {

constexpr int kUpwards = 270;  // reads from the foot of the page to its top
constexpr int kDownwards = 90;
constexpr double kLineHeight = 1.15;  // of the size of the type

// Lines of a head stand side by side, words of a line one over the other.
struct Head {
  std::vector<std::vector<std::size_t>> lines;  // indices of words, in reading order
  Box box;

  [[nodiscard]] std::size_t words() const {
    std::size_t count = 0;
    for (const auto& line : lines) count += line.size();
    return count;
  }
};

bool share_columns(const Box& a, const Box& b, double slack) {
  return a.x0 < b.x1 + slack && b.x0 < a.x1 + slack;
}

// The turned words put together into heads, from left to right.
std::vector<Head> find_heads(const Page& page, int rotation) {
  constexpr double kSameLine = -0.3, kSameHead = 0.5;  // of the height of letters
  std::vector<std::size_t> turned;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    if (page.words[i].rotation == rotation) turned.push_back(i);
  }
  std::stable_sort(turned.begin(), turned.end(), [&](std::size_t a, std::size_t b) {
    return page.words[a].box.x0 < page.words[b].box.x0;
  });
  std::vector<Head> heads;
  Box line;
  for (const std::size_t i : turned) {
    const Box& box = page.words[i].box;
    const double letter = box.width();
    if (heads.empty() || !share_columns(heads.back().box, box, kSameHead * letter)) {
      heads.push_back({});
      line = {};
    }
    Head& head = heads.back();
    if (line == Box{} || !share_columns(line, box, kSameLine * letter)) {
      head.lines.emplace_back();
      line = {};
    }
    head.lines.back().push_back(i);
    line = united(line, box);
    head.box = united(head.box, box);
  }
  for (Head& head : heads) {
    for (auto& words : head.lines) {
      std::stable_sort(words.begin(), words.end(), [&](std::size_t a, std::size_t b) {
        const double above = page.words[a].box.y0, below = page.words[b].box.y0;
        return rotation == kUpwards ? above > below : above < below;
      });
    }
    // Turned to the right, the first line stands rightmost.
    if (rotation == kDownwards) std::reverse(head.lines.begin(), head.lines.end());
  }
  return heads;
}

// Over columns there are several, at one height, of a few words each.
bool are_heads(const std::vector<Head>& heads) {
  constexpr std::size_t kFewest = 2, kMostWords = 8;
  constexpr double kHighest = 250;  // points
  if (heads.size() < kFewest) return false;
  double top = 0, bottom = std::numeric_limits<double>::max();
  for (const Head& head : heads) {
    if (head.words() > kMostWords || head.box.height() > kHighest) return false;
    top = std::max(top, head.box.y0);
    bottom = std::min(bottom, head.box.y1);
  }
  return top < bottom;
}

void lay_down(const Head& head, double room, double bottom, Page& page) {
  const double size = page.words[head.lines.front().front()].box.width();
  for (std::size_t l = 0; l < head.lines.size(); ++l) {
    const std::vector<std::size_t>& line = head.lines[l];
    double length = 0;
    for (const std::size_t i : line) length += page.words[i].box.height() + 0.25 * size;
    const double scale = std::min(1.0, room / length);
    const double y = bottom - kLineHeight * size * static_cast<double>(head.lines.size() - l);
    double x = head.box.x1 - (length - 0.25 * size) * scale;
    for (const std::size_t i : line) {
      Word& word = page.words[i];
      const double width = word.box.height() * scale;
      word.box = {x, y, x + width, y + size};
      word.rotation = 0;
      x += width + 0.25 * size * scale;
    }
  }
}

}  // namespace

void lay_down_heads(Page& page) {
  constexpr double kOfPitch = 0.85;
  for (const int rotation : {kUpwards, kDownwards}) {
    const std::vector<Head> heads = find_heads(page, rotation);
    if (!are_heads(heads)) continue;
    double pitch = std::numeric_limits<double>::max(), bottom = 0;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (i > 0) pitch = std::min(pitch, heads[i].box.x1 - heads[i - 1].box.x1);
      bottom = std::max(bottom, heads[i].box.y1);
    }
    for (const Head& head : heads) lay_down(head, kOfPitch * pitch, bottom, page);
  }
}

}  // namespace siffra::extract::internal
