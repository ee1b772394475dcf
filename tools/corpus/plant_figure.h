// One figure made wrong in one way.
#pragma once

#include <optional>

#include "tools/corpus/figure.h"
#include "tools/corpus/plant.h"
#include "tools/corpus/random.h"

namespace siffra::corpus {

// For the kinds that concern one figure alone (digit, look-alike, transposition, sign, thousands).
// nullopt when this figure cannot be wrong in that way. The number of digits stays the same.
std::optional<Figure> changed_figure(ErrorKind kind, const Figure& figure, Random& random);

}  // namespace siffra::corpus
