// Is there a comma between two digits of a figure? Asked of the grey picture itself: models
// overlook so small a mark, and it is the first print to go.
#pragma once

#include <cstddef>
#include <optional>

#include "extract/internal/page_preparation.h"

namespace siffra::extract {

// The logarithm of how many times likelier a comma or stop stands behind the first `before` of the
// box's `count` digits than nothing: clearly there, clearly not, or nothing where the place is
// faint or dirty, a digit reaches into it, or a gap stands there without any print.
std::optional<double> weigh_comma(const PreparedPage& page, const PixelBox& box, std::size_t count,
                                  std::size_t before);

}  // namespace siffra::extract
