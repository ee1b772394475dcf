#include "reconcile/report/internal/page_space.h"

#include <algorithm>
#include <utility>

#include "extract/page_frame.h"

namespace siffra::reconcile::internal {
namespace {

std::pair<double, double> point_on_page(const PageSpace& space, double x, double y) {
  const extract::Box& crop = space.crop;
  switch (space.rotation) {
    case 90:  // the page's lower left corner is seen at the upper left
      return {crop.x0 + y, crop.y0 + x};
    case 180:
      return {crop.x1 - x, crop.y0 + y};
    case 270:
      return {crop.x1 - y, crop.y1 - x};
    default:
      return {crop.x0 + x, crop.y1 - y};
  }
}

}  // namespace

extract::Box to_page(const PageSpace& space, const extract::Box& read) {
  const extract::Box seen =
      space.read_as == nullptr ? read : extract::box_in_file(*space.read_as, read);
  const auto [ax, ay] = point_on_page(space, seen.x0, seen.y0);
  const auto [bx, by] = point_on_page(space, seen.x1, seen.y1);
  return {std::min(ax, bx), std::min(ay, by), std::max(ax, bx), std::max(ay, by)};
}

double seen_width(const PageSpace& space) {
  return drawing_rotation(space) % 180 == 0 ? space.crop.width() : space.crop.height();
}

int drawing_rotation(const PageSpace& space) {
  const int turns = space.read_as == nullptr ? 0 : extract::quarter_turns(*space.read_as);
  return ((space.rotation + 90 * turns) % 360 + 360) % 360;
}

}  // namespace siffra::reconcile::internal
