#include "reconcile/report/internal/pdf_text.h"

#include <array>
#include <cstdint>

#include "reconcile/report/internal/pdf_shapes.h"

namespace siffra::reconcile::internal {
namespace {

// Advance widths of Helvetica from the space (32) to the tilde (126), thousandths of the size.
constexpr std::array<int, 95> kWidths = {
    278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,  // space-/
    556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,  // 0-?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,  // @-O
    667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,  // P-_
    333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,  // `-o
    556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};      // p-~
// The same of Helvetica-Bold.
constexpr std::array<int, 95> kBoldWidths = {
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,  // space-/
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,  // 0-?
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,  // @-O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,  // P-_
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,  // `-o
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584};      // p-~
constexpr int kWidthOfOthers = 556;

// The letter whose width a letter with a mark over it has.
unsigned char without_mark(unsigned char c) {
  if (c >= 0xC0 && c <= 0xC5) return 'A';
  if (c >= 0xE0 && c <= 0xE5) return 'a';
  if (c >= 0xC8 && c <= 0xCB) return 'E';
  if (c >= 0xE8 && c <= 0xEB) return 'e';
  if (c >= 0xCC && c <= 0xCF) return 'I';
  if (c >= 0xEC && c <= 0xEF) return 'I';
  if (c >= 0xD2 && c <= 0xD8 && c != 0xD7) return 'O';
  if (c >= 0xF2 && c <= 0xF6) return 'o';
  if (c >= 0xD9 && c <= 0xDC) return 'U';
  if (c >= 0xF9 && c <= 0xFC) return 'u';
  if (c == 0xC7) return 'C';
  if (c == 0xE7) return 'c';
  if (c == 0xD1) return 'N';
  if (c == 0xF1) return 'n';
  return c;
}

// Thousandths of the size that one WinAnsi character takes.
int width_of(unsigned char c, PdfFont font) {
  switch (c) {
    case 0x85:  // …
    case 0x97:  // —
    case 0xC6:  // Æ
      return 1000;
    case 0xE6:  // æ
      return 889;
    case 0x95:  // •
      return 350;
    case 0xB7:  // ·
      return 278;
    case 0xB0:  // °
      return 400;
    default:
      break;
  }
  const auto& widths = font == PdfFont::kBold ? kBoldWidths : kWidths;
  const unsigned char base = without_mark(c);
  return base >= 32 && base < 127 ? widths[base - 32U] : kWidthOfOthers;
}

// The next character of UTF-8 text; broken bytes are taken one by one.
std::uint32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (length == 1 || first < 0xC0 || at + length > text.size()) {
    ++at;
    return first < 0x80 ? first : 0xFFFD;
  }
  std::uint32_t character = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) character = (character << 6U) | (byte(at + i) & 0x3FU);
  at += length;
  return character;
}

char winansi_of(std::uint32_t character) {
  switch (character) {
    case 0x2012:
    case 0x2013:
    case 0x2212:
      return '\x96';
    case 0x2014:
      return '\x97';
    case 0x2018:
    case 0x2019:
      return '\'';
    case 0x201C:
    case 0x201D:
      return '"';
    case 0x2022:
      return '\x95';
    case 0x2026:
      return '\x85';
    case 0x20AC:
      return '\x80';
    case 0x00A0:
    case 0x2007:
    case 0x2009:
    case 0x202F:
      return ' ';
    default:
      break;
  }
  if (character < 32) return ' ';
  if (character < 127 || (character > 160 && character < 256)) {
    return static_cast<char>(static_cast<unsigned char>(character));
  }
  return '?';
}

}  // namespace

std::string to_winansi(std::string_view text) {
  std::string made;
  for (std::size_t at = 0; at < text.size();) made += winansi_of(next_character(text, at));
  return made;
}

double text_width(std::string_view winansi, PdfFont font, double size) {
  int thousandths = 0;
  for (const char c : winansi) thousandths += width_of(static_cast<unsigned char>(c), font);
  return thousandths * size / 1000;
}

std::string font_dictionary(PdfFont font) {
  const std::string name = font == PdfFont::kBold ? "/Helvetica-Bold" : "/Helvetica";
  std::string widths;
  for (int c = 32; c < 256; ++c) {
    widths +=
        (c % 16 == 0 ? "\n" : " ") + std::to_string(width_of(static_cast<unsigned char>(c), font));
  }
  const std::string weight = font == PdfFont::kBold ? "118" : "76";
  return "<< /Type /Font /Subtype /Type1 /BaseFont " + name +
         " /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [" + widths +
         " ] /FontDescriptor << /Type /FontDescriptor /FontName " + name +
         " /Flags 32 /FontBBox [ -170 -228 1003 962 ] /ItalicAngle 0 /Ascent 718 /Descent -207"
         " /CapHeight 718 /StemV " +
         weight + " >> >>";
}

std::vector<std::string> wrapped_to(std::string_view winansi, PdfFont font, double size,
                                    double width) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t begin = 0; begin < winansi.size();) {
    std::size_t end = winansi.find(' ', begin);
    if (end == std::string_view::npos) end = winansi.size();
    const std::string word(winansi.substr(begin, end - begin));
    begin = end + 1;
    if (word.empty()) continue;
    std::string longer = line;
    longer += longer.empty() ? word : " " + word;
    if (!line.empty() && text_width(longer, font, size) > width) {
      lines.push_back(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string show_text(std::string_view winansi, PdfFont font, double size, double x, double y) {
  std::string escaped;
  for (const char c : winansi) {
    if (c == '(' || c == ')' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return std::string("BT /") + (font == PdfFont::kBold ? "F2 " : "F1 ") + pdf_number(size) +
         " Tf " + pdf_number(x) + " " + pdf_number(y) + " Td (" + escaped + ") Tj ET\n";
}

}  // namespace siffra::reconcile::internal
