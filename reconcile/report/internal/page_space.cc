#include "reconcile/report/internal/page_space.h"

#include <algorithm>
#include <utility>

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

extract::Box to_page(const PageSpace& space, const extract::Box& seen) {
  const auto [ax, ay] = point_on_page(space, seen.x0, seen.y0);
  const auto [bx, by] = point_on_page(space, seen.x1, seen.y1);
  return {std::min(ax, bx), std::min(ay, by), std::max(ax, bx), std::max(ay, by)};
}

double seen_width(const PageSpace& space) {
  return space.rotation % 180 == 0 ? space.crop.width() : space.crop.height();
}

double seen_height(const PageSpace& space) {
  return space.rotation % 180 == 0 ? space.crop.height() : space.crop.width();
}

}  // namespace siffra::reconcile::internal
