// Pages whose text lies on its side: a wide table set across an upright page.
#pragma once

#include "extract/document.h"

namespace siffra::extract::internal {

// Turns a page by quarter turns so that most of its text is upright, as a reader would; its boxes
// are then those of the page so turned, and Page::rotation_deg says by how much. What stood upright
// before (a page number) keeps its words, now turned. Nothing happens to a page of few words.
void set_text_upright(Page& page);

}  // namespace siffra::extract::internal
