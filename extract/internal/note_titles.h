// The title of a note that is set in columns, put together: "Not   2      Rörelseintäkter 2022".
//
// The number would pass for a figure after a label. Only a line that begins with a lone word for
// note, a short number and then words is touched, and only where no figures but dates follow.
#pragma once

#include <vector>

#include "extract/lines.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

void join_note_titles(const Page& page, std::vector<TextLine>& lines, const rules::RuleBook& book);

}  // namespace siffra::extract::internal
