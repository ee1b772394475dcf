// Pieces of ink are joined from left to right: a piece belongs to the run whose last letters stand
// beside it, overlap it in height and end less than a word space and a half away. Letters join
// first; dots, commas, accents, signs and broken bits then go to the run they touch or nearly
// touch; what is left is a lone dash, a speck or a picture.
//
// Works on pages with a residual skew or a curve, since only the last letters of a run count.
// Cost: pieces × open runs, both bounded.
#include "extract/internal/ink_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "extract/internal/accent_marks.h"
#include "extract/internal/page_rulings.h"
#include "extract/internal/raised_marks.h"
#include "extract/internal/tick_marks.h"
#include "extract/internal/touching_lines.h"

namespace siffra::extract {

namespace {

constexpr std::size_t kMostPieces = 60000;  // more is a page of noise, not of print

// Small breaks in thin strokes are closed first, so that a faded letter is one piece.
std::vector<InkPiece> pieces_of(const PreparedPage& page, PixaPtr& pictures) {
  const int across = std::max(1, static_cast<int>(page.dots_per_inch / 66));
  const int down = std::max(1, static_cast<int>(page.dots_per_inch / 50));
  const PixPtr whole(pixCloseSafeBrick(nullptr, page.ink.get(), across, down));
  Pixa* made = nullptr;
  const BoxaPtr boxes(whole ? pixConnComp(whole.get(), &made, 8) : nullptr);
  pictures.reset(made);
  std::vector<InkPiece> pieces;
  if (!boxes || !pictures) return pieces;
  const int count = boxaGetCount(boxes.get());
  for (int i = 0; i < count; ++i) {
    InkPiece piece;
    boxaGetBoxGeometry(boxes.get(), i, &piece.box.x, &piece.box.y, &piece.box.width,
                       &piece.box.height);
    const PixPtr picture(pixaGetPix(pictures.get(), i, L_CLONE));
    l_int32 area = 0;
    if (picture) pixCountPixels(picture.get(), &area, nullptr);
    piece.area = area;
    piece.by_hand = is_tick(picture);
    piece.pix = i;
    pieces.push_back(piece);
  }
  return pieces;
}

// The usual height of letters: the median over pieces that could be one, a wide piece counting no
// more than a narrow one.
double usual_height(const std::vector<InkPiece>& pieces, double dots_per_inch) {
  const double least = 0.035 * dots_per_inch;
  const double most = 0.3 * dots_per_inch;
  std::vector<int> heights;
  for (const InkPiece& piece : pieces) {
    const double height = piece.box.height;
    if (height < least || height > most || piece.box.width > 4 * height) continue;
    if (piece.box.width < 0.1 * height) continue;
    heights.push_back(piece.box.height);
  }
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

// Ticks whose beginning went with a ruling: taller than any digit.
void mark_cut_ticks(const PixaPtr& pictures, double usual, std::vector<InkPiece>& pieces) {
  constexpr double kTaller = 1.3;
  for (InkPiece& piece : pieces) {
    if (piece.box.height < kTaller * usual || piece.box.height > 4 * usual) continue;
    const PixPtr picture(pixaGetPix(pictures.get(), piece.pix, L_CLONE));
    piece.by_hand = piece.by_hand || is_tick(picture, TickArm::kCutOff);
  }
}

// A ring drawn around a figure: a thin line with letters inside.
void mark_rings(std::vector<InkPiece>& pieces, double usual) {
  constexpr double kLarger = 1.4;  // than letters
  constexpr double kMostInk = 0.3;
  constexpr int kFewestInside = 2;
  for (InkPiece& ring : pieces) {
    const PixelBox& box = ring.box;
    if (box.height < kLarger * usual || box.width < kLarger * usual || box.height > 6 * usual ||
        ring.area > kMostInk * box.width * box.height) {
      continue;
    }
    const auto inside = std::count_if(pieces.begin(), pieces.end(), [&](const InkPiece& piece) {
      return piece.box.height >= 0.62 * usual && piece.box.x > box.x &&
             piece.box.right() < box.right() && piece.box.y >= box.y &&
             piece.box.bottom() <= box.bottom();
    });
    ring.by_hand = ring.by_hand || inside >= kFewestInside;
  }
}

// A letter, or several that touch: all of a long word on a blotted copy. A bar is filled, a frame
// hardly.
bool is_letter(const InkPiece& piece, double usual) {
  constexpr double kFewLetters = 14;  // heights
  constexpr double kLongestWord = 45;
  const double height = piece.box.height;
  const double width = piece.box.width;
  if (piece.by_hand || height < 0.62 * usual || height > 5 * usual) return false;
  if (piece.area <= 0.08 * height * std::min(height, width)) return false;
  const double filled = piece.area / (width * height);
  const bool word =
      width <= kLongestWord * height && height < 2.2 * usual && filled > 0.2 && filled < 0.8;
  return width <= kFewLetters * height || word;
}

// The right end of a run while it grows.
struct OpenRun {
  InkRun run;
  double top = 0, bottom = 0;  // of its last letters
  double height = 0;           // of its tall letters, slowly forgetting
};

double overlap(double a0, double a1, double b0, double b1) {
  return std::min(a1, b1) - std::max(a0, b0);
}

// A ruling parts columns, unless it runs through print: it stands in a gap between cells then, not
// between digits.
bool parted(std::span<const Ruling> rulings, const PixelBox& left, const PixelBox& right,
            double height) {
  constexpr double kLeastGap = 0.35;  // letter heights
  return right.x - left.right() > kLeastGap * height && ruling_between(rulings, left, right);
}

// Beside a row, not of it: taller than its letters, below them, and apart: signatures are.
bool is_pen_beside(const InkRun& run, double height, double top, double bottom,
                   const PixelBox& next) {
  constexpr std::size_t kFewest = 2;
  constexpr double kTaller = 1.2, kLower = 0.35, kApart = 0.4;  // of the row's tall letters
  return run.pieces.size() >= kFewest && next.height > kTaller * height &&
         next.bottom() - bottom > kLower * height && next.y > top &&
         next.x - run.box.right() > kApart * height;
}

// How badly the piece continues the run; infinite where it does not.
double misfit(const OpenRun& open, const PixelBox& piece, std::span<const Ruling> rulings) {
  constexpr double kWidestSpace = 1.15;  // of the height of tall letters
  const double never = std::numeric_limits<double>::infinity();
  const double gap = piece.x - open.run.box.right();
  const double height = std::max<double>(open.height, piece.height);
  if (gap > kWidestSpace * height || gap < -1.2 * height) return never;
  const double shared = overlap(open.top, open.bottom, piece.y, piece.bottom());
  const double lower = std::min<double>(open.bottom - open.top, piece.height);
  if (shared < 0.5 * lower) return never;
  if (std::max<double>(open.height, piece.height) > 2.6 * lower) return never;
  if (parted(rulings, open.run.box, piece, height)) return never;
  if (is_pen_beside(open.run, open.height, open.top, open.bottom, piece)) return never;
  return std::abs(gap) + (lower - shared);
}

void extend(OpenRun& open, const InkPiece& piece, std::size_t index) {
  constexpr double kMemory = 0.6;
  const double top = piece.box.y;
  const double bottom = piece.box.bottom();
  if (open.run.pieces.empty()) {
    open.top = top;
    open.bottom = bottom;
    open.height = piece.box.height;
  } else {
    open.top = std::min(top, kMemory * open.top + (1 - kMemory) * top);
    open.bottom = std::max(bottom, kMemory * open.bottom + (1 - kMemory) * bottom);
    open.height = std::max<double>(piece.box.height, 0.97 * open.height);
  }
  open.run.pieces.push_back(index);
  open.run.box = united(open.run.box, piece.box);
}

std::vector<InkRun> runs_of_letters(const std::vector<InkPiece>& pieces, double usual,
                                    std::span<const Ruling> rulings) {
  std::vector<std::size_t> order;
  const std::vector<bool> accents = accent_marks(pieces, usual);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!accents[i] && is_letter(pieces[i], usual)) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(pieces[a].box.x, pieces[a].box.y) <
           std::pair(pieces[b].box.x, pieces[b].box.y);
  });
  std::vector<OpenRun> all;
  std::vector<std::size_t> open;  // those a letter may still join
  for (const std::size_t index : order) {
    const InkPiece& piece = pieces[index];
    std::erase_if(open, [&](std::size_t i) {
      return piece.box.x - all[i].run.box.right() > 1.2 * std::max(all[i].height, 5 * usual);
    });
    std::size_t best = all.size();
    double least = std::numeric_limits<double>::infinity();
    for (const std::size_t i : open) {
      const double cost = misfit(all[i], piece.box, rulings);
      if (cost < least) {
        least = cost;
        best = i;
      }
    }
    if (best == all.size()) {
      open.push_back(all.size());
      all.emplace_back();
    }
    extend(all[best], piece, index);
  }
  std::vector<InkRun> runs;
  runs.reserve(all.size());
  for (OpenRun& grown : all) runs.push_back(std::move(grown.run));
  return runs;
}

