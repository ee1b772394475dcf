// What our ALTO files say of themselves, so that reading one gives back what was written.
#pragma once

#include <string_view>

namespace siffra::extract {

constexpr std::string_view kAltoSoftware = "siffra";
constexpr std::string_view kAltoTextLayer = "text-layer";      // LABEL of a tag, start of a PURPOSE
constexpr std::string_view kAltoProbability = "probability ";  // start of a PURPOSE, then a number

}  // namespace siffra::extract
