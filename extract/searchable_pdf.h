// A searchable PDF: the pages as they were, with what was read from their pictures as invisible
// text in place.
#pragma once

#include <string>
#include <string_view>

#include "extract/document.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

// `document` as read_document gave it for `original`: a PDF, whose pictures and other objects are
// not touched, or a picture file, whose pixels become the pages of a new PDF (the bytes of a JPEG
// as they are). Pages of born-digital text, and pages that were not read, stay as they are. An
// earlier invisible layer of a page that was read is replaced. Same input, same bytes.
rules::Result<std::string> to_searchable_pdf(const Document& document, std::string_view original);

}  // namespace siffra::extract
