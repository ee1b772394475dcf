// Scanning to two tones eats thin strokes, first of all minuses: then several sums of one report
// fail, each by twice a figure that was read without a minus. Nobody prints a report with so many
// signs wrong, so what one such sum cannot tell, several of them do.
#pragma once

#include <set>
#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/repair_candidates.h"

namespace siffra::reconcile::internal {

struct EatenMinuses {
  // That a figure read without a minus was printed with one, by how many failing sums without a
  // common figure agree when figures of theirs are given a minus: 0 for fewer than three.
  double chance = 0;
  // Those of one failing sum that agrees when all three or more of its figures that lack the minus
  // of their rows are given it.
  std::set<extract::CellAddress> together;
};

EatenMinuses eaten_minuses(const extract::Extraction& extraction, const std::vector<Draft>& drafts,
                           const Beliefs& beliefs);

// Gives every recognised figure without a minus at least that chance of having lost one, a greater
// one where the other figures of its row have theirs. Those that would be mended together are as
// likely to have lost it as not.
void expect_eaten_minuses(const extract::Extraction& extraction, const EatenMinuses& eaten,
                          Beliefs& beliefs);

// What an answer of the picture about another value of a cell counts for at most; how answers fare
// is told in docs/repair.md. Where minuses were eaten, that none is seen tells next to nothing.
double worth_of(double answer, const extract::CellAddress& address,
                const extract::StatementCell& cell, const OtherFigure& other,
                const EatenMinuses& eaten);

}  // namespace siffra::reconcile::internal
