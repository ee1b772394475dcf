// One test document from one report: dressed, spoilt as asked, typeset, and, for a scanned level,
// scanned.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/result.h"
#include "tools/corpus/filler.h"
#include "tools/corpus/house_style.h"
#include "tools/corpus/plant.h"
#include "tools/corpus/report.h"
#include "tools/corpus/text_measure.h"

namespace siffra::corpus {

// What to make; `level` is "digital" or the name of a scan level.
struct DocumentPlan {
  HouseStyle style;
  std::string level;
  std::uint64_t seed = 1;
  std::vector<ErrorKind> errors;
};

struct MadeDocument {
  std::string id;                  // body, style, level
  std::string extension;           // "pdf", "tiff", "png"
  std::vector<std::string> files;  // one, or one for every page
  Report printed;                  // as it stands on the page
  std::vector<PlantedError> planted;
};

rules::Result<MadeDocument> make_document(const Report& report, const DocumentPlan& plan,
                                          const std::vector<FillerSection>& filler,
                                          TextMeasure& measure);

}  // namespace siffra::corpus
