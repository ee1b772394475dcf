// What an old recogniser makes of a page: the right words, wrongly spelt and wrongly parted.
#pragma once

#include <vector>

#include "tools/corpus/page.h"
#include "tools/corpus/random.h"

namespace siffra::corpus {

// The page's text with about `errors` of its characters wrong: shapes confused, minus signs lost,
// words split and joined.
std::vector<TextRun> poorly_read(const PrintedPage& page, double errors, Random& random);

}  // namespace siffra::corpus
