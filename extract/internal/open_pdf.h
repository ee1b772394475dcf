// A PDF opened with poppler-cpp, unlocked and quiet. `bytes` must outlive the document.
#pragma once

#include <poppler/cpp/poppler-document.h>

#include <memory>
#include <string_view>

#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

// Errors carry no file name: the caller knows it.
rules::Result<std::unique_ptr<poppler::document>> open_pdf(std::string_view bytes,
                                                           const ReadOptions& options);

}  // namespace siffra::extract
