// PAGE XML, the format of layout research and of tools for handwriting, 2010 to 2019.
#pragma once

#include <string_view>

#include "extract/internal/markup_page.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

rules::Result<MarkupPages> page_xml_pages(std::string_view bytes, const ReadOptions& options);

}  // namespace siffra::extract
