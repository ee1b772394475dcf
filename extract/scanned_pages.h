// The pages of a PDF that are pictures: found, and read.
#pragma once

#include <string_view>

#include "extract/document.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

// `document` as the text layer gave it. Says of every page what it is made of, and reads those
// whose text layer does not say what is on them: scans without text, scans over somebody's old
// recognition, pages drawn as outlines. Pages of born-digital text are not touched.
//
// Fails only where every page would need a language model that is not installed.
rules::Result<rules::Done> read_scanned_pages(Document& document, std::string_view bytes,
                                              const ReadOptions& options);

}  // namespace siffra::extract
