// The SHA-256 of a file's bytes, through nettle.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace siffra::extract {

std::string sha256_hex(std::string_view bytes);  // 64 lower-case hexadecimal digits
std::string to_hex(std::span<const std::uint8_t> bytes);

}  // namespace siffra::extract
