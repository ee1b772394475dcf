// A PDF that prints lines of text in a fixed-width font, for cases that need a real PDF. A tab
// starts a cell that ends at the next right edge; a form feed starts a page.
#pragma once

#include <string>
#include <string_view>

namespace siffra::tools::testing {

std::string text_pdf(std::string_view text);

}  // namespace siffra::tools::testing
