#include "extract/compact_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

#include "extract/internal/pix_image.h"
#include "extract/page_frame.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

constexpr int kGreys = 16;
constexpr int kJpegQuality = 60;
constexpr int kColours = 64;
// A PNG is sharper round thin strokes: it may be this much larger before a JPEG is taken.
constexpr double kWorthOfSharpness = 1.3;

bool has_colour(const PageImage& image) {
  constexpr int kTint = 24;  // less is the tint of paper or of a scanner's lamp
  constexpr std::size_t kFewPixels = 400;
  std::size_t coloured = 0;
  for (std::size_t i = 0; i + 2 < image.rgb.size(); i += 3) {
    const int red = image.rgb[i], green = image.rgb[i + 1], blue = image.rgb[i + 2];
    const int most = std::max(red, std::max(green, blue));
    const int least = std::min(red, std::min(green, blue));
    if (most - least > kTint && ++coloured > kFewPixels) return true;
  }
  return false;
}

// What a Leptonica function writes to memory.
template <typename Write>
std::string written(Write write) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  const bool done = write(&data, &size) == 0 && data != nullptr;
  std::string bytes;
  if (done) bytes.assign(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return bytes;
}

std::string as_png(const PixPtr& picture, bool coloured) {
  const PixPtr reduced(coloured ? pixOctreeQuantNumColors(picture.get(), kColours, 0)
                                : pixThresholdTo4bpp(picture.get(), kGreys, 0));
  if (!reduced) return {};
  return written([&](l_uint8** data, std::size_t* size) {
    return pixWriteMemPng(data, size, reduced.get(), 0);
  });
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string number(double value) {
  const auto tenths = std::llround(value * 10);
  const auto size = tenths < 0 ? -tenths : tenths;
  return (tenths < 0 ? "-" : "") + std::to_string(size / 10) + "." + std::to_string(size % 10);
}

}  // namespace

PageImage as_read(PageImage image, const Page& page) {
  constexpr double kStraight = 0.05;  // degrees, as when the page was read
  const int turns = quarter_turns(page);
  const bool slanted = std::abs(skew_degrees(page)) > kStraight;
  if ((turns == 0 && !slanted) || image.width == 0) return image;
  PixPtr picture = to_pix(image);
  if (picture && turns != 0) picture.reset(pixRotateOrth(picture.get(), turns));
  if (picture && slanted) {
    const auto radians = static_cast<float>(skew_degrees(page) * std::numbers::pi / 180);
    picture.reset(pixRotate(picture.get(), radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  }
  return picture ? to_page_image(picture, image.pixels_per_point) : image;
}

Result<CompactPicture> to_compact_picture(const PageImage& image) {
  setMsgSeverity(L_SEVERITY_NONE);  // Leptonica's own words would reach standard error
  PixPtr picture = to_pix(image);
  const bool coloured = has_colour(image);
  if (picture && !coloured) picture.reset(pixConvertTo8(picture.get(), 0));
  if (!picture) return Error{ErrorCode::kIo, "there is no memory for the picture", {}};
  std::string png = as_png(picture, coloured);
  std::string jpeg = written([&](l_uint8** data, std::size_t* size) {
    return pixWriteMemJpeg(data, size, picture.get(), kJpegQuality, 0);
  });
  if (png.empty() && jpeg.empty()) {
    return Error{ErrorCode::kIo, "the picture cannot be written", {}};
  }
  const bool keep_png =
      !png.empty() && (jpeg.empty() || static_cast<double>(png.size()) <=
                                           kWorthOfSharpness * static_cast<double>(jpeg.size()));
  if (keep_png) return CompactPicture{"image/png", std::move(png)};
  return CompactPicture{"image/jpeg", std::move(jpeg)};
}

CompactPicture draw_words(const Page& page) {
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " +
                    number(page.width) + " " + number(page.height) +
                    "\" font-family=\"monospace\" lengthAdjust=\"spacingAndGlyphs\">"
                    "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>";
  for (const Word& word : page.words) {
    // Letters of a fixed-width font are about 0.6 of its size wide; larger ones would be squeezed.
    const auto letters = static_cast<double>(std::count_if(
        word.text.begin(), word.text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    const double wanted = word.font_size > 0 ? word.font_size : word.box.height();
    const double size = std::min(wanted, word.box.width() / std::max(1.0, letters) / 0.6);
    svg += "<text x=\"" + number(word.box.x0) + "\" y=\"" +
           number(word.box.y1 - word.box.height() * 0.2) + "\" font-size=\"" + number(size) +
           "\" textLength=\"" + number(word.box.width()) + "\"" +
           (word.bold ? " font-weight=\"bold\"" : "") + ">" + escaped(word.text) + "</text>";
  }
  return {"image/svg+xml", svg + "</svg>"};
}

}  // namespace siffra::extract
