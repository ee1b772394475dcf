#include "extract/internal/figure_print.h"

#include <algorithm>
#include <utility>

#include "extract/internal/run_picture.h"

namespace siffra::extract {

namespace {

PixelBox common(const PixelBox& a, const PixelBox& b) {
  const int x = std::max(a.x, b.x);
  const int y = std::max(a.y, b.y);
  return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

PixelBox moved(PixelBox box, const PixelBox& area) {
  box.x -= area.x;
  box.y -= area.y;
  return box;
}

PixPtr part_of(const PixPtr& picture, const PixelBox& area) {
  ::Box* box = boxCreate(area.x, area.y, area.width, area.height);
  PixPtr part(pixClipRectangle(picture.get(), box, nullptr));
  boxDestroy(&box);
  return part;
}

std::size_t bytes_of(const PixPtr& picture) {
  constexpr std::size_t kHeader = 128;
  return kHeader + 4 * static_cast<std::size_t>(pixGetWpl(picture.get())) *
                       static_cast<std::size_t>(pixGetHeight(picture.get()));
}

// The pieces of the run, and what others reach into the area, in their order on the page.
InkLayout layout_in(const InkLayout& page, const InkRun& run, const PixelBox& area,
                    std::size_t& bytes) {
  InkLayout layout;
  layout.letter_height = page.letter_height;
  layout.pictures.reset(pixaCreate(0));
  layout.runs.push_back(run);
  layout.runs.front().box = moved(run.box, area);
  std::map<std::size_t, std::size_t> place;  // of each piece among those kept
  for (std::size_t i = 0; i < page.pieces.size(); ++i) {
    InkPiece piece = page.pieces[i];
    const PixelBox seen = common(piece.box, area);
    if (seen.empty()) continue;
    const PixPtr picture(pixaGetPix(page.pictures.get(), piece.pix, L_CLONE));
    PixPtr part(picture ? part_of(picture, moved(seen, piece.box)) : nullptr);
    if (!part) continue;
    bytes += bytes_of(part) + sizeof(InkPiece);
    piece.box = moved(seen, area);
    piece.pix = pixaGetCount(layout.pictures.get());
    pixaAddPix(layout.pictures.get(), part.release(), L_INSERT);
    place[i] = layout.pieces.size();
    layout.pieces.push_back(piece);
  }
  std::vector<std::size_t> own;
  for (const std::size_t piece : run.pieces) {
    if (const auto at = place.find(piece); at != place.end()) own.push_back(at->second);
  }
  layout.runs.front().pieces = std::move(own);
  return layout;
}

FigurePrint print_of(const PreparedLayout& prepared, const InkRun& run, std::size_t& bytes) {
  constexpr int kBesideRun = 4;    // pixels by which a cell may be wider than its run
  constexpr double kAround = 2.4;  // heights: where a minus or a lost digit may stand
  FigurePrint figure;
  figure.reach = {run.box.x - kBesideRun, run.box.y, run.box.width + 2 * kBesideRun,
                  run.box.height};
  figure.area = area_cut(prepared.page, run, figure.reach);
  if (figure.area.empty()) return figure;
  const int around = static_cast<int>(kAround * run.height);
  const int right = std::min(figure.area.right() + around, pixGetWidth(prepared.page.grey.get()));
  figure.area.x = std::max(0, figure.area.x - around);
  figure.area.width = right - figure.area.x;
  PreparedPage& page = figure.print.page;
  page.dots_per_inch = prepared.page.dots_per_inch;
  page.grey = part_of(prepared.page.grey, figure.area);
  page.ink = part_of(prepared.page.ink, figure.area);
  if (!page.grey || !page.ink) return figure;
  bytes += sizeof(FigurePrint) + bytes_of(page.grey) + bytes_of(page.ink);
  figure.print.layout = layout_in(prepared.layout, run, figure.area, bytes);
  return figure;
}

}  // namespace

KeptPrint::KeptPrint() : state_(std::make_unique<State>()) {}
KeptPrint::KeptPrint(KeptPrint&&) noexcept = default;
KeptPrint& KeptPrint::operator=(KeptPrint&&) noexcept = default;
KeptPrint::~KeptPrint() = default;

bool FigurePrint::reaches(const PixelBox& box) const {
  return box.x >= reach.x && box.right() <= reach.right() && box.y == reach.y &&
         box.height == reach.height;
}

PixelBox FigurePrint::in_area(const PixelBox& box) const { return moved(box, area); }

void keep_figures(const PreparedLayout& prepared, const std::vector<bool>& figures, int page,
                  KeptPrint& kept) {
  KeptPrint::State& state = kept.state();
  PagePrint print;
  print.dots_per_inch = prepared.page.dots_per_inch;
  print.letter_height = prepared.layout.letter_height;
  for (const InkRun& run : prepared.layout.runs) print.runs.push_back(run.box);
  for (std::size_t i = 0; i < print.runs.size(); ++i) {
    if (!figures[i]) continue;
    std::size_t bytes = 0;
    FigurePrint figure = print_of(prepared, prepared.layout.runs[i], bytes);
    if (figure.print.layout.pieces.empty()) continue;
    const std::lock_guard<std::mutex> guard(state.lock);
    if (state.bytes + bytes > KeptPrint::State::kMostBytes) break;
    state.bytes += bytes;
    print.figures.emplace(i, std::move(figure));
  }
  const std::lock_guard<std::mutex> guard(state.lock);
  state.pages[page] = std::move(print);
}

}  // namespace siffra::extract
