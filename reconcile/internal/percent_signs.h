// "49 ?" among "49 %": a sign of percent that was not read is no digit that was not. The figure is
// given the value of its digits and told as doubtful; what was read stays its text.
#pragma once

#include "extract/statement.h"

namespace siffra::reconcile::internal {

void read_percent_signs(extract::Extraction& extraction);

}  // namespace siffra::reconcile::internal
