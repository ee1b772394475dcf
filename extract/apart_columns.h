// Text dumps of old recognitions in which a table has come apart: its labels in one block of lines,
// its figures in another, column after column. Put together by counts, order and, where they leave
// it open, by which placing makes the sums hold.
#pragma once

#include "extract/document.h"
#include "rules/rule_book.h"

namespace siffra::extract {

enum class Settle { kByCountsAlone, kByArithmeticToo };

// Works on text dumps and other documents whose words have no places of their own. Figures are
// moved beside their labels; none is made or lost: what cannot be placed is named in the page's
// `trouble`. A figure whose row is not settled keeps the other figures it might be as readings and
// a low confidence. Letters within figures are read as the digits of their shape, with the letters
// kept as a reading.
void join_apart_columns(Document& document, const rules::RuleBook& book,
                        Settle settle = Settle::kByArithmeticToo);

}  // namespace siffra::extract
