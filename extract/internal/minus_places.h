// Before or behind: where a report prints its minuses.
#pragma once

#include "extract/document.h"

namespace siffra::extract::internal {

// A minus behind a recognised figure ("1.980-") is believed where the report prints them there. One
// that stands alone, or among figures with the sign before them, may be dirt: it is taken off, the
// figure with it kept as a reading, and neither is sure.
void doubt_odd_minuses(Document& document);

}  // namespace siffra::extract::internal
