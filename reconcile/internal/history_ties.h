// What must hold between the reports of one body, tried on their figures.
#pragma once

#include <vector>

#include "reconcile/internal/history_facts.h"

namespace siffra::reconcile::internal {

// The facts of a body, report by report in the order of their periods.
using FactsByReport = std::vector<std::vector<Fact>>;

// A comparative or opening figure is what the earlier report printed.
void compare_periods(const FactsByReport& facts, Body& body);

// Identities of the packs whose terms stand in different reports: change rows of the cash flow
// against two balance sheets, opening cash and equity, overviews against statements of their year.
void tie_reports(const FactsByReport& facts, const rules::RuleBook& book, Body& body);

// Differences that both reports' own sums support were made on purpose: a restatement.
void tell_restatements(const FactsByReport& facts, Body& body);

}  // namespace siffra::reconcile::internal
