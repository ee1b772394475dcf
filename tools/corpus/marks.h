// What people leave on paper: stamps, pen strokes, ticks.
#pragma once

#include "tools/corpus/page.h"
#include "tools/corpus/random.h"

namespace siffra::corpus {

// A page with nothing but marks, to be laid over `page`; pen strokes seek out its figures. Each
// kind of mark comes with the given chance.
PrintedPage marks_on(const PrintedPage& page, double chance, Random& random);

}  // namespace siffra::corpus
