// Opening and closing equity of a report whose changes in equity are printed by part, one column
// each: the whole is the column of totals, or the parts together.
#pragma once

#include <string_view>
#include <vector>

#include "reconcile/internal/history_facts.h"

namespace siffra::reconcile::internal {

inline constexpr std::string_view kOpeningEquity = "equity.opening";
inline constexpr std::string_view kClosingEquity = "equity.closing";

inline bool is_equity(std::string_view concept_id) {
  return concept_id == kOpeningEquity || concept_id == kClosingEquity;
}

void add_equity_facts(const HistoryReport& source, std::size_t index, const rules::RuleBook& book,
                      std::vector<Fact>& facts);

}  // namespace siffra::reconcile::internal
