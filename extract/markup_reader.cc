// Files of other recognisers: ALTO, hOCR, PAGE XML, and METS that gathers their pages.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extract/internal/alto.h"
#include "extract/internal/digest.h"
#include "extract/internal/hocr.h"
#include "extract/internal/markup_file.h"
#include "extract/internal/markup_page.h"
#include "extract/internal/mets.h"
#include "extract/internal/page_xml.h"
#include "extract/internal/pictures_beside.h"
#include "extract/internal/read_bytes.h"
#include "extract/readers.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

// The tree of a file takes some ten times its bytes.
constexpr std::size_t kMostBytes = 64u << 20;

std::string_view media_type_of(MarkupFormat format) {
  switch (format) {
    case MarkupFormat::kAlto:
      return "application/alto+xml";
    case MarkupFormat::kHocr:
      return "text/vnd.hocr+html";
    case MarkupFormat::kPageXml:
      return "application/vnd.prima.page+xml";
    case MarkupFormat::kMets:
      break;
  }
  return "application/mets+xml";
}

Result<MarkupPages> pages_of(std::string_view bytes, MarkupFormat format,
                             const ReadOptions& options) {
  if (bytes.size() > kMostBytes) {
    return Error{ErrorCode::kLimitExceeded,
                 "files of recognised text over 64 MB are not read; give one file a page",
                 {}};
  }
  if (format == MarkupFormat::kAlto) return alto_pages(bytes, options);
  if (format == MarkupFormat::kHocr) return hocr_pages(bytes, options);
  return page_xml_pages(bytes, options);
}

Error in_file(Error error, std::string_view file_name) {
  error.where.file = file_name;
  return error;
}

Document empty_document(std::string_view bytes, std::string_view file_name, MarkupFormat format) {
  Document document;
  document.file = file_name;
  document.sha256 = sha256_hex(bytes);
  document.bytes = bytes.size();
  document.media_type = media_type_of(format);
  return document;
}

bool any_boxes(const MarkupPages& pages) {
  return std::any_of(pages.pages.begin(), pages.pages.end(),
                     [](const MarkupPage& page) { return page.has_boxes(); });
}

// Words that nobody has placed are read as the lines of a text dump.
Result<std::vector<Page>> pages_without_boxes(const MarkupPages& markup,
                                              const ReadOptions& options) {
  std::string text;
  for (const MarkupPage& page : markup.pages) {
    text += (text.empty() ? "" : "\f") + plain_text_of(page);
  }
  Result<Document> read = read_text(text, "", options);
  if (!read) return Error{ErrorCode::kEmpty, "there are no words in it", {}};
  constexpr double kUntold = 0.8;
  for (Page& page : read->pages) {
    if (page.words.empty()) continue;
    page.content = PageContent::kScanWithText;
    page.reading = PageReading::kOcr;
    page.trouble = "the file gives no positions, so columns were made out from its lines alone";
    for (Word& word : page.words) {
      word.source = Source::kOcr;
      word.confidence = kUntold;
    }
  }
  return std::move(read->pages);
}

// The pages in points, numbered from `first`.
Result<std::vector<Page>> in_points(const MarkupPages& markup, int first,
                                    const ReadOptions& options) {
  std::vector<Page> pages;
  if (any_boxes(markup)) {
    for (const MarkupPage& page : markup.pages) pages.push_back(to_page(page, 0));
  } else {
    Result<std::vector<Page>> read = pages_without_boxes(markup, options);
    if (!read) return read;
    pages = std::move(*read);
  }
  for (Page& page : pages) page.number = first++;
  if (!markup.trouble.empty() && !pages.empty()) pages.back().trouble = markup.trouble;
  return pages;
}

Result<Document> read_one(std::string_view bytes, std::string_view file_name, MarkupFormat format,
                          const ReadOptions& options, std::vector<PictureHint>& hints) {
  const Result<MarkupPages> markup = pages_of(bytes, format, options);
  if (!markup) return in_file(markup.error(), file_name);
  Result<std::vector<Page>> pages = in_points(*markup, 1, options);
  if (!pages) return in_file(pages.error(), file_name);
  Document document = empty_document(bytes, file_name, format);
  document.pages = std::move(*pages);
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const bool told = i < markup->pages.size();
    // Our own files hold what was read from the picture already.
    const bool own = told && markup->pages[i].own_work;
    hints.push_back({told ? markup->pages[i].picture : "", own ? "" : std::string(file_name)});
  }
  return document;
}

Page unreadable_page(int number, std::string why) {
  Page page;
  page.number = number;
  page.content = PageContent::kEmpty;
  page.reading = PageReading::kSkipped;
  page.trouble = std::move(why);
  return page;
}

