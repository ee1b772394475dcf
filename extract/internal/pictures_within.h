// Pictures on a page of print that may hold a table: a sheet pasted as a picture into a report, or
// a scanned page under a long stamp of signatures.
#pragma once

#include <vector>

#include "extract/document.h"
#include "extract/internal/pdf_pictures.h"
#include "extract/page_content.h"

namespace siffra::extract {

// Whether a picture is mostly paper of one shade, as print is and a photograph is not.
bool looks_like_paper(const Pix& picture);

// Where pictures lie that are large enough for a table and have no text of their own, and those
// that cover the page.
std::vector<Box> pictures_to_look_at(const PageMake& make, const Page& page);

bool covers_page(const Box& picture, const Page& page);

// Those of the places, in points, where the page looks like paper.
std::vector<Box> like_paper(const PagePicture& glance, const std::vector<Box>& places);

// The page with nothing on it but what stands in the places and is no word of its text layer.
PagePicture only_within(PagePicture picture, const std::vector<Box>& places,
                        const std::vector<Word>& words);

}  // namespace siffra::extract
