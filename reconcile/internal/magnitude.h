// How large a number is, whatever its sign.
#pragma once

namespace siffra::reconcile::internal {

// For whole numbers of any width; the lowest of a type has no magnitude in it, and no amount is it.
template <typename Number>
constexpr Number magnitude(Number value) {
  return value < 0 ? -value : value;
}

}  // namespace siffra::reconcile::internal