// Each file that METS names gives its pages; one that cannot be read gives a page that says so.
Result<Document> read_gathered(std::string_view bytes, const std::filesystem::path& file,
                               const ReadOptions& options, std::vector<PictureHint>& hints) {
  const auto names = text_files_of_mets(bytes);
  if (!names) return in_file(names.error(), file.string());
  Document document = empty_document(bytes, file.string(), MarkupFormat::kMets);
  for (const std::string& name : *names) {
    const int number = static_cast<int>(document.pages.size()) + 1;
    if (number > options.max_pages) {
      document.pages.back().trouble = "the pages after this one were not read: the limit is " +
                                      std::to_string(options.max_pages) + " pages";
      break;
    }
    const std::filesystem::path part = file.parent_path() / name;
    const Result<std::string> content = read_bytes(part, options.max_bytes);
    const auto format = content ? markup_format_of(*content) : std::nullopt;
    if (content && (!format || *format == MarkupFormat::kMets)) continue;  // another kind of file
    Result<Document> read =
        content ? read_one(*content, part.string(), *format, options, hints) : content.error();
    if (!read) {
      document.pages.push_back(unreadable_page(number, name + ": " + read.error().message));
      hints.push_back({"", part});
      continue;
    }
    for (Page& page : read->pages) {
      page.number = static_cast<int>(document.pages.size()) + 1;
      document.pages.push_back(std::move(page));
    }
  }
  const bool any = std::any_of(document.pages.begin(), document.pages.end(),
                               [](const Page& page) { return !page.words.empty(); });
  if (any) return document;
  return Error{ErrorCode::kEmpty, "none of the files it names could be read", {file.string()}};
}

Result<Document> read_with_hints(std::string_view bytes, const std::filesystem::path& file,
                                 MarkupFormat format, const ReadOptions& options,
                                 std::vector<PictureHint>& hints) {
  return format == MarkupFormat::kMets ? read_gathered(bytes, file, options, hints)
                                       : read_one(bytes, file.string(), format, options, hints);
}

Result<Document> read_alone(std::string_view bytes, std::string_view file_name, MarkupFormat format,
                            const ReadOptions& options) {
  std::vector<PictureHint> hints;
  return read_one(bytes, file_name, format, options, hints);
}

// The beginning as bytes of ASCII, whichever of the UTFs it is in.
std::string head_of(std::string_view bytes, std::size_t length) {
  std::string head;
  for (const char byte : bytes.substr(0, length)) {
    if (byte != '\0') head += byte;
  }
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (head.starts_with(mark)) head.erase(0, mark.size());
  }
  head.erase(0, std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  return head;
}

// An element of that name, with or without a prefix.
bool opens(std::string_view head, std::string_view name) {
  for (std::size_t at = head.find(name); at != std::string_view::npos;
       at = head.find(name, at + 1)) {
    const char before = at > 0 ? head[at - 1] : ' ';
    const char after = at + name.size() < head.size() ? head[at + name.size()] : ' ';
    const bool ends = after == ' ' || after == '>' || after == '\n' || after == '\r' ||
                      after == '\t' || after == '/';
    if ((before == '<' || before == ':') && ends) return true;
  }
  return false;
}

}  // namespace

std::optional<MarkupFormat> markup_format_of(std::string_view bytes) {
  constexpr std::size_t kRoot = 4096, kFirstPage = 65536;
  const std::string head = head_of(bytes, kFirstPage);
  if (!head.starts_with('<')) return std::nullopt;
  const std::string_view root = std::string_view(head).substr(0, kRoot);
  if (opens(root, "alto") || opens(root, "ALTO")) return MarkupFormat::kAlto;
  if (opens(root, "PcGts")) return MarkupFormat::kPageXml;
  if (opens(root, "mets")) return MarkupFormat::kMets;
  if (head.find("ocr_page") != std::string::npos) return MarkupFormat::kHocr;
  return std::nullopt;
}

Result<Document> read_markup_file(std::string_view bytes, const std::filesystem::path& file,
                                  MarkupFormat format, const ReadOptions& options) {
  std::vector<PictureHint> hints;
  Result<Document> document = read_with_hints(bytes, file, format, options, hints);
  if (document) read_pictures_beside(*document, hints, options);
  return document;
}

std::map<int, PicturePlace> pictures_of_markup(std::string_view bytes,
                                               const std::filesystem::path& file,
                                               MarkupFormat format, const ReadOptions& options) {
  std::vector<PictureHint> hints;
  std::map<int, PicturePlace> pictures;
  Result<Document> document = read_with_hints(bytes, file, format, options, hints);
  if (!document) return pictures;
  for (const auto& [index, place] : find_pictures_beside(*document, hints, options))
    pictures[document->pages[index].number] = place;
  return pictures;
}

Result<Document> read_alto(std::string_view bytes, std::string_view file_name,
                           const ReadOptions& options) {
  return read_alone(bytes, file_name, MarkupFormat::kAlto, options);
}

Result<Document> read_hocr(std::string_view bytes, std::string_view file_name,
                           const ReadOptions& options) {
  return read_alone(bytes, file_name, MarkupFormat::kHocr, options);
}

Result<Document> read_page_xml(std::string_view bytes, std::string_view file_name,
                               const ReadOptions& options) {
  return read_alone(bytes, file_name, MarkupFormat::kPageXml, options);
}

}  // namespace siffra::extract
