#include "tools/corpus/scan.h"

#include <leptonica/allheaders.h>

#include <cmath>
#include <cstdlib>
#include <memory>
#include <numbers>
#include <optional>

#include "tools/corpus/grey.h"
#include "tools/corpus/image_pdf.h"
#include "tools/corpus/marks.h"
#include "tools/corpus/paint.h"
#include "tools/corpus/poor_text.h"

namespace siffra::corpus {
namespace {

struct DestroyPix {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, DestroyPix>;

struct DestroyData {
  void operator()(L_Compressed_Data* data) const { l_CIDataDestroy(&data); }
};
using DataPtr = std::unique_ptr<L_Compressed_Data, DestroyData>;

struct FreeMemory {
  void operator()(void* memory) const { std::free(memory); }
};

struct DestroyPixa {
  void operator()(Pixa* pixa) const { pixaDestroy(&pixa); }
};
using PixaPtr = std::unique_ptr<Pixa, DestroyPixa>;

rules::Error failed(const char* what) { return {rules::ErrorCode::kIo, what, {}}; }

PixPtr to_pix(const GreyImage& image, int dots_per_inch) {
  PixPtr pix(pixCreate(image.width, image.height, 8));
  if (!pix) return pix;
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x) {
      const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                      static_cast<std::size_t>(x);
      pixSetPixel(pix.get(), x, y, image.pixels[at]);
    }
  pixSetResolution(pix.get(), dots_per_inch, dots_per_inch);
  return pix;
}

// Blur, skew and threshold: what Leptonica does better than we would.
PixPtr through_the_scanner(PixPtr pix, const ScanLevel& level, Random& random) {
  if (level.blur_pixels > 0) {
    // Half sharp, half smeared: a box alone is blunter than any lens.
    PixPtr blurred(pixBlockconvGray(pix.get(), nullptr, level.blur_pixels, level.blur_pixels));
    if (blurred) pix.reset(pixBlend(pix.get(), blurred.get(), 0, 0, 0.6F));
  }
  const double degrees = level.skew_degrees * random.between(-1.0, 1.0);
  if (pix && degrees != 0)
    pix.reset(pixRotate(pix.get(), static_cast<float>(degrees * std::numbers::pi / 180),
                        L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  if (pix && pixGetDepth(pix.get()) != 8) pix.reset(pixConvertTo8(pix.get(), 0));
  if (pix && level.bitonal) pix.reset(pixThresholdToBinary(pix.get(), 150));
  if (pix) pixSetResolution(pix.get(), level.dots_per_inch, level.dots_per_inch);
  return pix;
}

class Scanner {
 public:
  Scanner(const std::vector<PrintedPage>& pages, const ScanLevel& level, const Random& random)
      : pages_(pages), level_(level), random_(random) {}

  rules::Result<ScannedDocument> scan() {
    std::vector<PageImage> images;
    std::vector<std::string> pictures;
    const PixaPtr tiff(pixaCreate(0));
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      Random random = random_.fork("page " + std::to_string(i));
      rules::Result<GreyImage> grey = aged(i, random);
      if (!grey) return grey.error();
      PixPtr pix = through_the_scanner(to_pix(*grey, level_.dots_per_inch), level_, random);
      if (!pix) return failed("a page image cannot be made");
      if (level_.format == ScanFormat::kTiff) {
        pixaAddPix(tiff.get(), pix.release(), L_INSERT);
        continue;
      }
      if (level_.format == ScanFormat::kPng) {
        std::optional<std::string> picture = as_png(pix.get());
        if (!picture) return failed("a PNG picture cannot be written");
        pictures.push_back(std::move(*picture));
        continue;
      }
      std::optional<PageImage> image = encoded(pix.get(), pages_[i]);
      if (!image) return failed("a page image cannot be compressed");
      if (level_.text_errors >= 0)
        image->hidden_text = poorly_read(pages_[i], level_.text_errors, random);
      images.push_back(std::move(*image));
    }
    if (level_.format == ScanFormat::kTiff) return as_tiff(tiff.get());
    if (level_.format == ScanFormat::kPng) return ScannedDocument{"png", std::move(pictures)};
    return ScannedDocument{"pdf", {write_image_pdf(images)}};
  }

 private:
  rules::Result<GreyImage> aged(std::size_t index, Random& random) {
    const int dpi = level_.dots_per_inch;
    rules::Result<GreyImage> image = paint_grey(pages_[index], dpi);
    if (!image) return image;
    if (level_.marks > 0) {
      const auto marks = paint_grey(marks_on(pages_[index], level_.marks, random), dpi);
      if (!marks) return marks.error();
      darken_with(*image, *marks);
    }
    fade(*image, level_.ink, level_.paper);
    if (level_.bleed > 0 && index + 1 < pages_.size()) {
      const auto behind = paint_grey(pages_[index + 1], dpi);
      if (!behind) return behind.error();
      bleed_through(*image, *behind, level_.bleed);
    }
    if (level_.staple) add_staple(*image, dpi, random);
    bend(*image, level_.curve_pixels, random);
    const double inches = pages_[index].width * pages_[index].height / (72.0 * 72.0);
    add_speckles(*image, level_.speckles * inches, random);
    add_noise(*image, level_.noise, random);
    return image;
  }

  std::optional<PageImage> encoded(Pix* pix, const PrintedPage& page) const {
    L_Compressed_Data* raw = nullptr;
    const int kind = level_.bitonal ? L_G4_ENCODE : L_JPEG_ENCODE;
    if (pixGenerateCIData(pix, kind, level_.jpeg_quality, 0, &raw) != 0 || raw == nullptr)
      return std::nullopt;
    const DataPtr data(raw);
    PageImage image;
    image.width = data->w;
    image.height = data->h;
    image.page_width = page.width;
    image.page_height = page.height;
    image.bitonal = level_.bitonal;
    image.black_is_one = data->minisblack != 0;
    image.data.assign(reinterpret_cast<const char*>(data->datacomp), data->nbytescomp);
    return image;
  }

  static std::optional<std::string> as_png(Pix* pix) {
    l_uint8* raw = nullptr;
    std::size_t size = 0;
    if (pixWriteMemPng(&raw, &size, pix, 0) != 0 || raw == nullptr) return std::nullopt;
    const std::unique_ptr<l_uint8, FreeMemory> bytes(raw);
    return std::string(reinterpret_cast<const char*>(bytes.get()), size);
  }

  static rules::Result<ScannedDocument> as_tiff(Pixa* pages) {
    l_uint8* raw = nullptr;
    std::size_t size = 0;
    if (pixaWriteMemMultipageTiff(&raw, &size, pages) != 0 || raw == nullptr)
      return failed("a TIFF file cannot be written");
    const std::unique_ptr<l_uint8, FreeMemory> bytes(raw);
    return ScannedDocument{"tiff", {std::string(reinterpret_cast<const char*>(bytes.get()), size)}};
  }

  const std::vector<PrintedPage>& pages_;
  const ScanLevel& level_;
  Random random_;
};

}  // namespace

rules::Result<ScannedDocument> scan(const std::vector<PrintedPage>& pages, const ScanLevel& level,
                                    const Random& random) {
  return Scanner(pages, level, random).scan();
}

}  // namespace siffra::corpus
