#include "tools/corpus/grey.h"

#include <algorithm>
#include <cmath>

namespace siffra::corpus {
namespace {

std::uint8_t clipped(double value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

std::size_t offset(const GreyImage& image, int x, int y) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
         static_cast<std::size_t>(x);
}

// Blends a soft disk of a grey value into the image.
void disk(GreyImage& image, double x, double y, double radius, double grey) {
  const int reach = static_cast<int>(radius) + 1;
  for (int j = static_cast<int>(y) - reach; j <= static_cast<int>(y) + reach; ++j) {
    for (int i = static_cast<int>(x) - reach; i <= static_cast<int>(x) + reach; ++i) {
      if (i < 0 || j < 0 || i >= image.width || j >= image.height) continue;
      const double distance = std::hypot(i - x, j - y);
      const double share = std::clamp(radius + 0.5 - distance, 0.0, 1.0);
      std::uint8_t& pixel = image.pixels[offset(image, i, j)];
      pixel = clipped(pixel * (1 - share) + grey * share);
    }
  }
}

}  // namespace

void fade(GreyImage& image, double ink, int paper) {
  for (std::uint8_t& pixel : image.pixels) {
    const double darkness = (255 - pixel) / 255.0 * ink;
    pixel = clipped(paper * (1 - darkness));
  }
}

void bleed_through(GreyImage& image, const GreyImage& other_side, double strength) {
  if (strength <= 0 || other_side.width != image.width || other_side.height != image.height) return;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const int behind = 255 - other_side.pixels[offset(image, image.width - 1 - x, y)];
      std::uint8_t& pixel = image.pixels[offset(image, x, y)];
      pixel = clipped(pixel - strength * behind);
    }
  }
}

void darken_with(GreyImage& image, const GreyImage& overlay) {
  if (overlay.pixels.size() != image.pixels.size()) return;
  for (std::size_t i = 0; i < image.pixels.size(); ++i)
    image.pixels[i] = std::min(image.pixels[i], overlay.pixels[i]);
}

void add_noise(GreyImage& image, double deviation, Random& random) {
  if (deviation <= 0) return;
  for (std::uint8_t& pixel : image.pixels) pixel = clipped(pixel + deviation * random.normal());
}

void add_speckles(GreyImage& image, double count, Random& random) {
  for (int i = 0; i < static_cast<int>(count); ++i) {
    const double x = random.between(0.0, 1.0) * image.width;
    const double y = random.between(0.0, 1.0) * image.height;
    const double radius = random.between(0.4, 1.9);
    disk(image, x, y, radius, random.chance(0.8) ? random.between(10.0, 90.0) : 250);
  }
}

void add_staple(GreyImage& image, int dots_per_inch, Random& random) {
  const double inch = dots_per_inch;
  const double x = inch * random.between(0.25, 0.5), y = inch * random.between(0.25, 0.5);
  const auto length = static_cast<int>(std::ceil(0.45 * inch));
  for (int t = 0; t < length; ++t) {
    disk(image, x + t * 0.8, y + t * 0.55 + 3, 3.2, 165);
    disk(image, x + t * 0.8, y + t * 0.55, 1.6, 60);
  }
  for (const double place : {0.36, 0.64}) {
    const double hole_x = inch * 0.42, hole_y = image.height * place;
    disk(image, hole_x + 2, hole_y + 2, 0.12 * inch, 120);
    disk(image, hole_x, hole_y, 0.11 * inch, 30);
  }
}

void bend(GreyImage& image, double pixels, Random& random) {
  if (pixels <= 0) return;
  const bool to_the_left = random.chance(0.5);
  const double depth = pixels * random.between(0.6, 1.0);
  const GreyImage flat = image;
  for (int x = 0; x < image.width; ++x) {
    const double across = static_cast<double>(x) / image.width;
    const double from_spine = to_the_left ? across : 1 - across;
    const double down = depth * std::pow(1 - from_spine, 3);
    const auto whole = static_cast<int>(down);
    const double part = down - whole;
    for (int y = 0; y < image.height; ++y) {
      const int above = std::clamp(y - whole - 1, 0, image.height - 1);
      const int here = std::clamp(y - whole, 0, image.height - 1);
      image.pixels[offset(image, x, y)] = clipped(flat.pixels[offset(image, x, here)] * (1 - part) +
                                                  flat.pixels[offset(image, x, above)] * part);
    }
  }
}

}  // namespace siffra::corpus
