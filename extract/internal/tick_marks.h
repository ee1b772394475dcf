// Ticks that a reader of the report set beside its figures with a pen: recognisers read a seven, a
// bracket or a V where one stands.
#pragma once

#include "extract/internal/pix.h"

namespace siffra::extract {

// Whether a connected piece of ink, 1 bit, cut out of its page, is a tick: a short stroke down and
// a long one up to the right. A ruling that it began on has taken some of the short one along;
// what is left is told from letters by its height alone, which is for the caller to see to.
enum class TickArm { kWhole, kCutOff };
bool is_tick(const PixPtr& piece, TickArm arm = TickArm::kWhole);

}  // namespace siffra::extract
