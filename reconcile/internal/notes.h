// Ties between a row that cites a note and the figures of that note.
#pragma once

#include <string>
#include <string_view>
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

// "2, 3" → {"2", "3"}; "Not 12" → {"12"}; "3a" → {"3a"}.
std::vector<std::string> note_numbers(std::string_view reference);

// Whether two folded texts share most of the longer words of one of them.
bool titles_resemble(std::string_view a, std::string_view b);

}  // namespace siffra::reconcile::internal
