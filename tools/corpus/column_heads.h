// Heads of columns, worded from what the columns are rather than as the body has them.
#pragma once

#include "tools/corpus/house_style.h"
#include "tools/corpus/report.h"

namespace siffra::corpus {

// Gives every column of one body with a date or a period the head that this house would write.
// Heads without a digit ("Avvikelse", "Belopp vid årets utgång") and those that name a body stay.
void word_heads(Statement& statement, const HouseStyle& style);

}  // namespace siffra::corpus
