// Is there a minus before a figure, or behind it? Asked of the grey picture itself, where a dash
// too faint to be ink still shows, and paper is paper.
#pragma once

#include <optional>
#include <string_view>

#include "extract/internal/page_preparation.h"
#include "extract/internal/sign_audit.h"

namespace siffra::extract {

// The logarithm of how many times likelier a minus stands before the digits of `text`, or behind
// them, than not: clearly there, clearly not there, or nothing where the place is faint, dirty or
// not found.
std::optional<double> weigh_minus(const PreparedPage& page, const PixelBox& box,
                                  std::string_view text, MinusPlace place);

}  // namespace siffra::extract
