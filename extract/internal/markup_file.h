// Which files of other recognisers there are, and one read together with the pictures beside it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string_view>

#include "extract/internal/pictures_beside.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

enum class MarkupFormat { kAlto, kHocr, kPageXml, kMets };

// By the root element, never by the name of the file.
std::optional<MarkupFormat> markup_format_of(std::string_view bytes);

rules::Result<Document> read_markup_file(std::string_view bytes, const std::filesystem::path& file,
                                         MarkupFormat format, const ReadOptions& options);

// The pictures of a file's pages that lie beside it, by the number of the page.
std::map<int, PicturePlace> pictures_of_markup(std::string_view bytes,
                                               const std::filesystem::path& file,
                                               MarkupFormat format, const ReadOptions& options);

}  // namespace siffra::extract
