// A streak is told by the median of its columns, stretch by stretch: print seldom covers half of a
// column, and a ruling ends somewhere. The paper may have been drawn in a little askew, so a streak
// may move a column aside from one stretch to the next.
#include "extract/internal/scanner_streaks.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace siffra::extract {

namespace {

constexpr int kStretches = 6;         // the page is cut into, from top to bottom
constexpr int kMostlyThere = 4;       // stretches that must show the streak
constexpr int kDarker = 5;            // greys; less is grain
constexpr int kWidest = 9;            // pixels
constexpr int kBeside = kWidest + 3;  // where the paper beside it is looked at

using ColumnCounts = std::vector<std::array<std::uint16_t, 256>>;

std::vector<int> medians_of(const PixPtr& grey, int top, int bottom) {
  const int width = pixGetWidth(grey.get());
  ColumnCounts counts(static_cast<std::size_t>(width));
  const auto stride = static_cast<std::size_t>(pixGetWpl(grey.get()));
  for (int y = top; y < bottom; ++y) {
    const l_uint32* row = pixGetData(grey.get()) + static_cast<std::size_t>(y) * stride;
    for (int x = 0; x < width; ++x) {
      ++counts[static_cast<std::size_t>(x)][static_cast<std::size_t>(GET_DATA_BYTE(row, x)) & 0xFF];
    }
  }
  std::vector<int> found(static_cast<std::size_t>(width), 0);
  const int half = (bottom - top) / 2;
  for (std::size_t x = 0; x < counts.size(); ++x) {
    int below = 0;
    int value = 0;
    while (value < 255 && below + counts[x][static_cast<std::size_t>(value)] <= half) {
      below += counts[x][static_cast<std::size_t>(value)];
      ++value;
    }
    found[x] = value;
  }
  return found;
}

// How much darker each column is than the paper on both sides of it.
std::vector<int> darker_than_beside(const std::vector<int>& medians) {
  const auto width = static_cast<int>(medians.size());
  std::vector<int> darker(medians.size(), 0);
  for (int x = kBeside; x + kBeside < width; ++x) {
    const auto at = static_cast<std::size_t>(x);
    int left = 0;
    int right = 0;
    for (std::size_t away = 1; away <= kBeside; ++away) {
      left = std::max(left, medians[at - away]);
      right = std::max(right, medians[at + away]);
    }
    darker[at] = std::max(0, std::min(left, right) - medians[at]);
  }
  return darker;
}

void brighten(const PixPtr& grey, int x, int top, int bottom, int by) {
  const auto stride = static_cast<std::size_t>(pixGetWpl(grey.get()));
  for (int y = top; y < bottom; ++y) {
    l_uint32* row = pixGetData(grey.get()) + static_cast<std::size_t>(y) * stride;
    const int value = static_cast<int>(GET_DATA_BYTE(row, x));
    SET_DATA_BYTE(row, x, static_cast<l_uint8>(std::min(255, value + by)));
  }
}

// How much darker the columns are in the margins above and below all print.
struct Margins {
  std::vector<int> top, bottom;
};

bool shows_near(const std::vector<int>& margin, int x) {
  constexpr int kAside = 2;
  const int from = std::max(0, x - kAside);
  const int to = std::min(static_cast<int>(margin.size()) - 1, x + kAside);
  return std::any_of(margin.begin() + from, margin.begin() + to + 1,
                     [](int darker) { return darker >= kDarker; });
}

// By stretch and column, how much darker streaks make it: paths from top to bottom that are darker
// most of the way and run on into a margin, which the borders of tables below each other do not.
// Where print hides one, it is as dark as below.
std::vector<std::vector<int>> streaks_in(const std::vector<std::vector<int>>& darker,
                                         const Margins& margins) {
  const auto width = static_cast<int>(darker.front().size());
  const auto columns = static_cast<std::size_t>(width);
  std::vector<std::vector<int>> shown(darker.size(), std::vector<int>(columns, 0));
  std::vector<std::vector<int>> came(darker.size(), std::vector<int>(columns, 0));
  for (std::size_t i = 0; i < darker.size(); ++i) {
    for (int x = 0; x < width; ++x) {
      const auto at = static_cast<std::size_t>(x);
      int from = x;
      if (i > 0) {
        for (const int beside : {x - 1, x + 1}) {
          if (beside < 0 || beside >= width) continue;
          const auto other = static_cast<std::size_t>(beside);
          if (shown[i - 1][other] > shown[i - 1][static_cast<std::size_t>(from)]) from = beside;
        }
        shown[i][at] = shown[i - 1][static_cast<std::size_t>(from)];
      }
      came[i][at] = from;
      if (darker[i][at] >= kDarker) ++shown[i][at];
    }
  }
  std::vector<std::vector<int>> streaks(darker.size(), std::vector<int>(columns, 0));
  for (int x = 0; x < width; ++x) {
    if (shown.back()[static_cast<std::size_t>(x)] < kMostlyThere) continue;
    int at = x;
    for (std::size_t i = darker.size(); i-- > 0;) at = came[i][static_cast<std::size_t>(at)];
    if (!shows_near(margins.top, at) && !shows_near(margins.bottom, x)) continue;
    at = x;
    std::array<int, 3> profile{};  // of the last stretch that showed it: its column and both beside
    for (std::size_t i = darker.size(); i-- > 0;) {
      const bool visible = darker[i][static_cast<std::size_t>(at)] >= kDarker;
      for (int beside = -1; beside <= 1; ++beside) {
        if (at + beside < 0 || at + beside >= width) continue;
        const int place = at + beside;
        const int of_profile = beside + 1;
        const auto column = static_cast<std::size_t>(place);
        int& hidden = profile[static_cast<std::size_t>(of_profile)];
        if (visible) hidden = darker[i][column];
        streaks[i][column] = std::max(streaks[i][column], hidden);
      }
      at = came[i][static_cast<std::size_t>(at)];
    }
  }
  return streaks;
}

}  // namespace

void take_out_streaks(const PixPtr& grey) {
  const int width = pixGetWidth(grey.get());
  const int height = pixGetHeight(grey.get());
  if (width <= 2 * kBeside || height < 32 * kStretches || height / kStretches > 60000) return;
  std::vector<std::vector<int>> darker;
  darker.reserve(kStretches);
  for (int i = 0; i < kStretches; ++i) {
    darker.push_back(darker_than_beside(
        medians_of(grey, height * i / kStretches, height * (i + 1) / kStretches)));
  }
  constexpr int kMargin = 25;  // one part of so many of the page's height
  const Margins margins{darker_than_beside(medians_of(grey, 0, height / kMargin)),
                        darker_than_beside(medians_of(grey, height - height / kMargin, height))};
  const std::vector<std::vector<int>> streaks = streaks_in(darker, margins);
  for (int i = 0; i < kStretches; ++i) {
    const auto stretch = static_cast<std::size_t>(i);
    for (int x = 0; x < width; ++x) {
      const auto at = static_cast<std::size_t>(x);
      if (streaks[stretch][at] == 0) continue;
      brighten(grey, x, height * i / kStretches, height * (i + 1) / kStretches,
               streaks[stretch][at]);
    }
  }
}

}  // namespace siffra::extract
