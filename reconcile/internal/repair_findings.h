// Findings over recognised figures, weighed: misread, or wrong in the report?
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extract/statement.h"
#include "reconcile/audit.h"
#include "reconcile/internal/repair_candidates.h"

namespace siffra::reconcile::internal {

// What the search says of one failing check.
struct Weighed {
  double report_wrong = 1;  // probability
  // That one of its own figures is; what is left of 1 is that something was lost in reading or that
  // the check does not hold there at all.
  double figures_misread = 0;
  // The likeliest misreading that would make it agree, if any.
  bool misread = false;
  extract::CellAddress cell;
  std::string value;  // decimal in the printed unit
  double probability = 0;
};

// Whether there is a picture that the reader of a finding can be sent to.
enum class Original { kPictured, kElsewhere };

// By index of the check. A finding that is more likely a misreading is told as a warning, with both
// explanations and their probabilities; one over figures of a text layer stays as it is.
void weigh_findings(const extract::Extraction& extraction, const Beliefs& beliefs,
                    const std::map<std::size_t, Weighed>& weighed, Original original, Audit& audit);

}  // namespace siffra::reconcile::internal
