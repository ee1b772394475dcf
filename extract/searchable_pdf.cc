#include "extract/searchable_pdf.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <new>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <vector>

#include "extract/internal/invisible_text_filter.h"
#include "extract/internal/picture_file.h"
#include "extract/internal/text_overlay.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

Error failure(const Document& document, ErrorCode code, const std::string& why) {
  return {code, why, {document.file}};
}

bool was_read_from_picture(const Page& page) {
  const bool read = page.reading == PageReading::kOcr || page.reading == PageReading::kBoth;
  return read && std::any_of(page.words.begin(), page.words.end(),
                             [](const Word& word) { return word.source == Source::kOcr; });
}

PagePlace place_of(QPDFPageObjectHelper& page) {
  PagePlace place;
  QPDFObjectHandle::Rectangle crop = page.getCropBox().getArrayAsRectangle();
  place.crop = {crop.llx, crop.lly, crop.urx, crop.ury};
  QPDFObjectHandle turned = page.getAttribute("/Rotate", false);
  if (turned.isInteger()) place.rotation = ((turned.getIntValueAsInt() % 360) + 360) % 360;
  return place;
}

// A font of every reader, so that nothing has to be embedded for text that is never drawn.
QPDFObjectHandle font_of(QPDF& pdf, const LetterCodes& codes) {
  QPDFObjectHandle encoding = QPDFObjectHandle::parse(
      "<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [] >>");
  QPDFObjectHandle differences = encoding.getKey("/Differences");
  for (const auto& [letter, code] : codes.extra()) {
    char name[16];
    static_cast<void>(std::snprintf(name, sizeof name, "/uni%04X", static_cast<unsigned>(letter)));
    differences.appendItem(QPDFObjectHandle::newInteger(code));
    differences.appendItem(QPDFObjectHandle::newName(name));
  }
  QPDFObjectHandle font =
      QPDFObjectHandle::parse("<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>");
  font.replaceKey("/Encoding", encoding);
  return pdf.makeIndirectObject(font);
}

void add_font(QPDFPageObjectHelper& page, const QPDFObjectHandle& font) {
  QPDFObjectHandle resources = page.getAttribute("/Resources", true);
  if (!resources.isDictionary()) {
    resources = QPDFObjectHandle::newDictionary();
    page.getObjectHandle().replaceKey("/Resources", resources);
  }
  QPDFObjectHandle fonts = resources.getKey("/Font");
  // The dictionary may be shared with other pages: a copy is this page's alone.
  fonts = fonts.isDictionary() ? fonts.shallowCopy() : QPDFObjectHandle::newDictionary();
  fonts.replaceKey("/SiffraText", font);
  resources.replaceKey("/Font", fonts);
}

// Earlier recognition stands in the page's own content or in forms that it draws.
void take_out_earlier_layer(QPDFPageObjectHelper& page) {
  page.addContentTokenFilter(std::make_shared<InvisibleTextFilter>());
  page.forEachFormXObject(true, [](QPDFObjectHandle& form, QPDFObjectHandle&, const std::string&) {
    form.addTokenFilter(std::make_shared<InvisibleTextFilter>());
  });
}

void overlay(QPDF& pdf, const Document& document) {
  std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf).getAllPages();
  LetterCodes codes;
  std::vector<std::pair<std::size_t, std::string>> overlays;
  for (std::size_t i = 0; i < document.pages.size() && i < pages.size(); ++i) {
    if (!was_read_from_picture(document.pages[i])) continue;
    std::string text = text_overlay(document.pages[i], place_of(pages[i]), codes);
    if (!text.empty()) overlays.emplace_back(i, std::move(text));
  }
  const QPDFObjectHandle font = font_of(pdf, codes);
  for (const auto& [index, text] : overlays) {
    QPDFPageObjectHelper& page = pages[index];
    take_out_earlier_layer(page);
    // What the page does to its coordinates must not reach our text.
    page.addPageContents(QPDFObjectHandle::newStream(&pdf, "q\n"), true);
    page.addPageContents(QPDFObjectHandle::newStream(&pdf, "\nQ\n" + text), false);
    add_font(page, font);
  }
}

std::string written(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return std::string(buffer->getBuffer(), buffer->getBuffer() + buffer->getSize());
}

// The pixels of a picture as a PDF keeps them.
struct Pixels {
  std::string bytes;
  std::string entries;
};

std::string rows_of(Pix* picture, std::size_t bytes_per_row, int samples) {
  std::string bytes;
  const auto height = static_cast<std::size_t>(pixGetHeight(picture));
  bytes.reserve(bytes_per_row * height);
  const auto words = static_cast<std::size_t>(pixGetWpl(picture));
  for (std::size_t y = 0; y < height; ++y) {
    const l_uint32* row = pixGetData(picture) + y * words;
    for (std::size_t i = 0; i < bytes_per_row; ++i) {
      // Four bytes a word, the first of them the highest; of a pixel in colour the first three.
      const std::size_t at = samples == 3 ? i / 3 * 4 + i % 3 : i;
      bytes += static_cast<char>(row[at / 4] >> (24 - 8 * (at % 4)));
    }
  }
  return bytes;
}

