// Which files of other recognisers there are, and one read together with the pictures beside it.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

enum class MarkupFormat { kAlto, kHocr, kPageXml, kMets };

// By the root element, never by the name of the file.
std::optional<MarkupFormat> markup_format_of(std::string_view bytes);

rules::Result<Document> read_markup_file(std::string_view bytes, const std::filesystem::path& file,
                                         MarkupFormat format, const ReadOptions& options);

}  // namespace siffra::extract
