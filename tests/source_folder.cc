#include "tests/source_folder.h"

namespace siffra {

std::filesystem::path source_folder() { return SIFFRA_SOURCE_FOLDER; }

}  // namespace siffra
