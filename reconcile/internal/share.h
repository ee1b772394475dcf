// A printed share compared with the amounts it is computed from.
#pragma once

#include <string>
#include <vector>

#include "reconcile/internal/draft.h"
#include "rules/terms.h"

namespace siffra::reconcile::internal {

// Amounts added up: what a share is a part of, or the part. Öre; the tolerance is doubled.
struct ShareAmount {
  std::vector<PlacedFigure> terms;
  Wide sum = 0;
  Wide doubled_tolerance = 0;

  void add(const PlacedFigure& term, int weight);
};

// part / whole in hundredths of a percent against `share`. A printed share stands for an interval,
// and so do the figures under it: it holds when the intervals can meet. `whole.sum` is not zero.
// The difference is in percentage points. A share that is cut off rather than rounded is worth no
// more than a remark.
Draft share_check(std::string rule, rules::Severity severity, const extract::CellAddress& cell,
                  const Figure& share, const ShareAmount& part, const ShareAmount& whole);

}  // namespace siffra::reconcile::internal
