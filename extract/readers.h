// Readers: from bytes to a Document. Each takes the bytes and says clearly why it could not.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "extract/document.h"
#include "rules/result.h"

namespace siffra::extract {

struct ReadOptions {
  std::optional<std::string> password;  // for an encrypted PDF
  std::size_t max_bytes = 1ull << 30;   // larger files are refused
  int max_pages = 5000;                 // pages after these are not read, which `trouble` then says
};

// Decides the format from the first bytes, not the name: PDF, or text (UTF-8, Latin-1, CP1252).
rules::Result<Document> read_document(const std::filesystem::path& file,
                                      const ReadOptions& options);

// A PDF's text layer through poppler-cpp.
rules::Result<Document> read_pdf(std::string_view bytes, std::string_view file_name,
                                 const ReadOptions& options);

// A text dump: positions follow from line and column; a tab starts a new cell, and the cells of
// neighbouring tabbed lines are laid out in common columns; simple tags (<b>, <i>, markdown #, **)
// are read and taken out.
rules::Result<Document> read_text(std::string_view bytes, std::string_view file_name,
                                  const ReadOptions& options);

}  // namespace siffra::extract
