// References to notes that stand oddly beside their rows, put where the others of their column are.
//
//   Mark, byggnader och                           Driftskostnader           Not 4   -25 354
//                          9                      Underhållskostnader Not 5        -5 236
//   tekniska anläggningar           344,4
//
// One is set level with the middle of a label of two lines, on a line of its own: it belongs to the
// line of the figures. The other follows its label as close as one word the next, and is parted
// from it where references of other rows stand in line with it.
#pragma once

#include <vector>

#include "extract/lines.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

void set_references_in_rows(const Page& page, std::vector<TextLine>& lines,
                            const rules::RuleBook& book);

}  // namespace siffra::extract::internal
