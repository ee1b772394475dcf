#include "extract/internal/picture_file.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "extract/internal/quiet_decoding.h"

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

// Whole numbers of a TIFF, in its byte order; nothing beyond its end.
std::optional<std::uint32_t> number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  if (at > bytes.size() || bytes.size() - at < width) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const std::size_t from = bytes.starts_with("MM") ? at + i : at + width - 1 - i;
    value = value << 8U | static_cast<unsigned char>(bytes[from]);
  }
  return value;
}

}  // namespace

bool names_page(std::string_view bytes, int index) {
  constexpr std::uint32_t kClassic = 42;
  constexpr std::size_t kEntry = 12;
  if (!is_tiff(bytes) || number_at(bytes, 2, 2) != kClassic) return false;
  std::optional<std::uint32_t> directory = number_at(bytes, 4, 4);
  for (int page = 0; page < index && directory && *directory != 0; ++page) {
    const auto entries = number_at(bytes, *directory, 2);
    directory = entries ? number_at(bytes, *directory + 2 + *entries * kEntry, 4) : std::nullopt;
  }
  return directory && *directory != 0;
}

double resolution_of(const PictureHeader& header) {
  constexpr int kScreen = 96;          // what programs write when nobody told them
  constexpr double kLongSide = 11.69;  // inches: A4
  constexpr double kSmallest = 7;      // of the sheets that reports are printed on: A5
  constexpr double kLargest = 24;      // and A2
  const double longest = std::max(header.width, header.height);
  const double stated = header.resolution > kScreen ? longest / header.resolution : 0;
  // A resolution per centimetre said to be per inch makes a sheet of a hand's breadth.
  return stated >= kSmallest && stated <= kLargest ? header.resolution : longest / kLongSide;
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
  const QuietDecoding quiet;
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
  const QuietDecoding quiet;
  PixPtr picture(is_tiff(bytes) ? pixReadMemTiff(data_of(bytes), bytes.size(), index)
                                : pixReadMem(data_of(bytes), bytes.size()));
  if (!picture) return Error{ErrorCode::kMalformed, "its pixels are damaged or cut off", {}};
  PictureHeader header{pixGetWidth(picture.get()), pixGetHeight(picture.get()),
                       pixGetXRes(picture.get())};
  const double resolution = resolution_of(header);
  return PagePicture{std::move(picture), resolution, false};
}

}  // namespace siffra::extract
