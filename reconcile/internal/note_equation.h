// The equation between a row and what a note offers for it.
#pragma once

#include <cstddef>
#include <vector>

#include "reconcile/internal/draft.h"
#include "reconcile/internal/structure.h"
#include "reconcile/internal/tables.h"

namespace siffra::reconcile::internal {

// Rows whose figures, added up with signs, are offered as what the statement's row should equal.
struct Side {
  std::size_t statement = 0;
  std::vector<SumTerm> rows;  // index into Grid::rows
};

// The figures of rows in one column, each with its weight times `sign`.
std::vector<PlacedFigure> figures(const Grid& grid, const std::vector<SumTerm>& rows,
                                  std::size_t column, int sign);

bool any_printed(const std::vector<PlacedFigure>& terms);

// The equation of one column in the sign that fits better; empty when a side is not printed.
std::vector<PlacedFigure> equation(const std::vector<TableFacts>& tables, const Side& citing,
                                   std::size_t citing_column, const Side& offer,
                                   std::size_t offer_column);

// "Nettoomsättning 2" over "Övriga intäkter" without a note: note 2 is of both, where its total is
// that of a sum which the citing row is part of, and that sum holds as it stands.
bool tells_of_the_sum(const std::vector<TableFacts>& tables, const Side& citing,
                      std::size_t citing_column, const Side& offer, std::size_t offer_column);

Verdict verdict_of(const std::vector<PlacedFigure>& terms);

// Every figure is zero or not printed: agreeing says nothing.
bool is_zero(const std::vector<PlacedFigure>& terms);

// Row and note differ by half or less: farther apart, the note can only explain something else.
bool is_near(const std::vector<PlacedFigure>& terms);

}  // namespace siffra::reconcile::internal
