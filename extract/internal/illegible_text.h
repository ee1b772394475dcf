// Text layers whose codes do not tell which letters they draw.
//
// Some producers number the glyphs of a font as they come and give no table back to letters, or a
// wrong one: the page looks right, and its text reads "✑✒✓✒✔✕" or "5HVXOWDWUlNQLQJ". Such a page is
// read from its picture. Its figures may be right all the same, being mapped apart from letters:
// where the picture confirms them they stand, as exact as those of any born-digital page.
#pragma once

#include "extract/document.h"

namespace siffra::extract {

// Whether most of what the page says is not writing: characters of no Latin text, or letters with
// hardly a vowel among them. A page with few letters is given the benefit of the doubt, more of it
// where no other page of the document is illegible.
bool is_illegible(const Page& page, bool others_are);

// `before` is the page as its text layer gave it, `page` as it was recognised. Where the picture
// confirms nearly all of the text layer's figures, these take the place of the recognised ones.
void restore_confirmed_figures(const Page& before, Page& page);

}  // namespace siffra::extract
