// hOCR: HTML whose classes and titles tell of pages, lines and words (Tesseract and others).
#pragma once

#include <string_view>

#include "extract/internal/markup_page.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

rules::Result<MarkupPages> hocr_pages(std::string_view bytes, const ReadOptions& options);

}  // namespace siffra::extract
