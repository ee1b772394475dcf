// Minus signs as Swedish bookkeeping long wrote them: "./. 1 250", "÷1 250".
#pragma once

#include "extract/document.h"

namespace siffra::extract::internal {

// Spells them as minus signs where they stand before a figure, alone or as part of its word; what
// was written stays with the word as a Reading. Between words "÷" is a division and is left.
void spell_minus_signs(Document& document);

}  // namespace siffra::extract::internal
