// Where the sources are: data that the repository holds for its tests.
#pragma once

#include <filesystem>

namespace siffra {

std::filesystem::path source_folder();

}  // namespace siffra
