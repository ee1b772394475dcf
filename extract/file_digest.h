// The SHA-256 of bytes and of open files: what a document is known by, whatever its name.
#pragma once

#include <string>
#include <string_view>

#include "rules/result.h"

namespace siffra::extract {

// 64 lower-case hexadecimal digits, as in Document::sha256.
std::string digest_of(std::string_view bytes);

// Of the whole file behind an open descriptor, whose position stays where it is.
rules::Result<std::string> digest_of_descriptor(int descriptor);

}  // namespace siffra::extract
