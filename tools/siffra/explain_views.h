// What each stage saw, as JSON (docs/formats.md) and as text. `page` 0 means all pages.
#pragma once

#include <string>

#include "tools/pipeline.h"

namespace siffra::tools {

std::string explain_as_json(const Stages& stages, Stage stage, int page);
std::string explain_as_text(const Stages& stages, Stage stage, int page,
                            reconcile::Language language);

}  // namespace siffra::tools
