#include "extract/internal/small_pieces.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "extract/internal/page_rulings.h"

namespace siffra::extract {

namespace {

// How far a small piece stands from the run, in letter heights; infinite where it cannot be a dot,
// accent, sign or bit of it.
double distance_to(const InkRun& run, const PixelBox& piece, double reach,
                   std::span<const Ruling> rulings) {
  const double never = std::numeric_limits<double>::infinity();
  const double y = piece.center_y();
  if (y < run.box.y - 0.55 * run.height || y > run.box.bottom() + 0.3 * run.height) return never;
  const double aside = std::max({0.0, run.box.x - static_cast<double>(piece.right()),
                                 piece.x - static_cast<double>(run.box.right())});
  if (aside > reach * run.height) return never;
  if (aside > 0 && (y < run.box.y || y > run.box.bottom())) return never;
  if (aside > 0 && (piece.x < run.box.x ? ruling_between(rulings, piece, run.box)
                                        : ruling_between(rulings, run.box, piece))) {
    return never;
  }
  const double above = std::max({0.0, run.box.y - y, y - run.box.bottom()});
  return (aside + 2 * above) / run.height;
}

// A minus that a worn copy blotted: longer than high, left of the run and level with its middle.
bool could_be_sign(const PixelBox& box, const InkRun& run) {
  constexpr double kHighest = 0.42;  // letter heights
  constexpr double kLevel = 0.2;
  constexpr double kLonger = 1.35;  // than high
  return box.right() <= run.box.x && box.height <= kHighest * run.height &&
         box.width >= kLonger * box.height &&
         std::abs(box.center_y() - run.box.center_y()) <= kLevel * run.height;
}

}  // namespace

// Dots, commas, accents, signs and broken bits go to the nearest run. Those that were found to the
// left or right of it widen it only afterwards, so that the order of pieces does not matter.
void add_small_pieces(const std::vector<InkPiece>& pieces, double usual,
                      std::span<const Ruling> rulings, std::vector<InkRun>& runs,
                      std::vector<bool>& taken) {
  constexpr double kNear = 0.45;      // letter heights, for dots and bits
  constexpr double kNearSign = 0.95;  // a minus sign may stand a space away
  constexpr double kAccent = 0.45;    // above the letters
  constexpr double kTail = 0.15;      // below them, where a comma hangs
  std::vector<std::vector<std::size_t>> added(runs.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (taken[i] || pieces[i].by_hand) continue;
    const PixelBox& box = pieces[i].box;
    if (box.height > 1.2 * usual || box.width > 3 * usual) continue;
    if (pieces[i].area < 0.012 * usual * usual) continue;  // a speck
    std::size_t best = runs.size();
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t r = 0; r < runs.size(); ++r) {
      const bool sign = looks_like_dash(box, runs[r].height) || could_be_sign(box, runs[r]);
      const double reach = sign ? kNearSign : kNear;
      const double far = distance_to(runs[r], box, reach, rulings);
      if (far < least) {
        least = far;
        best = r;
      }
    }
    if (best == runs.size()) continue;
    taken[i] = true;
    added[best].push_back(i);
  }
  for (std::size_t r = 0; r < runs.size(); ++r) {
    // Dirt below or above print must not move the line it is taken to stand on.
    const auto above = static_cast<int>(kAccent * runs[r].height);
    const auto below = static_cast<int>(kTail * runs[r].height);
    const int top = runs[r].box.y - above;
    const int bottom = runs[r].box.bottom() + below;
    const PixelBox letters = runs[r].box;
    for (const std::size_t i : added[r]) {
      runs[r].pieces.push_back(i);
      PixelBox box = pieces[i].box;
      // What stands above is no wider than the letters: bits of a ruling would look like a sign.
      if (box.center_y() < letters.y) {
        const int x = std::max(box.x, letters.x);
        box.width = std::max(1, std::min(box.right(), letters.right()) - x);
        box.x = x;
      }
      runs[r].box = united(runs[r].box, box);
    }
    const int y = std::max(runs[r].box.y, top);
    runs[r].box.height = std::min(runs[r].box.bottom(), bottom) - y;
    runs[r].box.y = y;
    std::sort(runs[r].pieces.begin(), runs[r].pieces.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(pieces[a].box.x, a) < std::pair(pieces[b].box.x, b);
    });
  }
}

