// Rulings are straight runs of ink longer than any stroke of a letter. A copier breaks them into
// pieces no longer than letters, which lie in line with longer ones: those are looked for where a
// found stroke goes on.
#include "extract/internal/page_rulings.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "extract/internal/line_morphology.h"

namespace siffra::extract {

namespace {

struct Strokes {
  PixPtr picture;
  std::vector<PixelBox> boxes;
};

int pixels_set(const PixPtr& picture, const PixelBox& area) {
  const int width = pixGetWidth(picture.get());
  const int height = pixGetHeight(picture.get());
  const PixelBox inside{std::clamp(area.x, 0, width), std::clamp(area.y, 0, height),
                        std::clamp(area.right(), 0, width) - std::clamp(area.x, 0, width),
                        std::clamp(area.bottom(), 0, height) - std::clamp(area.y, 0, height)};
  if (inside.empty()) return 0;
  ::Box* box = boxCreate(inside.x, inside.y, inside.width, inside.height);
  l_int32 count = 0;
  pixCountPixelsInRect(picture.get(), box, &count, nullptr);
  boxDestroy(&box);
  return count;
}

// The larger share of ink in the bands along both sides of a stroke.
double ink_beside(const PixPtr& ink, const PixelBox& stroke, Direction direction) {
  constexpr int kGap = 2;   // the soft edge of the stroke itself
  constexpr int kBand = 3;  // pixels looked at beyond it
  const bool flat = direction == Direction::kHorizontal;
  const PixelBox before = flat ? PixelBox{stroke.x, stroke.y - kGap - kBand, stroke.width, kBand}
                               : PixelBox{stroke.x - kGap - kBand, stroke.y, kBand, stroke.height};
  const PixelBox after = flat ? PixelBox{stroke.x, stroke.bottom() + kGap, stroke.width, kBand}
                              : PixelBox{stroke.right() + kGap, stroke.y, kBand, stroke.height};
  const auto share = [&](const PixelBox& band) {
    return pixels_set(ink, band) / static_cast<double>(band.width * band.height);
  };
  return std::max(share(before), share(after));
}

// Whether a row of paper parts a flat stroke from what stands above it, and one from what stands
// below: the figures of a sum right under its ruling, the second line of a double one. Strokes of
// letters that run together go on into the letters.
bool paper_along(const PixPtr& ink, const PixelBox& stroke, double most_ink) {
  constexpr int kFarthest = 5;  // rows from the stroke
  const auto parted = [&](int step) {
    const int edge = step < 0 ? stroke.y - 1 : stroke.bottom();
    for (int away = 0; away < kFarthest; ++away) {
      const PixelBox row{stroke.x, edge + step * away, stroke.width, 1};
      if (pixels_set(ink, row) <= most_ink * stroke.width) return true;
    }
    return false;
  };
  return parted(-1) && parted(1);
}

// Whether a flat stroke goes on past the print that touches one of its sides: a slanted ruling over
// a sum that is narrower than it. Strokes of letters that run together end with the letters.
bool juts_out(const PixPtr& ink, const PixelBox& stroke) {
  constexpr int kGap = 2, kBand = 3;  // pixels: the soft edge, and what is looked at beyond it
  constexpr int kPart = 4;            // this part of its length stands free
  constexpr double kSpecks = 0.02;
  const auto free_between = [&](int left, int width, int step) {
    const int edge = step < 0 ? stroke.y - kGap - kBand : stroke.bottom() + kGap;
    return pixels_set(ink, {left, edge, width, kBand}) <= kSpecks * width * kBand;
  };
  const int part = stroke.width / kPart;
  const auto free_at = [&](int left) {
    return free_between(left, part, -1) && free_between(left, part, 1);
  };
  const bool one_side =
      free_between(stroke.x, stroke.width, -1) || free_between(stroke.x, stroke.width, 1);
  return one_side && (free_at(stroke.x) || free_at(stroke.right() - part));
}

// How rulings are looked for: straight runs of ink longer than any stroke of a letter, thin, with
// paper beside them nearly all along.
struct Search {
  Direction direction = Direction::kHorizontal;
  // A copier leaves rulings dotted and a pixel aside of their line here and there.
  enum class Line { kUnbroken, kDotted } line = Line::kUnbroken;
  double most_beside = 0;  // share of ink: letters that stand on the line
  double most_across = 0;  // share of ink in a row that parts a flat one from print close to it
  double thickest = 0;     // inches; on a blotted copy whole words run together
};

// The feet of a word's letters run together to a dotted line too, but they have letters above them.
constexpr Search kFlat{Direction::kHorizontal, Search::Line::kUnbroken, 0.3, 0.2, 0.06};
constexpr Search kUpright{Direction::kVertical, Search::Line::kUnbroken, 0.3, 0, 0.06};
constexpr Search kDottedFlat{Direction::kHorizontal, Search::Line::kDotted, 0.08, 0.06, 0.025};
constexpr Search kDottedUpright{Direction::kVertical, Search::Line::kDotted, 0.15, 0, 0.025};

// The long straight runs. Dotted lines, a pixel aside here and there, are made whole first, and the
// breaks of upright ones closed.
PixPtr long_runs(const PixPtr& ink, double dots_per_inch, const Search& search) {
  constexpr double kDots = 0.045;  // inches from dot to dot
  constexpr int kAside = 3;        // pixels, the line among them
  constexpr int kBreak = 3;        // one more than the pixels of a break
  const bool flat = search.direction == Direction::kHorizontal;
  const bool dotted = search.line == Search::Line::kDotted;
  const auto length = static_cast<int>(dots_per_inch * (flat ? 0.36 : 0.4));
  const auto gap = static_cast<int>(std::lround(dots_per_inch * kDots));
  PixPtr line(pixClone(ink.get()));
  if (dotted) {
    line.reset(pixDilateBrick(nullptr, ink.get(), flat ? 1 : kAside, flat ? kAside : 1));
    if (line) line = closed_along(line, search.direction, gap);
  } else if (!flat) {
    line = closed_along(ink, Direction::kVertical, kBreak);
  }
  return line ? opened_along(line, search.direction, length) : nullptr;
}

Strokes ruling_strokes(const PixPtr& ink, double dots_per_inch, const Search& search) {
  constexpr int kMost = 2000;
  const bool flat = search.direction == Direction::kHorizontal;
  const int spread = search.line == Search::Line::kDotted ? 1 : 0;  // what dots were widened by
  Strokes strokes{long_runs(ink, dots_per_inch, search), {}};
  const BoxaPtr boxes(strokes.picture ? pixConnCompBB(strokes.picture.get(), 8) : nullptr);
  const int count = boxes ? std::min(kMost, boxaGetCount(boxes.get())) : 0;
  const double thickest = search.thickest * dots_per_inch;
  for (int i = 0; i < count; ++i) {
    PixelBox found;
    boxaGetBoxGeometry(boxes.get(), i, &found.x, &found.y, &found.width, &found.height);
    PixelBox box = found;
    if (flat) {
      box.y += spread;
      box.height = std::max(1, box.height - 2 * spread);
    } else {
      box.x += spread;
      box.width = std::max(1, box.width - 2 * spread);
    }
    const bool thin = (flat ? box.height : box.width) <= thickest;
    if (thin && (ink_beside(ink, box, search.direction) < search.most_beside ||
                 (flat && paper_along(ink, box, search.most_across)) ||
                 (flat && search.line == Search::Line::kUnbroken && juts_out(ink, box)))) {
      strokes.boxes.push_back(box);
      continue;
    }
    pixRasterop(strokes.picture.get(), found.x, found.y, found.width, found.height, PIX_CLR,
                nullptr, 0, 0);
  }
  return strokes;
}

// The sides of a box one row high are no longer than letters: upright strokes that reach from one
// flat one to another. Print between rulings hardly touches both.
void add_short_sides(const PixPtr& ink, double dots_per_inch, const Strokes& flat,
                     Strokes& upright) {
  constexpr double kShortest = 0.09;  // inches
  constexpr double kThickest = 0.03;
  constexpr int kReach = 2;  // pixels between a side and the ruling it runs into
  constexpr int kBreak = 3;
  constexpr int kMost = 20000;
  if (flat.boxes.size() < 2 || !upright.picture) return;
  const PixPtr whole = closed_along(ink, Direction::kVertical, kBreak);
  const PixPtr runs =
      whole ? opened_along(whole, Direction::kVertical, static_cast<int>(kShortest * dots_per_inch))
            : nullptr;
  const BoxaPtr boxes(runs ? pixConnCompBB(runs.get(), 8) : nullptr);
  const int count = boxes ? std::min(kMost, boxaGetCount(boxes.get())) : 0;
  const auto ends_at = [&](int y, const PixelBox& run) {
    return std::any_of(flat.boxes.begin(), flat.boxes.end(), [&](const PixelBox& ruling) {
      return y >= ruling.y - kReach && y <= ruling.bottom() + kReach &&
             ruling.x <= run.right() + kReach && ruling.right() >= run.x - kReach;
    });
  };
  for (int i = 0; i < count; ++i) {
    PixelBox run;
    boxaGetBoxGeometry(boxes.get(), i, &run.x, &run.y, &run.width, &run.height);
    if (run.width > kThickest * dots_per_inch || run.height < 4 * run.width) continue;
    if (!ends_at(run.y, run) || !ends_at(run.bottom() - 1, run)) continue;
    if (pixels_set(upright.picture, run) > 0) continue;  // known as a long one
    pixRasterop(upright.picture.get(), run.x, run.y, run.width, run.height, PIX_SRC | PIX_DST,
                runs.get(), run.x, run.y);
    upright.boxes.push_back(run);
  }
}

void note(const std::vector<PixelBox>& strokes, Direction direction, std::vector<Ruling>& rulings) {
  for (const PixelBox& box : strokes) {
    const double x = box.center_x();
    const double y = box.center_y();
    rulings.push_back(direction == Direction::kHorizontal
                          ? Ruling{double(box.x), y, double(box.right()), y}
                          : Ruling{x, double(box.y), x, double(box.bottom())});
  }
}

// Takes the strokes, and the frayed edge along them, out of both pictures. A letter that a stroke
// crosses is bridged where ink stands on both sides of it.
void take_out(const PixPtr& strokes, const Search& search, PixPtr& grey, PixPtr& ink) {
  if (!strokes) return;
  const Direction direction = search.direction;
  const std::string edge = search.line == Search::Line::kDotted ? "3" : "5";
  const std::string wider = direction == Direction::kHorizontal ? "d1." + edge : "d" + edge + ".1";
  const PixPtr band(pixMorphSequence(strokes.get(), wider.c_str(), 0));
  if (!band) return;
  const PixPtr rest(pixSubtract(nullptr, ink.get(), band.get()));
  const char* bridge = direction == Direction::kHorizontal ? "c1.7" : "c7.1";
  const PixPtr bridged(rest ? pixMorphSequence(rest.get(), bridge, 0) : nullptr);
  if (!bridged) return;
  const PixPtr keep(pixAnd(nullptr, bridged.get(), ink.get()));
  const PixPtr gone(pixSubtract(nullptr, band.get(), keep.get()));
  ink.reset(pixCopy(nullptr, keep.get()));
  if (gone) pixSetMasked(grey.get(), gone.get(), kPaper);
}

PixelBox transposed(const PixelBox& box) { return {box.y, box.x, box.height, box.width}; }

// Where an upright stroke goes on: to the next one in line with it, and a little beyond both ends.
std::vector<PixelBox> corridors_of(const std::vector<PixelBox>& strokes, double dots_per_inch,
                                   double inches_beyond) {
  constexpr double kWay = 1.6;  // inches to the next stroke at most

  constexpr double kAside = 0.02;  // inches that a ruling strays from its line
  const auto aside = static_cast<int>(std::lround(kAside * dots_per_inch));
  const auto beyond = static_cast<int>(inches_beyond * dots_per_inch);
  std::vector<PixelBox> corridors;
  const auto corridor = [&](int left, int right, int top, int bottom) {
    corridors.push_back({left - aside, top, right - left + 2 * aside, bottom - top});
  };
  for (const PixelBox& stroke : strokes) {
    const PixelBox* next = nullptr;
    bool first = true;
    for (const PixelBox& other : strokes) {
      if (&other == &stroke || std::abs(other.center_x() - stroke.center_x()) > aside) continue;
      const int above = stroke.y - other.bottom();
      const int below = other.y - stroke.bottom();
      if (above > -aside && above < kWay * dots_per_inch) first = false;
      if (below <= -aside || below > kWay * dots_per_inch) continue;
      if (next == nullptr || other.y < next->y) next = &other;
    }
    if (next != nullptr) {
      corridor(std::min(stroke.x, next->x), std::max(stroke.right(), next->right()),
               stroke.bottom(), next->y);
    } else {
      corridor(stroke.x, stroke.right(), stroke.bottom(), stroke.bottom() + beyond);
    }
    if (first) corridor(stroke.x, stroke.right(), stroke.y - beyond, stroke.y);
  }
  return corridors;
}

// Takes a piece of ink out of both pictures, with its soft edge in the greys.
void paint_over(const PixPtr& piece, const PixelBox& box, PreparedPage& page) {
  constexpr int kSoftEdge = 2;  // pixels
  constexpr int kBrick = 2 * kSoftEdge + 1;
  pixRasterop(page.ink.get(), box.x, box.y, box.width, box.height, PIX_NOT(PIX_SRC) & PIX_DST,
              piece.get(), 0, 0);
  const PixPtr framed(pixAddBorder(piece.get(), kSoftEdge, 0));
  const PixPtr wider(framed ? pixDilateBrick(nullptr, framed.get(), kBrick, kBrick) : nullptr);
  if (!wider) return;
  for (int y = 0; y < pixGetHeight(wider.get()); ++y) {
    for (int x = 0; x < pixGetWidth(wider.get()); ++x) {
      l_uint32 covered = 0;
      l_uint32 print = 1;
      const int page_x = box.x - kSoftEdge + x;
      const int page_y = box.y - kSoftEdge + y;
      pixGetPixel(wider.get(), x, y, &covered);
      if (covered == 0 || pixGetPixel(page.ink.get(), page_x, page_y, &print) != 0) continue;
      if (print == 0) pixSetPixel(page.grey.get(), page_x, page_y, kPaper);
    }
  }
}

// Where bits of broken rulings are looked for.
struct Corridors {
  std::vector<PixelBox> down;
  std::vector<PixelBox> across;
};

Corridors corridors_of(const std::vector<PixelBox>& flat, const std::vector<PixelBox>& upright,
                       double dots_per_inch) {
  constexpr double kBeyond = 0.5;  // inches
  std::vector<PixelBox> lying;
  lying.reserve(flat.size());
  for (const PixelBox& box : flat) lying.push_back(transposed(box));
  Corridors corridors{corridors_of(upright, dots_per_inch, kBeyond),
                      corridors_of(lying, dots_per_inch, kBeyond)};
  for (PixelBox& box : corridors.across) box = transposed(box);
  return corridors;
}

// The ink that stands in no corridor.
PixPtr ink_outside(const PixPtr& ink, const Corridors& corridors) {
  PixPtr outside(pixCopy(nullptr, ink.get()));
  for (const auto* side : {&corridors.down, &corridors.across}) {
    for (const PixelBox& box : *side) {
      if (outside)
        pixRasterop(outside.get(), box.x, box.y, box.width, box.height, PIX_CLR, nullptr, 0, 0);
    }
  }
  return outside;
}

// How much of a piece stands there.
int pixels_shared(const PixPtr& piece, const PixelBox& box, const PixPtr& outside) {
  PixPtr shared(pixCopy(nullptr, piece.get()));
  if (!shared) return box.width * box.height;
  pixRasterop(shared.get(), 0, 0, box.width, box.height, PIX_SRC & PIX_DST, outside.get(), box.x,
              box.y);
  l_int32 count = 0;
  pixCountPixels(shared.get(), &count, nullptr);
  return count;
}

bool meet(const PixelBox& bit, const std::vector<PixelBox>& corridors) {
  return std::any_of(corridors.begin(), corridors.end(), [&](const PixelBox& corridor) {
    return bit.x < corridor.right() && corridor.x < bit.right() && bit.y < corridor.bottom() &&
           corridor.y < bit.bottom();
  });
}

// Bits of a broken ruling stand wholly in line with it and are thinner than any digit, or the
// corner where two meet. Rulings lie between rows, so that no nil stands in line with a flat one.
void take_out_bits(const std::vector<PixelBox>& flat, const std::vector<PixelBox>& upright,
                   PreparedPage& page) {
  constexpr double kThin = 0.02;   // inches
  constexpr double kCorner = 0.5;  // of its box is ink at most
  const Corridors corridors = corridors_of(flat, upright, page.dots_per_inch);
  if (corridors.down.empty() && corridors.across.empty()) return;
  const PixPtr outside = ink_outside(page.ink, corridors);
  Pixa* made = nullptr;
  const BoxaPtr boxes(outside ? pixConnComp(page.ink.get(), &made, 8) : nullptr);
  const PixaPtr pieces(made);
  const int count = boxes && pieces ? boxaGetCount(boxes.get()) : 0;
  const auto thin = std::max(3, static_cast<int>(std::lround(kThin * page.dots_per_inch)));
  for (int i = 0; i < count; ++i) {
    PixelBox bit;
    boxaGetBoxGeometry(boxes.get(), i, &bit.x, &bit.y, &bit.width, &bit.height);
    const bool stands = meet(bit, corridors.down);
    const bool lies = meet(bit, corridors.across);
    if (!(stands && (lies || bit.width <= thin)) && !(lies && bit.height <= thin)) continue;
    const PixPtr piece(pixaGetPix(pieces.get(), i, L_CLONE));
    l_int32 area = 0;
    if (!piece || pixCountPixels(piece.get(), &area, nullptr) != 0) continue;
    const bool is_thin = (stands && bit.width <= thin) || (lies && bit.height <= thin);
    if (!is_thin && area > kCorner * bit.width * bit.height) continue;
    if (pixels_shared(piece, bit, outside) == 0) paint_over(piece, bit, page);
  }
}

}  // namespace

// Both directions are found before either is taken out: without the flat strokes of a grid its
// upright ones would be bits no longer than letters, and be read as ones. Dotted ones are looked
// for afterwards, since letters between the flat strokes of a tight grid would make some.
void take_out_rulings(PreparedPage& page) {
  Strokes flat = ruling_strokes(page.ink, page.dots_per_inch, kFlat);
  Strokes upright = ruling_strokes(page.ink, page.dots_per_inch, kUpright);
  add_short_sides(page.ink, page.dots_per_inch, flat, upright);
  take_out(flat.picture, kFlat, page.grey, page.ink);
  take_out(upright.picture, kUpright, page.grey, page.ink);
  const Strokes lying = ruling_strokes(page.ink, page.dots_per_inch, kDottedFlat);
  const Strokes standing = ruling_strokes(page.ink, page.dots_per_inch, kDottedUpright);
  take_out(lying.picture, kDottedFlat, page.grey, page.ink);
  take_out(standing.picture, kDottedUpright, page.grey, page.ink);
  flat.boxes.insert(flat.boxes.end(), lying.boxes.begin(), lying.boxes.end());
  upright.boxes.insert(upright.boxes.end(), standing.boxes.begin(), standing.boxes.end());
  note(flat.boxes, Direction::kHorizontal, page.rulings);
  note(upright.boxes, Direction::kVertical, page.rulings);
  take_out_bits(flat.boxes, upright.boxes, page);
}

bool ruling_between(std::span<const Ruling> rulings, const PixelBox& left, const PixelBox& right) {
  const double y = (std::max(left.y, right.y) + std::min(left.bottom(), right.bottom())) / 2.0;
  return std::any_of(rulings.begin(), rulings.end(), [&](const Ruling& ruling) {
    return ruling.x0 == ruling.x1 && ruling.x0 >= left.right() - 1 && ruling.x0 <= right.x + 1 &&
           ruling.y0 <= y && ruling.y1 >= y;
  });
}

}  // namespace siffra::extract
