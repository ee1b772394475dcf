// PDFs whose pages are pictures, written by the test itself.
#pragma once

#include <string>
#include <vector>

#include "extract/internal/pix.h"
#include "tests/extract/tiny_pdf.h"

namespace siffra::extract::testing {

struct PdfPicture {
  std::string stream;   // as it stands in the file
  std::string entries;  // of its dictionary: "/Width 2 /Height 2 /Filter /DCTDecode ..."
};

// Black and white, not compressed.
inline PdfPicture plain_picture(const PixPtr& bitonal) {
  const int width = pixGetWidth(bitonal.get());
  const int height = pixGetHeight(bitonal.get());
  PdfPicture picture;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; x += 8) {
      unsigned int byte = 0;
      for (int bit = 0; bit < 8; ++bit) {
        l_uint32 value = 0;
        if (x + bit < width) pixGetPixel(bitonal.get(), x + bit, y, &value);
        byte = byte * 2 + (value == 0 ? 0U : 1U);
      }
      picture.stream += static_cast<char>(byte);
    }
  }
  picture.entries = "/Width " + std::to_string(width) + " /Height " + std::to_string(height) +
                    " /BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [1 0]";
  return picture;
}

// One page for each picture, which covers it, placed by the operators of `matrix` where such are
// given; `page_entries` are more entries of the pages.
inline std::string scan_pdf(const std::vector<PdfPicture>& pictures,
                            const std::string& page_entries = "", const std::string& width = "595",
                            const std::string& height = "842", std::string matrix = "") {
  if (matrix.empty()) matrix = width + " 0 0 " + height + " 0 0 cm";
  std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", ""};
  std::string kids;
  for (const PdfPicture& picture : pictures) {
    const auto number = [&](std::size_t more) {
      return std::to_string(objects.size() + 1 + more) + " 0 R ";
    };
    kids += number(0);
    const std::string content = "q " + matrix + " /I Do Q";
    const std::string page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + width + " " + height +
                             "] /Resources << /XObject << /I " + number(2) + ">> >> /Contents " +
                             number(1) + page_entries + " >>";
    objects.push_back(page);
    objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
                      "\nendstream");
    objects.push_back("<< /Type /XObject /Subtype /Image " + picture.entries + " /Length " +
                      std::to_string(picture.stream.size()) + " >>\nstream\n" + picture.stream +
                      "\nendstream");
  }
  objects[1] =
      "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pictures.size()) + " >>";
  return pdf_file(objects);
}

}  // namespace siffra::extract::testing
