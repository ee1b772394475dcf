// The bodies of the corpus folder.
#pragma once

#include <string>
#include <vector>

#include "rules/result.h"
#include "tools/corpus/filler.h"
#include "tools/corpus/model.h"
#include "tools/corpus/report.h"
#include "tools/corpus/wordings.h"

namespace siffra::corpus {

// corpus/bodies/*.table, by name.
rules::Result<std::vector<Report>> read_bodies(const std::string& corpus);
// corpus/models/*.model, by name.
rules::Result<std::vector<Model>> read_models(const std::string& corpus);
// corpus/filler.txt.
rules::Result<std::vector<FillerSection>> read_filler(const std::string& corpus);
// corpus/wordings.txt.
rules::Result<Wordings> read_wordings(const std::string& corpus);

}  // namespace siffra::corpus
