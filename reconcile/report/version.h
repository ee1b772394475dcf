// The version of the program, as every output states it.
#pragma once

#include <string_view>

namespace siffra::reconcile {

std::string_view version();  // "0.1.0"

}  // namespace siffra::reconcile
