#include "text_pdf.h"

#include <array>
#include <vector>

namespace siffra::tools::testing {
namespace {

constexpr double kFontSize = 9;
constexpr double kCharacterWidth = 0.6 * kFontSize;  // of Courier
constexpr double kLeft = 60, kTop = 780, kLineHeight = 13;
constexpr std::array kRightEdges = {330.0, 430.0, 530.0};  // of the cells after the first

// UTF-8 to Latin-1, which WinAnsiEncoding agrees with for the letters used here.
std::string latin1(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      bytes += text[i];
    } else if (i + 1 < text.size()) {
      const auto next = static_cast<unsigned char>(text[++i]);
      bytes += static_cast<char>((lead & 0x03U) << 6U | (next & 0x3fU));
    }
  }
  return bytes;
}

std::string shown(double x, double y, const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '(' || c == ')' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return "BT /F1 " + std::to_string(kFontSize) + " Tf " + std::to_string(x) + " " +
         std::to_string(y) + " Td (" + escaped + ") Tj ET\n";
}

std::string line_content(std::string_view line, double y) {
  std::string content;
  for (std::size_t cell = 0;; ++cell) {
    const std::size_t tab = line.find('\t');
    const std::string text = latin1(line.substr(0, tab));
    const double width = kCharacterWidth * static_cast<double>(text.size());
    const double x = cell == 0 || cell > kRightEdges.size() ? kLeft : kRightEdges[cell - 1] - width;
    if (!text.empty()) content += shown(x, y, text);
    if (tab == std::string_view::npos) return content;
    line.remove_prefix(tab + 1);
  }
}

std::string page_content(std::string_view page) {
  std::string content;
  double y = kTop;
  while (!page.empty()) {
    const std::size_t end = page.find('\n');
    content += line_content(page.substr(0, end), y);
    y -= kLineHeight;
    page.remove_prefix(end == std::string_view::npos ? page.size() : end + 1);
  }
  return content;
}

std::string assembled(const std::vector<std::string>& objects) {
  std::string out = "%PDF-1.4\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string offset = std::to_string(out.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string count = std::to_string(objects.size() + 1);
  return out + "xref\n0 " + count + "\n" + table + "trailer\n<< /Size " + count +
         " /Root 1 0 R >>\nstartxref\n" + std::to_string(out.size()) + "\n%%EOF\n";
}

}  // namespace

std::string text_pdf(std::string_view text) {
  std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>", "",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"};
  std::string kids;
  std::size_t pages = 0;
  while (true) {
    const std::size_t end = text.find('\f');
    const std::string content = page_content(text.substr(0, end));
    kids += std::to_string(objects.size() + 1) + " 0 R ";
    objects.push_back(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> "
        ">> "
        "/Contents " +
        std::to_string(objects.size() + 2) + " 0 R >>");
    objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
                      "\nendstream");
    ++pages;
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages) + " >>";
  return assembled(objects);
}

}  // namespace siffra::tools::testing
