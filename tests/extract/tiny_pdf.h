// A PDF of one or more pages, written by the test itself: content streams in, bytes out.
#pragma once

#include <string>
#include <vector>

namespace siffra::extract::testing {

struct TinyPage {
  std::string content;  // operators; fonts are /F1 (Helvetica) and /F2 (Helvetica-Bold)
  std::string entries;  // more page entries: "/Rotate 90", "/CropBox [...]"
};

// The objects numbered from 1, the first the catalogue.
inline std::string pdf_file(const std::vector<std::string>& objects) {
  std::string out = "%PDF-1.5\n";
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    offsets.push_back(out.size());
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t xref = out.size();
  out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    const std::string digits = std::to_string(offset);
    out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  out += "trailer\n<< /Size " + std::to_string(objects.size() + 1) +
         " /Root 1 0 R >>\nstartxref\n" + std::to_string(xref) + "\n%%EOF\n";
  return out;
}

inline std::string tiny_pdf(const std::vector<TinyPage>& pages) {
  std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", ""};
  objects.push_back(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  objects.push_back(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
  std::string kids;
  for (const TinyPage& page : pages) {
    const std::string number = std::to_string(objects.size() + 1);
    kids += number + " 0 R ";
    objects.push_back(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << "
        "/F1 3 0 R /F2 4 0 R >> >> /Contents " +
        std::to_string(objects.size() + 2) + " 0 R " + page.entries + " >>");
    objects.push_back("<< /Length " + std::to_string(page.content.size()) + " >>\nstream\n" +
                      page.content + "\nendstream");
  }
  objects[1] =
      "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>";
  return pdf_file(objects);
}

// One line of text at x, y (origin bottom left, as PDF has it).
inline std::string show(double x, double y, const std::string& text,
                        const std::string& font = "/F1", double size = 10) {
  return "BT " + font + " " + std::to_string(size) + " Tf " + std::to_string(x) + " " +
         std::to_string(y) + " Td (" + text + ") Tj ET\n";
}

}  // namespace siffra::extract::testing
