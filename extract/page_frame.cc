#include "extract/page_frame.h"

#include <cmath>
#include <numbers>

namespace siffra::extract {
namespace {

long turns_of(const Page& page) { return std::lround(page.rotation_deg / 90); }

}  // namespace

int quarter_turns(const Page& page) { return static_cast<int>((turns_of(page) % 4 + 4) % 4); }

double skew_degrees(const Page& page) {
  return page.rotation_deg - 90 * static_cast<double>(turns_of(page));
}

Box box_in_file(const Page& page, const Box& box) {
  const double radians = -skew_degrees(page) * std::numbers::pi / 180;
  const double from_x = box.center_x() - page.width / 2;
  const double from_y = box.center_y() - page.height / 2;
  const double x = page.width / 2 + from_x * std::cos(radians) - from_y * std::sin(radians);
  const double y = page.height / 2 + from_x * std::sin(radians) + from_y * std::cos(radians);
  const double half_width = box.width() / 2, half_height = box.height() / 2;
  // Each turn that was made clockwise is made back.
  switch (quarter_turns(page)) {
    case 1:
      return {y - half_height, page.width - x - half_width, y + half_height,
              page.width - x + half_width};
    case 2:
      return {page.width - x - half_width, page.height - y - half_height,
              page.width - x + half_width, page.height - y + half_height};
    case 3:
      return {page.height - y - half_height, x - half_width, page.height - y + half_height,
              x + half_width};
    default:
      return {x - half_width, y - half_height, x + half_width, y + half_height};
  }
}

}  // namespace siffra::extract
