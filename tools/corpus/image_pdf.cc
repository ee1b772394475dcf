#include "tools/corpus/image_pdf.h"

#include <cstdio>

namespace siffra::corpus {
namespace {

std::string number(double value) {
  char buffer[32];
  (void)std::snprintf(buffer, sizeof buffer, "%.2f", value);
  return buffer;
}

// UTF-8 to the letters of WinAnsiEncoding, as a PDF string; what it lacks becomes a question mark.
std::string pdf_string(const std::string& utf8) {
  std::string result = "(";
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    auto c = static_cast<unsigned char>(utf8[i]);
    if (c >= 0xE0) {  // dashes, the minus sign and thin spaces
      c = utf8.compare(i, 3, "\u2013") == 0 || utf8.compare(i, 3, "\u2212") == 0 ? '-' : ' ';
      i += 2;
    } else if (c >= 0xC2 && i + 1 < utf8.size()) {
      c = static_cast<unsigned char>((c & 0x03) << 6 | (utf8[++i] & 0x3F));
    }
    if (c == '(' || c == ')' || c == '\\') result += '\\';
    result += static_cast<char>(c);
  }
  return result + ")";
}

std::string content_of(const PageImage& page) {
  std::string content =
      "q " + number(page.page_width) + " 0 0 " + number(page.page_height) + " 0 0 cm /Im Do Q\n";
  if (page.hidden_text.empty()) return content;
  content += "BT 3 Tr\n";
  for (const TextRun& run : page.hidden_text) {
    content += "/F1 " + number(run.font.size) + " Tf 1 0 0 1 " + number(run.x) + " " +
               number(page.page_height - run.baseline) + " Tm " + pdf_string(run.text) + " Tj\n";
  }
  return content + "ET\n";
}

class PdfWriter {
 public:
  void object(const std::string& body) {
    offsets_.push_back(bytes_.size());
    bytes_ += std::to_string(offsets_.size()) + " 0 obj\n" + body + "\nendobj\n";
  }

  void stream(const std::string& dictionary, const std::string& data) {
    object("<< " + dictionary + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data +
           "\nendstream");
  }

  std::string finish() {
    const std::size_t table = bytes_.size();
    bytes_ += "xref\n0 " + std::to_string(offsets_.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets_) {
      char line[32];
      (void)std::snprintf(line, sizeof line, "%010zu 00000 n \n", offset);
      bytes_ += line;
    }
    return bytes_ + "trailer\n<< /Size " + std::to_string(offsets_.size() + 1) +
           " /Root 1 0 R >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  }

 private:
  std::string bytes_ = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
  std::vector<std::size_t> offsets_;
};

std::string image_dictionary(const PageImage& page) {
  std::string dictionary = "/Type /XObject /Subtype /Image /Width " + std::to_string(page.width) +
                           " /Height " + std::to_string(page.height) + " /ColorSpace /DeviceGray ";
  if (!page.bitonal) return dictionary + "/BitsPerComponent 8 /Filter /DCTDecode";
  return dictionary +
         "/BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns " +
         std::to_string(page.width) + " /Rows " + std::to_string(page.height) + " /BlackIs1 " +
         (page.black_is_one ? "true" : "false") + " >>";
}

}  // namespace

std::string write_image_pdf(const std::vector<PageImage>& pages) {
  constexpr int kObjectsBefore = 3, kObjectsPerPage = 3;
  PdfWriter writer;
  writer.object("<< /Type /Catalog /Pages 2 0 R >>");
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i)
    kids += std::to_string(kObjectsBefore + 1 + kObjectsPerPage * static_cast<int>(i)) + " 0 R ";
  writer.object("<< /Type /Pages /Count " + std::to_string(pages.size()) + " /Kids [ " + kids +
                "] >>");
  writer.object(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  int next = kObjectsBefore + 1;
  for (const PageImage& page : pages) {
    writer.object("<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 " + number(page.page_width) + " " +
                  number(page.page_height) + " ] /Resources << /XObject << /Im " +
                  std::to_string(next + 2) + " 0 R >> /Font << /F1 3 0 R >> >> /Contents " +
                  std::to_string(next + 1) + " 0 R >>");
    writer.stream("", content_of(page));
    writer.stream(image_dictionary(page), page.data);
    next += kObjectsPerPage;
  }
  return writer.finish();
}

}  // namespace siffra::corpus
