// A whole file in memory, or why not in words a user can act on.
#pragma once

#include <filesystem>
#include <string>

#include "rules/result.h"

namespace siffra::extract {

rules::Result<std::string> read_bytes(const std::filesystem::path& file, std::size_t max_bytes);

}  // namespace siffra::extract
