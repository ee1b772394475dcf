// The SHA-256 of a file's bytes, through nettle.
#pragma once

#include <string>
#include <string_view>

namespace siffra::extract {

std::string sha256_hex(std::string_view bytes);  // 64 lower-case hexadecimal digits

}  // namespace siffra::extract
