// Pictures as reports: PNG, JPEG and TIFF files of one or many pages, each read as a scanned page.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extract/internal/digest.h"
#include "extract/internal/picture_file.h"
#include "extract/internal/recognition.h"
#include "extract/readers.h"

namespace siffra::extract {

using rules::Error;
using rules::ErrorCode;
using rules::Result;

Result<Document> read_picture(std::string_view bytes, std::string_view file_name,
                              std::string_view media_type, const ReadOptions& options) {
  setMsgSeverity(L_SEVERITY_NONE);  // Leptonica's own words would reach standard error
  Document document;
  document.file = file_name;
  document.sha256 = sha256_hex(bytes);
  document.bytes = bytes.size();
  document.media_type = media_type;
  std::vector<std::size_t> readable;
  for (int index = 0; index < options.max_pages; ++index) {
    const std::optional<PictureHeader> header = header_of_picture(bytes, index);
    Page page;
    page.number = index + 1;
    page.content = PageContent::kScan;
    page.reading = PageReading::kSkipped;
    if (!header) {
      if (index > 0 && names_page(bytes, index)) {
        page.trouble = "the file ends before this page, and what may follow it is lost";
        document.pages.push_back(std::move(page));
      }
      break;
    }
    const double points = 72 / std::max(1.0, resolution_of(*header));
    page.width = header->width * points;
    page.height = header->height * points;
    const Result<PictureHeader> usable = check_size(*header);
    if (usable) {
      readable.push_back(document.pages.size());
    } else {
      page.trouble = usable.error().message;
    }
    document.pages.push_back(std::move(page));
  }
  if (document.pages.empty()) {
    return Error{ErrorCode::kMalformed,
                 "the picture file is damaged: no page can be read from it",
                 {std::string(file_name), 0, 0}};
  }
  const PictureSource source = [&](std::size_t index) {
    return picture_at(bytes, static_cast<int>(index));
  };
  const auto done = recognise_pages(document, readable, source, options);
  if (!done) {
    Error error = done.error();
    error.where.file = file_name;
    return error;
  }
  const bool nothing_read =
      std::all_of(document.pages.begin(), document.pages.end(), [](const Page& page) {
        return page.words.empty() && !page.trouble.empty() && page.trouble != kOnlyRunningText;
      });
  if (nothing_read && document.pages.size() == 1) {
    return Error{
        ErrorCode::kMalformed, document.pages.front().trouble, {std::string(file_name), 0, 0}};
  }
  return document;
}

}  // namespace siffra::extract
