#include "extract/internal/pix_image.h"

#include <cstdint>

namespace siffra::extract {

PixPtr to_pix(const PageImage& image) {
  const int width = static_cast<int>(image.width);
  const int height = static_cast<int>(image.height);
  PixPtr picture(pixCreate(width, height, 32));
  if (!picture) return picture;
  l_uint32* data = pixGetData(picture.get());
  const std::uint8_t* from = image.rgb.data();
  for (std::size_t i = 0; i < image.width * image.height; ++i, from += 3) {
    composeRGBPixel(from[0], from[1], from[2], data + i);
  }
  return picture;
}

PageImage to_page_image(const PixPtr& picture, double pixels_per_point) {
  PageImage image;
  image.width = static_cast<std::size_t>(pixGetWidth(picture.get()));
  image.height = static_cast<std::size_t>(pixGetHeight(picture.get()));
  image.pixels_per_point = pixels_per_point;
  image.rgb.reserve(image.width * image.height * 3);
  const l_uint32* data = pixGetData(picture.get());
  for (std::size_t i = 0; i < image.width * image.height; ++i) {
    l_int32 red = 0, green = 0, blue = 0;
    extractRGBValues(data[i], &red, &green, &blue);
    for (const l_int32 value : {red, green, blue}) {
      image.rgb.push_back(static_cast<std::uint8_t>(value));
    }
  }
  return image;
}

}  // namespace siffra::extract
