// Pictures as reports: PNG, JPEG and TIFF files of one or many pages, each read as a scanned page.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extract/internal/digest.h"
#include "extract/internal/recognition.h"
#include "extract/readers.h"

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

struct PictureHeader {
  int width = 0, height = 0;
  int resolution = 0;  // 0 = the file does not say
};

// Paper is A4 unless the file says otherwise.
double resolution_of(const PictureHeader& header) {
  constexpr int kScreen = 96;  // what programs write when nobody told them
  constexpr double kLongSide = 11.69;
  if (header.resolution > kScreen) return header.resolution;
  return std::max(header.width, header.height) / kLongSide;
}

Result<PictureHeader> check(const PictureHeader& header) {
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

bool is_tiff(std::string_view bytes) { return bytes.starts_with("II") || bytes.starts_with("MM"); }

// The header of page `index`; nullopt after the last page.
std::optional<PictureHeader> header_of(std::string_view bytes, int index) {
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
  PixPtr picture(is_tiff(bytes) ? pixReadMemTiff(data_of(bytes), bytes.size(), index)
                                : pixReadMem(data_of(bytes), bytes.size()));
  if (!picture) return Error{ErrorCode::kMalformed, "its pixels are damaged or cut off", {}};
  PictureHeader header{pixGetWidth(picture.get()), pixGetHeight(picture.get()),
                       pixGetXRes(picture.get())};
  const double resolution = resolution_of(header);
  return PagePicture{std::move(picture), resolution};
}

}  // namespace

Result<Document> read_picture(std::string_view bytes, std::string_view file_name,
                              std::string_view media_type, const ReadOptions& options) {
  setMsgSeverity(L_SEVERITY_NONE);  // Leptonica's own words would reach standard error
  Document document;
  document.file = file_name;
  document.sha256 = sha256_hex(bytes);
  document.bytes = bytes.size();
  document.media_type = media_type;
  std::vector<std::size_t> readable;
  for (int index = 0; index < options.max_pages; ++index) {
    const std::optional<PictureHeader> header = header_of(bytes, index);
    if (!header) break;
    Page page;
    page.number = index + 1;
    page.content = PageContent::kScan;
    page.reading = PageReading::kSkipped;
    const double points = 72 / std::max(1.0, resolution_of(*header));
    page.width = header->width * points;
    page.height = header->height * points;
    const Result<PictureHeader> usable = check(*header);
    if (usable) {
      readable.push_back(document.pages.size());
    } else {
      page.trouble = usable.error().message;
    }
    document.pages.push_back(std::move(page));
  }
  if (document.pages.empty()) {
    return Error{ErrorCode::kMalformed,
                 "the picture file is damaged: no page can be read from it",
                 {std::string(file_name), 0, 0}};
  }
  const PictureSource source = [&](std::size_t index) {
    return picture_at(bytes, static_cast<int>(index));
  };
  const auto done = recognise_pages(document, readable, source, options);
  if (!done) {
    Error error = done.error();
    error.where.file = file_name;
    return error;
  }
  const bool nothing_read =
      std::all_of(document.pages.begin(), document.pages.end(),
                  [](const Page& page) { return page.words.empty() && !page.trouble.empty(); });
  if (nothing_read && document.pages.size() == 1) {
    return Error{
        ErrorCode::kMalformed, document.pages.front().trouble, {std::string(file_name), 0, 0}};
  }
  return document;
}

}  // namespace siffra::extract
