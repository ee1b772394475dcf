// Ties between a row that cites a note and the figures of that note.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/tables.h"

namespace siffra::reconcile::internal {

// One check for every citing row and column that can be compared. Signs are not compared: costs may
// be positive in the note and negative in the statement. A note may serve several rows, a row may
// cite several notes, and note numbers may start over for each statement: of all readings the one
// in which most columns agree is taken.
std::vector<Draft> note_checks(const extract::Extraction& extraction,
                               const std::vector<TableFacts>& tables);

}  // namespace siffra::reconcile::internal
