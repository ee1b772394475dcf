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
#include "extract/internal/fixed_pitch.h"
#include "extract/internal/page_rulings.h"
#include "extract/internal/raised_marks.h"
#include "extract/internal/small_pieces.h"
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

constexpr double kWidestSpace = 1.15;  // between words, of the height of tall letters

// How badly the piece continues the run; infinite where it does not.
double misfit(const OpenRun& open, const PixelBox& piece, double widest_space,
              std::span<const Ruling> rulings) {
  const double never = std::numeric_limits<double>::infinity();
  const double gap = piece.x - open.run.box.right();
  const double height = std::max<double>(open.height, piece.height);
  if (gap > std::max(kWidestSpace * height, widest_space) || gap < -1.2 * height) return never;
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
                                    double widest_space, std::span<const Ruling> rulings) {
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
      const double cost = misfit(all[i], piece.box, widest_space, rulings);
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

// Whether a run goes on where the other ends, or lies within it: broken bits of its letters.
bool belong_together(const InkRun& before, const InkRun& after, double widest_space,
                     std::span<const Ruling> rulings) {
  const double height = std::max(before.height, after.height);
  const double gap = after.box.x - before.box.right();
  if (gap >= std::max(kWidestSpace * height, widest_space) || gap < -before.box.width) return false;
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
void join_neighbours(const std::vector<InkPiece>& pieces, double widest_space,
                     std::span<const Ruling> rulings, std::vector<InkRun>& runs) {
  constexpr int kRounds = 4;
  for (int round = 0; round < kRounds; ++round) {
    const std::size_t many = runs.size();
    std::sort(runs.begin(), runs.end(), [](const InkRun& a, const InkRun& b) {
      return std::pair(a.box.x, a.box.y) < std::pair(b.box.x, b.box.y);
    });
    std::vector<InkRun> joined;
    for (InkRun& run : runs) {
      const auto left = std::find_if(joined.begin(), joined.end(), [&](const InkRun& before) {
        return belong_together(before, run, widest_space, rulings);
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

// A picture decoded wrongly is full of strokes that line up by chance. Print so small is read by
// nobody, nor by the engine in so few pixels, and a table of it would fill ten pages.
bool is_noise(const InkLayout& layout, double dots_per_inch) {
  constexpr double kSmallestLetters = 3.0 / 72;  // inches high
  constexpr double kFewestPixels = 10;
  constexpr std::size_t kMostRuns = 800;
  return layout.runs.size() > kMostRuns && layout.letter_height < kFewestPixels &&
         layout.letter_height < kSmallestLetters * dots_per_inch;
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
  layout.runs = runs_of_letters(layout.pieces, layout.letter_height, 0, page.rulings);
  const double widest_space = space_of_fixed_pitch(layout.runs, layout.pieces);
  if (widest_space > 0)
    layout.runs = runs_of_letters(layout.pieces, layout.letter_height, widest_space, page.rulings);
  std::vector<bool> taken(layout.pieces.size(), false);
  for (InkRun& run : layout.runs) {
    run.height = tall_letters(run, layout.pieces);
    for (const std::size_t i : run.pieces) taken[i] = true;
  }
  add_small_pieces(layout.pieces, layout.letter_height, page.rulings, layout.runs, taken);
  add_lone_dashes(layout.pieces, layout.letter_height, layout.runs, taken);
  join_neighbours(layout.pieces, widest_space, page.rulings, layout.runs);
  part_raised_marks(layout);
  number_lines(layout.runs);
  if (is_noise(layout, page.dots_per_inch)) layout.runs.clear();
  return layout;
}

}  // namespace siffra::extract
