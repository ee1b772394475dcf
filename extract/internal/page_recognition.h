// A prepared page read: every run of print worth reading becomes words with boxes, probabilities
// and other readings.
#pragma once

#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/internal/ink_layout.h"
#include "extract/internal/page_preparation.h"
#include "extract/internal/page_triage.h"
#include "extract/internal/shared_runs.h"
#include "extract/internal/text_engine.h"
#include "rules/result.h"

namespace siffra::extract {

// The models of one worker. Swedish reads labels and most figures; English, smaller and with
// another dictionary, is the independent second opinion on figures.
struct Engines {
  TextEngine swedish;
  TextEngine english;

  static rules::Result<Engines> open();
};

// Adds words and rulings to `page`, in points. Runs that `triage` leaves out are not read. Says of
// each run whether digits were read in it. Workers that are free help.
std::vector<bool> recognise_page(const PreparedPage& prepared, const InkLayout& layout,
                                 const Triage& triage, Engines& engines, SharedRuns& sharing,
                                 Page& page);

}  // namespace siffra::extract