double tall_letters(const InkRun& run, const std::vector<InkPiece>& pieces) {
  std::vector<int> heights;
  for (const std::size_t i : run.pieces) heights.push_back(pieces[i].box.height);
  if (heights.empty()) return 0;
  const auto at = heights.begin() + static_cast<std::ptrdiff_t>((heights.size() - 1) * 4 / 5);
  std::nth_element(heights.begin(), at, heights.end());
  return *at;
}

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

// Whether a run goes on where the other ends, or lies within it: broken bits of its letters.
bool belong_together(const InkRun& before, const InkRun& after, std::span<const Ruling> rulings) {
  constexpr double kWidestSpace = 1.15;
  const double height = std::max(before.height, after.height);
  const double gap = after.box.x - before.box.right();
  if (gap >= kWidestSpace * height || gap < -before.box.width) return false;
  if (parted(rulings, before.box, after.box, height)) return false;
  if (is_pen_beside(before, before.height, before.box.y, before.box.bottom(), after.box))
    return false;
  const double lower = std::min(before.box.height, after.box.height);
  const double shared = overlap(before.box.y, before.box.bottom(), after.box.y, after.box.bottom());
  const bool alike = std::min(before.height, after.height) > 0.55 * height;
  const bool bits = std::min(before.pieces.size(), after.pieces.size()) <= 3;
  return shared > (alike ? 0.5 : 0.8) * lower && (alike || bits);
}

