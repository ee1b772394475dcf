#include <string>

#include "extract/internal/markup_file.h"
#include "extract/internal/read_bytes.h"
#include "extract/readers.h"
#include "extract/scanned_pages.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

namespace {

Error about(const std::filesystem::path& file, ErrorCode code, std::string message) {
  return {code, std::move(message), {file.string(), 0, 0}};
}

// PDF readers accept some bytes before the header; so do we.
bool is_pdf(std::string_view bytes) {
  return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

struct Signature {
  std::string_view bytes;
  std::string_view what_it_is;
};

constexpr Signature kPictures[] = {
    {"\x89PNG", "image/png"},
    {"\xFF\xD8\xFF", "image/jpeg"},
    {std::string_view("II*\0", 4), "image/tiff"},
    {std::string_view("MM\0*", 4), "image/tiff"},
};

// Files people give by mistake, told apart by their first bytes so that the message can help.
constexpr Signature kOtherFormats[] = {
    {"PK\x03\x04", "a packed or office file; save the report as PDF"},
    {"\xD0\xCF\x11\xE0", "an old office file; save the report as PDF"},
    {"{\\rtf", "an RTF file; save the report as PDF or plain text"},
};

bool starts_with_utf16_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

bool is_text(std::string_view bytes) {
  if (starts_with_utf16_mark(bytes)) return true;
  std::size_t controls = 0;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    if (value == 0) return false;
    if (value < 0x20 && value != '\t' && value != '\n' && value != '\r' && value != '\f') {
      ++controls;
    }
  }
  return controls * 100 <= bytes.size();
}

void leave_out_scans(Document& document) {
  for (Page& page : document.pages) {
    if (page.content != PageContent::kScan && page.content != PageContent::kScanWithText) continue;
    page.reading = PageReading::kSkipped;
    page.words = {};
    page.trouble = "a scanned page that was not read, since reading it had failed before";
  }
}

Result<Document> read_whole_pdf(std::string_view bytes, const std::string& name,
                                const ReadOptions& options) {
  Result<Document> document = read_pdf(bytes, name, options);
  if (!document) return document;
  if (!options.recognise) {
    leave_out_scans(*document);
    return document;
  }
  const auto done = read_scanned_pages(*document, bytes, options);
  if (done) return document;
  Error error = done.error();
  error.where.file = name;
  return error;
}

Result<Document> read_content(std::string_view bytes, const std::filesystem::path& file,
                              const ReadOptions& options) {
  if (is_pdf(bytes)) return read_whole_pdf(bytes, file.string(), options);
  for (const Signature& signature : kPictures) {
    if (!bytes.starts_with(signature.bytes)) continue;
    if (!options.recognise) return about(file, ErrorCode::kLimitExceeded, "a picture, not read");
    return read_picture(bytes, file.string(), signature.what_it_is, options);
  }
  if (const auto format = markup_format_of(bytes)) {
    return read_markup_file(bytes, file, *format, options);
  }
  for (const Signature& signature : kOtherFormats) {
    if (bytes.starts_with(signature.bytes)) {
      return about(file, ErrorCode::kWrongFormat, "this is " + std::string(signature.what_it_is));
    }
  }
  if (!is_text(bytes)) {
    return about(file, ErrorCode::kWrongFormat,
                 "neither a PDF file nor text; save the report as PDF");
  }
  return read_text(bytes, file.string(), options);
}

}  // namespace

Result<Document> read_document(const std::filesystem::path& file, const ReadOptions& options) {
  if (options.content != nullptr) {
    if (options.content->empty()) return about(file, ErrorCode::kEmpty, "the file is empty");
    return read_content(*options.content, file, options);
  }
  const Result<std::string> bytes = read_bytes(file, options.max_bytes);
  if (!bytes) return bytes.error();
  return read_content(*bytes, file, options);
}

}  // namespace siffra::extract
