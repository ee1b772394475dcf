// METS: the file that names the pages of a scanned publication in their order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/result.h"

namespace siffra::extract {

// The files of text it names, in reading order, relative to its own folder. Names that lead out of
// that folder, or to another machine, are left out.
rules::Result<std::vector<std::string>> text_files_of_mets(std::string_view bytes);

}  // namespace siffra::extract
