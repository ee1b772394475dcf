// The pictures that the pages of another recogniser's file were read from, where they lie beside
// it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/readers.h"
#include "rules/result.h"

namespace siffra::extract {

// For each page, the name of its picture as its file gives it (empty: none) and the file that said
// so (empty: none is looked for). Only a file of that name, or of the page file's name, in the page
// file's own folder is taken.
struct PictureHint {
  std::string name;
  std::filesystem::path page_file;
};

// Reads each page again from its picture where there is one, and keeps both readings. A page whose
// picture is of another shape or cannot be read stays as it was, and its trouble says so.
void read_pictures_beside(Document& document, const std::vector<PictureHint>& hints,
                          const ReadOptions& options);

}  // namespace siffra::extract
