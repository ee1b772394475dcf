// Scanning to two tones eats thin strokes, first of all minuses: then several sums of one report
// fail, each by twice a figure that was read without a minus. Nobody prints a report with so many
// signs wrong, so what one such sum cannot tell, several of them do.
#pragma once

#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/repair_candidates.h"

namespace siffra::reconcile::internal {

// That a figure read without a minus was printed with one, by how many failing sums without a
// common figure each agree when one figure of theirs is given a minus: 0 for fewer than three.
double chance_of_eaten_minus(const extract::Extraction& extraction,
                             const std::vector<Draft>& drafts, const Beliefs& beliefs);

// Gives every recognised figure without a minus at least that chance of having lost one, a greater
// one where the other figures of its row have theirs.
void expect_eaten_minuses(const extract::Extraction& extraction, double chance, Beliefs& beliefs);

// What an answer of the picture about another value counts for at most; how answers fare is told in
// docs/repair.md. Where minuses were eaten, that none is seen tells next to nothing.
double worth_of(double answer, const extract::StatementCell& cell, const OtherFigure& other,
                bool minuses_eaten);

}  // namespace siffra::reconcile::internal
