#include "extract/internal/pictures_within.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "extract/internal/pix.h"

namespace siffra::extract {

namespace {

PixelBox to_pixels(const Box& box, const PagePicture& picture) {
  const double scale = picture.dots_per_inch / 72;
  const int width = pixGetWidth(picture.picture.get());
  const int height = pixGetHeight(picture.picture.get());
  const auto at = [&](double points, int most) {
    return std::clamp(static_cast<int>(std::lround(points * scale)), 0, most);
  };
  const int x = at(box.x0, width), y = at(box.y0, height);
  return {x, y, at(box.x1, width) - x, at(box.y1, height) - y};
}

PixPtr cut(const PagePicture& picture, const PixelBox& part) {
  ::Box* region = boxCreate(part.x, part.y, part.width, part.height);
  PixPtr piece(pixClipRectangle(picture.picture.get(), region, nullptr));
  boxDestroy(&region);
  return piece;
}

}  // namespace

bool looks_like_paper(const Pix& picture) {
  constexpr int kNear = 28;  // greys
  constexpr double kMostly = 0.6;
  Numa* histogram = pixGetGrayHistogram(const_cast<Pix*>(&picture), 1);
  if (histogram == nullptr) return true;
  std::vector<double> counts(256, 0);
  double total = 0;
  for (int i = 0; i < 256; ++i) {
    float value = 0;
    numaGetFValue(histogram, i, &value);
    counts[static_cast<std::size_t>(i)] = value;
    total += value;
  }
  numaDestroy(&histogram);
  const int shade =
      static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
  double near = 0;
  for (int i = std::max(0, shade - kNear); i < std::min(256, shade + kNear); ++i) {
    near += counts[static_cast<std::size_t>(i)];
  }
  return shade >= 100 && near >= kMostly * total;
}

bool covers_page(const Box& picture, const Page& page) {
  constexpr double kMost = 0.95;  // of width and height
  return picture.width() > kMost * page.width && picture.height() > kMost * page.height;
}

std::vector<Box> pictures_to_look_at(const PageMake& make, const Page& page) {
  constexpr double kSmallest = 0.03;  // of the page: a table of a few rows
  constexpr double kCoarsest = 70;    // dots per inch: no print can be read at fewer
  constexpr std::size_t kFewWords = 5;
  std::vector<Box> places;
  if (make.dots_per_inch < kCoarsest) return places;
  for (const Box& picture : make.pictures) {
    const double share = picture.width() * picture.height() / (page.width * page.height);
    if (share < kSmallest) continue;
    if (covers_page(picture, page)) {
      places.push_back(picture);
      continue;
    }
    const auto words = std::count_if(page.words.begin(), page.words.end(), [&](const Word& word) {
      const double x = word.box.center_x(), y = word.box.center_y();
      return x > picture.x0 && x < picture.x1 && y > picture.y0 && y < picture.y1;
    });
    if (static_cast<std::size_t>(words) < kFewWords) places.push_back(picture);
  }
  return places;
}

std::vector<Box> like_paper(const PagePicture& glance, const std::vector<Box>& places) {
  std::vector<Box> found;
  for (const Box& place : places) {
    const PixPtr piece = cut(glance, to_pixels(place, glance));
    if (piece && looks_like_paper(*piece)) found.push_back(place);
  }
  return found;
}

PagePicture only_within(PagePicture picture, const std::vector<Box>& places,
                        const std::vector<Word>& words) {
  PixPtr blank(pixCreateTemplate(picture.picture.get()));
  if (!blank) return picture;
  pixSetAllGray(blank.get(), 255);
  for (const Box& place : places) {
    const PixelBox part = to_pixels(place, picture);
    pixRasterop(blank.get(), part.x, part.y, part.width, part.height, PIX_SRC,
                picture.picture.get(), part.x, part.y);
  }
  for (const Word& word : words) {
    const PixelBox part = to_pixels(word.box, picture);
    pixRasterop(blank.get(), part.x, part.y, part.width, part.height, PIX_SET, nullptr, 0, 0);
  }
  picture.picture = std::move(blank);
  return picture;
}

}  // namespace siffra::extract
