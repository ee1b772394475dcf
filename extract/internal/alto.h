// ALTO, versions 1 to 4: what text recognisers of libraries and archives write.
#pragma once

#include <string_view>

#include "extract/internal/markup_page.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

rules::Result<MarkupPages> alto_pages(std::string_view bytes, const ReadOptions& options);

}  // namespace siffra::extract