namespace {

// Dots that lead the eye from a label to its figures; a copier joins some of them to dashes.
bool is_leader(const std::vector<InkPiece>& pieces, std::size_t at, double usual) {
  constexpr double kNear = 4;     // letter heights, where other dots are looked for
  constexpr double kFlat = 0.35;  // of a letter: as high as dots are, or as this piece is
  constexpr double kInLine = 0.15;
  constexpr std::ptrdiff_t kFewest = 3;
  const PixelBox& box = pieces[at].box;
  const double flat = std::max(kFlat * usual, box.height + 1.0);
  const auto dots = std::count_if(pieces.begin(), pieces.end(), [&](const InkPiece& other) {
    const double gap = std::max(other.box.x - box.right(), box.x - other.box.right());
    return gap > 0 && gap < kNear * usual && other.box.height <= flat &&
           std::abs(other.box.center_y() - box.center_y()) <= kInLine * usual;
  });
  if (dots >= kFewest) return true;
  // Print enlarged or blurred runs them together to a few long strokes.
  constexpr double kMuch = 2;  // letter heights of ink in line
  double inked = 0;
  for (const InkPiece& other : pieces) {
    const double gap = std::max(other.box.x - box.right(), box.x - other.box.right());
    if (gap <= 0 || gap >= kNear * usual || other.box.height > kFlat * usual) continue;
    if (std::abs(other.box.center_y() - box.center_y()) <= kInLine * usual)
      inked += other.box.width;
  }
  return inked >= kMuch * usual;
}

void add_lone_dash(const std::vector<InkPiece>& pieces, std::size_t at, double usual,
                   std::vector<InkRun>& runs, std::vector<bool>& taken) {
  taken[at] = true;
  InkRun dash;
  dash.box = pieces[at].box;
  dash.pieces = {at};
  dash.height = usual;
  dash.lone_dash = true;
  runs.push_back(std::move(dash));
}

// Whether print ends where the piece does on other lines: a column, of figures mostly.
bool ends_a_column(const PixelBox& piece, double usual, const std::vector<InkRun>& runs,
                   std::size_t letters) {
  constexpr double kNear = 0.6;  // letter heights
  constexpr std::ptrdiff_t kFewest = 3;
  return std::count_if(runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(letters),
                       [&](const InkRun& run) {
                         return std::abs(run.box.right() - piece.right()) < kNear * usual &&
                                std::abs(run.box.center_y() - piece.center_y()) > usual;
                       }) >= kFewest;
}

// The nils of a worn row are hardly longer than high, as specks are. Two alike at one height, each
// below the ends of figures, are none.
void add_worn_nils(const std::vector<InkPiece>& pieces, double usual,
                   const std::vector<std::size_t>& beside_letters, std::size_t letters,
                   std::vector<InkRun>& runs, std::vector<bool>& taken) {
  constexpr double kHighest = 0.46;  // letter heights
  constexpr double kShortest = 0.24;
  constexpr double kLongest = 1.0;
  constexpr double kLonger = 1.1;  // than high
  constexpr double kLevel = 0.25;  // letter heights
  constexpr double kApart = 2;
  std::vector<std::size_t> nils;
  for (const std::size_t i : beside_letters) {
    const PixelBox& box = pieces[i].box;
    if (box.height <= kHighest * usual && box.width >= kShortest * usual &&
        box.width <= kLongest * usual && box.width >= kLonger * box.height &&
        ends_a_column(box, usual, runs, letters)) {
      nils.push_back(i);
    }
  }
  const auto alike = [&](const PixelBox& one, const PixelBox& other) {
    const auto near = [](int a, int b) { return std::abs(a - b) <= 1 + std::max(a, b) / 4; };
    const double apart = std::max(one.x - other.right(), other.x - one.right());
    return near(one.width, other.width) && near(one.height, other.height) &&
           std::abs(one.center_y() - other.center_y()) <= kLevel * usual && apart > kApart * usual;
  };
  const std::size_t known = runs.size();
  for (const std::size_t i : nils) {
    const bool with_nil = std::any_of(nils.begin(), nils.end(), [&](std::size_t other) {
      return alike(pieces[i].box, pieces[other].box);
    });
    const bool with_dash =
        std::any_of(runs.begin() + static_cast<std::ptrdiff_t>(letters),
                    runs.begin() + static_cast<std::ptrdiff_t>(known),
                    [&](const InkRun& dash) { return alike(pieces[i].box, dash.box); });
    if (with_nil || with_dash) add_lone_dash(pieces, i, usual, runs, taken);
  }
}

}  // namespace

// A dash with no letters near it counts where letters stand in the same height elsewhere: the nil
// of a table. On an empty stretch of paper it is dirt.
void add_lone_dashes(const std::vector<InkPiece>& pieces, double usual, std::vector<InkRun>& runs,
                     std::vector<bool>& taken) {
  constexpr double kTooSmall = 0.2, kTooHigh = 0.5, kTooLong = 1.6;  // letter heights
  const std::size_t letters = runs.size();
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const PixelBox& box = pieces[i].box;
    if (taken[i] || box.width < kTooSmall * usual || box.height > kTooHigh * usual ||
        box.width > kTooLong * usual) {
      continue;
    }
    const double y = pieces[i].box.center_y();
    const bool beside_letters = std::any_of(
        runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(letters), [&](const InkRun& run) {
          return y > run.box.y + 0.2 * run.box.height &&
                 y < run.box.bottom() - 0.1 * run.box.height;
        });
    if (!beside_letters || is_leader(pieces, i, usual)) continue;
    if (looks_like_dash(box, usual)) {
      add_lone_dash(pieces, i, usual, runs, taken);
    } else {
      others.push_back(i);
    }
  }
  add_worn_nils(pieces, usual, others, letters, runs, taken);
}

}  // namespace siffra::extract
