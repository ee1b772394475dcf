// Rows of notes whose figures are those of the row that cites the note.
//
// That a statement repeats a row says what the row is before any figure is added: it stands for
// what the note explains, so that rows above it may be its parts though no word calls it a sum.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/tables.h"

namespace siffra::reconcile::internal {

// Sets GridRow::tied on both rows where all comparable columns agree but for the sign, and
// GridRow::marked_sum on a tied row of a note with two or more rows above it that are not. The
// tables hold their grids only; sums are inferred afterwards.
void mark_tied_rows(const extract::Extraction& extraction, std::vector<TableFacts>& tables);

}  // namespace siffra::reconcile::internal
