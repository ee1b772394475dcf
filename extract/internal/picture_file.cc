#include "extract/internal/picture_file.h"

#include <algorithm>
#include <string>
#include <utility>

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

constexpr double kMostPixels = 64e6;  // of one page: A3 at 600 dots per inch has 70 million
constexpr int kSmallestSide = 40;     // pixels: less holds no line of print

const l_uint8* data_of(std::string_view bytes) {
  return reinterpret_cast<const l_uint8*>(bytes.data());
}

bool is_tiff(std::string_view bytes) { return bytes.starts_with("II") || bytes.starts_with("MM"); }

}  // namespace

double resolution_of(const PictureHeader& header) {
  constexpr int kScreen = 96;  // what programs write when nobody told them
  constexpr double kLongSide = 11.69;
  if (header.resolution > kScreen) return header.resolution;
  return std::max(header.width, header.height) / kLongSide;
}

Result<PictureHeader> check_size(const PictureHeader& header) {
  if (header.width < kSmallestSide || header.height < kSmallestSide) {
    return Error{ErrorCode::kEmpty, "the picture is too small to hold print", {}};
  }
  if (static_cast<double>(header.width) * header.height > kMostPixels) {
    return Error{ErrorCode::kLimitExceeded,
                 "the picture has more than 64 million pixels; scan at 300 dots per inch",
                 {}};
  }
  return header;
}

std::optional<PictureHeader> header_of_picture(std::string_view bytes, int index) {
  PictureHeader header;
  if (is_tiff(bytes)) {
    if (readHeaderMemTiff(data_of(bytes), bytes.size(), index, &header.width, &header.height,
                          nullptr, nullptr, &header.resolution, nullptr, nullptr) != 0) {
      return std::nullopt;
    }
    return header;
  }
  if (index > 0) return std::nullopt;
  if (pixReadHeaderMem(data_of(bytes), bytes.size(), nullptr, &header.width, &header.height,
                       nullptr, nullptr, nullptr) != 0) {
    return std::nullopt;
  }
  return header;
}

Result<PagePicture> picture_at(std::string_view bytes, int index) {
  if (index > 0 && !is_tiff(bytes)) return Error{ErrorCode::kNotFound, "there is no such page", {}};
  PixPtr picture(is_tiff(bytes) ? pixReadMemTiff(data_of(bytes), bytes.size(), index)
                                : pixReadMem(data_of(bytes), bytes.size()));
  if (!picture) return Error{ErrorCode::kMalformed, "its pixels are damaged or cut off", {}};
  PictureHeader header{pixGetWidth(picture.get()), pixGetHeight(picture.get()),
                       pixGetXRes(picture.get())};
  const double resolution = resolution_of(header);
  return PagePicture{std::move(picture), resolution};
}

}  // namespace siffra::extract
