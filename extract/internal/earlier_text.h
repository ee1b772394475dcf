// Text that a scanned page already carried: an earlier recognition beneath the picture, or a stamp
// put on top of it.
#pragma once

#include "extract/document.h"

namespace siffra::extract {

// `before` holds the words of the text layer, `page` those just recognised. Where both read the
// same print the earlier reading is kept as another reading of the word; where only the text layer
// has words that can be seen (a stamp), they are added.
void join_earlier_text(const Page& before, Page& page);

}  // namespace siffra::extract
