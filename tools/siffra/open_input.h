// An input opened for a worker to read: the program itself looks at nothing in it.
#pragma once

#include <filesystem>

#include "rules/result.h"

namespace siffra::tools {

// A descriptor for reading, the caller's to close, or why not in words a user can act on.
rules::Result<int> open_input(const std::filesystem::path& file);

}  // namespace siffra::tools
