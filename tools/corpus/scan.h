// Typeset pages as a scanner would give them back.
#pragma once

#include <string>
#include <vector>

#include "rules/result.h"
#include "tools/corpus/page.h"
#include "tools/corpus/random.h"
#include "tools/corpus/scan_level.h"

namespace siffra::corpus {

struct ScannedDocument {
  std::string extension;
  std::vector<std::string> files;  // one, or one for every page
};

rules::Result<ScannedDocument> scan(const std::vector<PrintedPage>& pages, const ScanLevel& level,
                                    const Random& random);

}  // namespace siffra::corpus
