// Text that a page carries but does not show: left over from a template, lying over the print.
//
// Invisible text alone is no reason for suspicion: it is how a scan carries its recognised words,
// and those are wanted. Over visible print it makes two figures of one; then the page is read again
// without what is drawn in the invisible mode (3) or only as a clipping path (7).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/readers.h"

namespace siffra::extract {

// Whether several words lie over other words of the page.
bool words_overlap(const std::vector<Word>& words);

// The PDF without its invisible text; nothing where it has none, or cannot be taken apart.
std::optional<std::string> without_invisible_text(std::string_view bytes,
                                                  const ReadOptions& options);

}  // namespace siffra::extract