Pixels pixels_of(PixPtr picture) {
  const int depth = pixGetDepth(picture.get());
  if (pixGetColormap(picture.get()) != nullptr) {
    picture.reset(pixRemoveColormap(picture.get(), REMOVE_CMAP_BASED_ON_SRC));
  } else if (depth == 2 || depth == 4 || depth == 16) {
    picture.reset(pixConvertTo8(picture.get(), 0));
  }
  if (!picture) return {};
  const auto width = static_cast<std::size_t>(pixGetWidth(picture.get()));
  switch (pixGetDepth(picture.get())) {
    case 1:
      return {rows_of(picture.get(), (width + 7) / 8, 1),
              "/BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [1 0]"};
    case 8:
      return {rows_of(picture.get(), width, 1), "/BitsPerComponent 8 /ColorSpace /DeviceGray"};
    case 32:
      return {rows_of(picture.get(), width * 3, 3), "/BitsPerComponent 8 /ColorSpace /DeviceRGB"};
    default:
      return {};
  }
}

void add_picture_page(QPDF& pdf, const Page& page, const Pixels& pixels, int width, int height,
                      bool jpeg) {
  QPDFObjectHandle image = QPDFObjectHandle::newStream(&pdf, pixels.bytes);
  QPDFObjectHandle entries =
      QPDFObjectHandle::parse("<< /Type /XObject /Subtype /Image /Width " + std::to_string(width) +
                              " /Height " + std::to_string(height) + " " + pixels.entries + " >>");
  if (jpeg) entries.replaceKey("/Filter", QPDFObjectHandle::newName("/DCTDecode"));
  image.replaceDict(entries);
  image.replaceStreamData(pixels.bytes, entries.getKey("/Filter"), QPDFObjectHandle::newNull());
  const bool turned = quarter_turns_of(page) % 2 != 0;
  const std::string across = std::to_string(turned ? page.height : page.width);
  const std::string down = std::to_string(turned ? page.width : page.height);
  QPDFObjectHandle made = QPDFObjectHandle::parse("<< /Type /Page /MediaBox [0 0 " + across + " " +
                                                  down + "] /Resources << /XObject << >> >> >>");
  made.getKey("/Resources").getKey("/XObject").replaceKey("/Picture", image);
  made.replaceKey("/Contents", QPDFObjectHandle::newStream(
                                   &pdf, "q " + across + " 0 0 " + down + " 0 0 cm /Picture Do Q"));
  QPDFPageDocumentHelper(pdf).addPage(QPDFPageObjectHelper(pdf.makeIndirectObject(made)), false);
}

// A JPEG whose bytes a PDF can hold as they are: grey or three colours.
bool fits_as_it_is(const Document& document, const PixPtr& picture) {
  return document.media_type == "image/jpeg" &&
         (pixGetDepth(picture.get()) == 8 || pixGetSpp(picture.get()) == 3);
}

Result<std::string> from_picture(const Document& document, std::string_view original) {
  QPDF pdf;
  pdf.emptyPDF();
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    Result<PagePicture> read = picture_at(original, static_cast<int>(i));
    if (!read) {
      return failure(
          document, ErrorCode::kMalformed,
          "page " + std::to_string(i + 1) + " cannot be put into a PDF: " + read.error().message);
    }
    const int width = pixGetWidth(read->picture.get());
    const int height = pixGetHeight(read->picture.get());
    const bool jpeg = fits_as_it_is(document, read->picture);
    Pixels pixels =
        jpeg ? Pixels{std::string(original), pixGetDepth(read->picture.get()) == 8
                                                 ? "/BitsPerComponent 8 /ColorSpace /DeviceGray"
                                                 : "/BitsPerComponent 8 /ColorSpace /DeviceRGB"}
             : pixels_of(std::move(read->picture));
    if (pixels.bytes.empty()) {
      return failure(document, ErrorCode::kLimitExceeded, "there is no memory for its pixels");
    }
    add_picture_page(pdf, document.pages[i], pixels, width, height, jpeg);
  }
  overlay(pdf, document);
  return written(pdf);
}

Result<std::string> from_pdf(const Document& document, std::string_view original) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("report", original.data(), original.size());
  if (pdf.isEncrypted()) {
    return failure(
        document, ErrorCode::kEncrypted,
        "an encrypted PDF gets no text layer; take the encryption off first, for example "
        "with qpdf --decrypt");
  }
  overlay(pdf, document);
  return written(pdf);
}

}  // namespace

Result<std::string> to_searchable_pdf(const Document& document, std::string_view original) {
  try {
    if (document.media_type == "application/pdf") return from_pdf(document, original);
    if (document.media_type.starts_with("image/")) return from_picture(document, original);
    return failure(document, ErrorCode::kWrongFormat,
                   "only PDF and picture files can be made a searchable PDF");
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const QPDFExc& error) {
    return failure(
        document,
        error.getErrorCode() == qpdf_e_password ? ErrorCode::kEncrypted : ErrorCode::kMalformed,
        "the PDF cannot be taken apart: " + error.getMessageDetail());
  } catch (const std::exception& error) {
    return failure(document, ErrorCode::kMalformed,
                   std::string("the PDF cannot be taken apart: ") + error.what());
  }
}

}  // namespace siffra::extract
