// Picture files: PNG, JPEG, and TIFF of one page or many.
#pragma once

#include <optional>
#include <string_view>

#include "extract/internal/pdf_pictures.h"
#include "rules/result.h"

namespace siffra::extract {

struct PictureHeader {
  int width = 0, height = 0;
  int resolution = 0;  // 0 = the file does not say
};

// The header of page `index`, counted from 0; nullopt after the last page.
std::optional<PictureHeader> header_of_picture(std::string_view bytes, int index);

// Whether a TIFF says that it has a page `index`, even where the file ends before it.
bool names_page(std::string_view bytes, int index);

// Dots per inch. Paper is A4 unless the file says otherwise, and what it says makes a sheet between
// A5 and A2.
double resolution_of(const PictureHeader& header);

// Why a picture of this size is not read.
rules::Result<PictureHeader> check_size(const PictureHeader& header);

rules::Result<PagePicture> picture_at(std::string_view bytes, int index);

}  // namespace siffra::extract
