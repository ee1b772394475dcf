// The page is sheared until strokes that lean lie flat, at half its resolution; there the long flat
// runs are found, and two of equal extent with an upright stroke at both ends are a frame. Print
// that touches the frame or is crossed by it does not matter, since only the strokes are looked at.
// Cost: four shears of a quarter of the pixels, and pairs of long strokes.
#include "extract/internal/stamp_frames.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "extract/internal/line_morphology.h"

namespace siffra::extract {

namespace {

// Degrees. A stroke as thick as a stamp's still has long flat runs a degree aside of these.
constexpr double kLeans[] = {1.7, -1.7, 3.7, -3.7};
constexpr std::size_t kMostFrames = 2;  // more are the cells of a page that lies askew
constexpr int kMostStrokes = 200;

// Inches.
constexpr double kShortestStroke = 0.7;
constexpr double kNarrowest = 0.9, kWidest = 2.6;
constexpr double kLowest = 0.25, kHighest = 1.0;
constexpr double kAside = 0.06;  // corners that do not quite meet
constexpr double kWiderThanHigh = 1.6;

std::vector<PixelBox> long_strokes(const PixPtr& sheared, double dots_per_inch) {
  constexpr double kThickest = 0.06;  // inches
  const PixPtr runs = opened_along(sheared, Direction::kHorizontal,
                                   static_cast<int>(kShortestStroke * dots_per_inch));
  const BoxaPtr boxes(runs ? pixConnCompBB(runs.get(), 8) : nullptr);
  std::vector<PixelBox> strokes;
  const int count = boxes ? std::min(kMostStrokes, boxaGetCount(boxes.get())) : 0;
  for (int i = 0; i < count; ++i) {
    PixelBox box;
    boxaGetBoxGeometry(boxes.get(), i, &box.x, &box.y, &box.width, &box.height);
    const double wide = box.width / dots_per_inch;
    if (box.height <= std::max(3.0, kThickest * dots_per_inch) && wide <= kWidest)
      strokes.push_back(box);
  }
  return strokes;
}

// Whether some column of pixels near x is inked nearly all the way.
bool is_side(const PixPtr& sheared, int x, int top, int bottom, int aside) {
  constexpr double kInked = 0.8;
  const int width = pixGetWidth(sheared.get());
  const auto stride = static_cast<std::size_t>(pixGetWpl(sheared.get()));
  for (int at = std::max(0, x - aside); at <= std::min(width - 1, x + aside); ++at) {
    int inked = 0;
    for (int y = top; y < bottom; ++y) {
      const l_uint32* row = pixGetData(sheared.get()) + static_cast<std::size_t>(y) * stride;
      inked += GET_DATA_BIT(row, at) != 0 ? 1 : 0;
    }
    if (inked >= kInked * (bottom - top)) return true;
  }
  return false;
}

// Whether ink goes on from a corner, across or down: `area` is what lies there.
bool goes_on(const PixPtr& sheared, const PixelBox& area) {
  constexpr double kInked = 0.7;
  const bool across = area.width > area.height;
  int lines = 0, inked = 0;
  for (int i = 0; i < (across ? area.width : area.height); ++i, ++lines) {
    bool any = false;
    for (int j = 0; j < (across ? area.height : area.width); ++j) {
      l_uint32 value = 0;
      pixGetPixel(sheared.get(), area.x + (across ? i : j), area.y + (across ? j : i), &value);
      any = any || value != 0;
    }
    inked += any ? 1 : 0;
  }
  return inked >= kInked * lines;
}

// The cells of a grid that lies a little askew are boxes too, whose sides go on beyond corners. So
// may a few of a stamp's into print.
bool is_cell_of_grid(const PixPtr& sheared, const PixelBox& top, const PixelBox& bottom,
                     double dots_per_inch) {
  constexpr int kMostGoOn = 2;
  constexpr double kBeyond = 0.14;  // inches
  const auto far = static_cast<int>(kBeyond * dots_per_inch);
  const int near = std::max(2, static_cast<int>(kAside * dots_per_inch)) / 2;
  int go_on = 0;
  for (const PixelBox* stroke : {&top, &bottom}) {
    const int y = stroke->y - 1, thick = stroke->height + 2;
    go_on += goes_on(sheared, {stroke->x - near - far, y, far, thick}) ? 1 : 0;
    go_on += goes_on(sheared, {stroke->right() + near, y, far, thick}) ? 1 : 0;
    const int beyond = stroke == &top ? top.y - near - far : bottom.bottom() + near;
    for (const int x : {stroke->x, stroke->right() - 1})
      go_on += goes_on(sheared, {x - near, beyond, 2 * near + 1, far}) ? 1 : 0;
  }
  return go_on > kMostGoOn;
}

bool is_frame(const PixPtr& sheared, const PixelBox& top, const PixelBox& bottom,
              double dots_per_inch) {
  const int aside = std::max(2, static_cast<int>(kAside * dots_per_inch));
  const double high = (bottom.bottom() - top.y) / dots_per_inch;
  const int left = std::min(top.x, bottom.x);
  const int right = std::max(top.right(), bottom.right());
  const double wide = (right - left) / dots_per_inch;
  if (high < kLowest || high > kHighest || wide < kNarrowest || wide > kWidest ||
      wide < kWiderThanHigh * high)
    return false;
  // A corner that print runs through hides the end of a stroke.
  if (std::abs(top.x - bottom.x) > 2 * aside || std::abs(top.right() - bottom.right()) > 2 * aside)
    return false;
  return is_side(sheared, left, top.bottom(), bottom.y, aside) &&
         is_side(sheared, right - 1, top.bottom(), bottom.y, aside) &&
         !is_cell_of_grid(sheared, top, bottom, dots_per_inch);
}

// The box that lies level in the sheared page, as it stands on the page.
PixelBox on_page(const PixelBox& level, double tangent, int middle) {
  const auto down = [&](int x) { return static_cast<int>(std::lround((x - middle) * tangent)); };
  const int one = level.y - down(level.x);
  const int other = level.y - down(level.right());
  const int top = std::min(one, other);
  return {level.x, top, level.width, level.height + std::abs(one - other)};
}

bool meet(const PixelBox& a, const PixelBox& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

}  // namespace

std::vector<PixelBox> find_stamp_frames(const PixPtr& ink, double dots_per_inch) {
  constexpr double kDegrees = 3.14159265358979 / 180;
  const PixPtr half(pixReduceRankBinary2(ink.get(), 1, nullptr));
  std::vector<PixelBox> frames;
  if (!half) return frames;
  const double dots = dots_per_inch / 2;
  const int middle = pixGetWidth(half.get()) / 2;
  for (const double lean : kLeans) {
    const PixPtr sheared(pixVShear(nullptr, half.get(), middle, static_cast<float>(lean * kDegrees),
                                   L_BRING_IN_WHITE));
    if (!sheared) continue;
    const std::vector<PixelBox> strokes = long_strokes(sheared, dots);
    for (const PixelBox& top : strokes) {
      for (const PixelBox& bottom : strokes) {
        if (bottom.y <= top.y || !is_frame(sheared, top, bottom, dots)) continue;
        PixelBox frame = on_page(united(top, bottom), std::tan(lean * kDegrees), middle);
        frame = {2 * frame.x, 2 * frame.y, 2 * frame.width, 2 * frame.height};
        const bool known = std::any_of(frames.begin(), frames.end(),
                                       [&](const PixelBox& other) { return meet(frame, other); });
        if (!known) frames.push_back(frame);
      }
    }
  }
  if (frames.size() > kMostFrames) frames.clear();
  return frames;
}

}  // namespace siffra::extract
