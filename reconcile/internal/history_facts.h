// The figures of a report that other reports of the same body may speak of too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reconcile/history.h"

namespace siffra::reconcile::internal {

struct Fact {
  std::string concept_id;
  rules::Nature nature = rules::Nature::kUnknown;
  rules::StatementKind kind = rules::StatementKind::kOther;
  rules::EntityScope scope = rules::EntityScope::kUnstated;
  std::optional<rules::Date> start;  // absent: a balance
  rules::Date end{};
  bool own = false;      // the report's own period, not a comparative
  bool opening = false;  // an opening balance: `end` is the day before
  bool sound = false;    // an equation over it holds and none fails
  bool ocr = false;
  std::string label;
  HistoryFigure figure;
};

// Money figures with a concept and a known period, in place order.
std::vector<Fact> facts_of(const HistoryReport& report, std::size_t index,
                           const rules::RuleBook& book);

rules::Date day_before(rules::Date date);
rules::Date a_year_before(rules::Date date);

}  // namespace siffra::reconcile::internal
