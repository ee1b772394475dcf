// Readers: from bytes to a Document. Each takes the bytes and says clearly why it could not.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "extract/document.h"
#include "rules/result.h"

namespace siffra::extract {

class KeptPrint;

struct ReadOptions {
  // The bytes of the file where the caller has them already: its name is then only a name.
  const std::string* content = nullptr;
  std::optional<std::string> password;  // for an encrypted PDF
  std::size_t max_bytes = 1ull << 30;   // larger files are refused
  int max_pages = 5000;                 // pages after these are not read, which `trouble` then says
  int jobs = 2;                         // scanned pages read side by side
  bool all_pages = false;               // read running text on scanned pages too
  bool recognise = true;                // false: scanned pages are left out, which `trouble` says
  // Told after each scanned page: how many are done, of how many. Called from any thread, one call
  // at a time.
  std::function<void(std::size_t, std::size_t)> progress = {};
  // Where given, scanned pages leave in it what asking them again (second_look.h) can use.
  KeptPrint* kept = nullptr;
};

// Decides the format from the first bytes, not the name: PDF, pictures (PNG, JPEG, TIFF), files of
// other recognisers (ALTO, hOCR, PAGE XML, and METS that names such files), or text (UTF-8,
// Latin-1, CP1252). Scanned pages are recognised; the pictures of a recogniser's file, where they
// lie beside it, too.
rules::Result<Document> read_document(const std::filesystem::path& file,
                                      const ReadOptions& options);

// A PDF's text layer through poppler-cpp; read_scanned_pages (scanned_pages.h) reads the rest.
rules::Result<Document> read_pdf(std::string_view bytes, std::string_view file_name,
                                 const ReadOptions& options);

// A picture file of one page or, for TIFF, many.
rules::Result<Document> read_picture(std::string_view bytes, std::string_view file_name,
                                     std::string_view media_type, const ReadOptions& options);

// What another recogniser read, without its pictures: one reading among others, never the truth.
// Coordinates in pixels, tenths of millimetres or 1200ths of an inch; where no resolution is told,
// pages are taken for A4.
rules::Result<Document> read_alto(std::string_view bytes, std::string_view file_name,
                                  const ReadOptions& options);
rules::Result<Document> read_hocr(std::string_view bytes, std::string_view file_name,
                                  const ReadOptions& options);
rules::Result<Document> read_page_xml(std::string_view bytes, std::string_view file_name,
                                      const ReadOptions& options);

// A text dump: positions follow from line and column; a tab starts a new cell, and the cells of
// neighbouring tabbed lines are laid out in common columns; simple tags (<b>, <i>, markdown #, **)
// are read and taken out.
rules::Result<Document> read_text(std::string_view bytes, std::string_view file_name,
                                  const ReadOptions& options);

}  // namespace siffra::extract
