// Decimal commas that the picture shows and every reading has left out: in small print a comma is
// three pixels, and the models overlook it one and all.
#pragma once

#include <optional>
#include <string>

#include "extract/internal/page_preparation.h"

namespace siffra::extract {

// `text`, a figure without its sign read in the box, with a comma before its last `decimals`
// digits, where it has none and the picture clearly shows one there. Its column must be set with so
// many decimals: a mark alone may be dirt. `decimals_seen` stand behind a mark that hangs from the
// digits' foot (comma_marks.h), which counts as well: commas set close stand under the digits.
std::optional<std::string> with_comma_seen(const PreparedPage& page, const PixelBox& box,
                                           const std::string& text, int decimals,
                                           int decimals_seen = 0);

}  // namespace siffra::extract
