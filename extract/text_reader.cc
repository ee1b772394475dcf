// The reader of text dumps. A dump has no boxes: positions follow from line and column, one
// character being 6 points wide and one line 12 points high.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "extract/internal/digest.h"
#include "extract/internal/text_layout.h"
#include "extract/internal/text_markup.h"
#include "extract/internal/unicode.h"
#include "extract/readers.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

constexpr double kCharacterWidth = 6, kLineHeight = 12, kFontSize = 10;
constexpr double kMargin = 36;

std::u32string decode(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2), false);
  if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2), true);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return is_valid_utf8(bytes) ? from_utf8(bytes) : from_windows_1252(bytes);
}

std::vector<std::u32string_view> split(std::u32string_view text, char32_t at) {
  std::vector<std::u32string_view> parts;
  std::size_t from = 0;
  for (std::size_t end = text.find(at); end != std::u32string_view::npos;
       end = text.find(at, from)) {
    parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  parts.push_back(text.substr(from));
  return parts;
}

std::vector<MarkedLine> marked_lines(std::u32string_view page) {
  std::vector<MarkedLine> lines;
  for (std::u32string_view line : split(page, U'\n')) {
    while (!line.empty() && line.back() == U'\r') line.remove_suffix(1);
    lines.push_back(read_markup(as_seen(line)));
  }
  return lines;
}

double font_size_of(const PlacedLine& line) {
  constexpr double kTopHeading = 16;
  return line.heading_level == 0 ? kFontSize
                                 : std::max(kFontSize + 1, kTopHeading - line.heading_level);
}

void add_words(const PlacedLine& line, double top, Page& page) {
  for (const PlacedText& part : line.parts) {
    const std::u32string& text = part.styled.text;
    for (std::size_t at = 0; at < text.size();) {
      if (is_white_space(text[at])) {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < text.size() && !is_white_space(text[end])) ++end;
      Word word;
      word.text = to_utf8(std::u32string_view(text).substr(at, end - at));
      const double left = kMargin + kCharacterWidth * static_cast<double>(part.column + at);
      word.box = {left, top + 1, left + kCharacterWidth * static_cast<double>(end - at),
                  top + kLineHeight - 1};
      word.font_size = font_size_of(line);
      word.bold = part.styled.bold[at];
      page.width = std::max(page.width, word.box.x1 + kMargin);
      page.words.push_back(std::move(word));
      at = end;
    }
  }
}

Page read_page(std::u32string_view text, int number) {
  Page page;
  page.number = number;
  const std::vector<PlacedLine> lines = lay_out(marked_lines(text));
  double top = kMargin;
  for (const PlacedLine& line : lines) {
    add_words(line, top, page);
    top += kLineHeight;
  }
  page.height = top + kMargin;
  if (page.words.empty()) {
    page.content = PageContent::kEmpty;
    page.reading = PageReading::kSkipped;
  }
  return page;
}

}  // namespace

Result<Document> read_text(std::string_view bytes, std::string_view file_name,
                           const ReadOptions& options) {
  Document document;
  document.file = file_name;
  document.sha256 = sha256_hex(bytes);
  document.bytes = bytes.size();
  document.media_type = "text/plain";
  std::u32string text = decode(bytes);
  // Old systems end lines with a lone carriage return.
  if (text.find(U'\n') == std::u32string::npos)
    std::replace(text.begin(), text.end(), U'\r', U'\n');
  bool any_words = false;
  for (const std::u32string_view page : split(text, U'\f')) {
    const int number = static_cast<int>(document.pages.size()) + 1;
    if (number > options.max_pages) {
      document.pages.back().trouble = "the pages after this one were not read: the limit is " +
                                      std::to_string(options.max_pages) + " pages";
      break;
    }
    document.pages.push_back(read_page(page, number));
    any_words = any_words || !document.pages.back().words.empty();
  }
  if (!any_words) {
    return Error{ErrorCode::kEmpty, "there is no text in it", {std::string(file_name), 0, 0}};
  }
  // A dump that ends with a form feed has no page after it.
  if (document.pages.size() > 1 && document.pages.back().words.empty()) document.pages.pop_back();
  return document;
}

}  // namespace siffra::extract