void join(InkRun& left, const InkRun& right, const std::vector<InkPiece>& pieces) {
  left.box = united(left.box, right.box);
  left.height = std::max(left.height, right.height);
  left.lone_dash = left.lone_dash && right.lone_dash;
  left.pieces.insert(left.pieces.end(), right.pieces.begin(), right.pieces.end());
  std::sort(left.pieces.begin(), left.pieces.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(pieces[a].box.x, a) < std::pair(pieces[b].box.x, b);
  });
}

// Runs of one line that the small pieces have brought together. One joining may make room for the
// next, so it is done a few times over.
void join_neighbours(const std::vector<InkPiece>& pieces, std::span<const Ruling> rulings,
                     std::vector<InkRun>& runs) {
  constexpr int kRounds = 4;
  for (int round = 0; round < kRounds; ++round) {
    const std::size_t many = runs.size();
    std::sort(runs.begin(), runs.end(), [](const InkRun& a, const InkRun& b) {
      return std::pair(a.box.x, a.box.y) < std::pair(b.box.x, b.box.y);
    });
    std::vector<InkRun> joined;
    for (InkRun& run : runs) {
      const auto left = std::find_if(joined.begin(), joined.end(), [&](const InkRun& before) {
        return belong_together(before, run, rulings);
      });
      if (left == joined.end()) {
        joined.push_back(std::move(run));
      } else {
        join(*left, run, pieces);
      }
    }
    runs = std::move(joined);
    if (runs.size() == many) break;
  }
}

// Runs whose middles stand at one height are side by side.
void number_lines(std::vector<InkRun>& runs) {
  std::sort(runs.begin(), runs.end(), [](const InkRun& a, const InkRun& b) {
    return std::pair(a.box.center_y(), a.box.x) < std::pair(b.box.center_y(), b.box.x);
  });
  std::size_t line = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i > 0) {
      const double step = runs[i].box.center_y() - runs[i - 1].box.center_y();
      if (step > 0.45 * std::max(runs[i].height, runs[i - 1].height)) ++line;
    }
    runs[i].line = line;
  }
  std::stable_sort(runs.begin(), runs.end(), [](const InkRun& a, const InkRun& b) {
    return std::pair(a.line, a.box.x) < std::pair(b.line, b.box.x);
  });
}

}  // namespace

bool looks_like_dash(const PixelBox& piece, double letter_height) {
  const double width = piece.width;
  const double height = piece.height;
  // A worn copy smears a dash, which stays long all the same.
  const bool thin = height <= 0.33 * letter_height && width >= 1.35 * height;
  const bool smeared = height <= 0.42 * letter_height && width >= 1.8 * height;
  return width >= 0.2 * letter_height && width <= 1.6 * letter_height && (thin || smeared) &&
         height >= 1;
}

InkLayout find_runs(const PreparedPage& page) {
  InkLayout layout;
  layout.pieces = pieces_of(page, layout.pictures);
  if (layout.pieces.empty() || layout.pieces.size() > kMostPieces) return layout;
  layout.letter_height = usual_height(layout.pieces, page.dots_per_inch);
  if (layout.letter_height <= 0) return layout;
  part_touching_lines(page, layout.letter_height, layout.pictures, layout.pieces);
  mark_cut_ticks(layout.pictures, layout.letter_height, layout.pieces);
  mark_rings(layout.pieces, layout.letter_height);
  layout.runs = runs_of_letters(layout.pieces, layout.letter_height, page.rulings);
  std::vector<bool> taken(layout.pieces.size(), false);
  for (InkRun& run : layout.runs) {
    run.height = tall_letters(run, layout.pieces);
    for (const std::size_t i : run.pieces) taken[i] = true;
  }
  add_small_pieces(layout.pieces, layout.letter_height, page.rulings, layout.runs, taken);
  add_lone_dashes(layout.pieces, layout.letter_height, layout.runs, taken);
  join_neighbours(layout.pieces, page.rulings, layout.runs);
  part_raised_marks(layout);
  number_lines(layout.runs);
  return layout;
}

}  // namespace siffra::extract
