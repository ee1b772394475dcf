// The pictures that the pages of another recogniser's file were read from, where they lie beside
// it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/internal/recognition.h"
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

// One page of a picture file.
struct PicturePlace {
  std::filesystem::path file;
  int index = 0;
};

// The pictures that the pages can be read from, by place among the pages. The boxes of these pages
// are scaled to their pictures' size; a page whose picture is of another shape says so in its
// trouble.
std::map<std::size_t, PicturePlace> find_pictures_beside(Document& document,
                                                         const std::vector<PictureHint>& hints,
                                                         const ReadOptions& options);

rules::Result<PagePicture> picture_at(const PicturePlace& place, const ReadOptions& options);

// Reads each page again from its picture where there is one, and keeps both readings. A page whose
// picture is of another shape or cannot be read stays as it was, and its trouble says so.
void read_pictures_beside(Document& document, const std::vector<PictureHint>& hints,
                          const ReadOptions& options);

}  // namespace siffra::extract
