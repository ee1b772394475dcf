// Ruling lines of a page: found in its ink, noted as evidence for columns, and taken out of the
// pictures, since recognisers read them as ones, brackets and dashes.
#pragma once

#include <span>

#include "extract/document.h"
#include "extract/internal/page_preparation.h"
#include "extract/internal/pix.h"

namespace siffra::extract {

// Fills `page.rulings`, in pixels. On a poor copy a ruling breaks up; what is left of it where it
// is broken goes too. Print that a ruling crosses stays.
void take_out_rulings(PreparedPage& page);

// Whether an upright ruling stands in the gap between two pieces of print beside each other.
bool ruling_between(std::span<const Ruling> rulings, const PixelBox& left, const PixelBox& right);

}  // namespace siffra::extract
