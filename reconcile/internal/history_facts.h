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
  bool failing = false;  // an equation over it fails
  bool ocr = false;
  bool item = false;         // neither a total nor a part of another row
  bool scale_stated = true;  // else taken to be printed in kronor, as it is checked
  // How the credit side is printed is known, so that the sign of the figure says something:
  // negative equity is not equity. `turned`: with a minus, as ledgers have it.
  bool sign_known = false, turned = false;
  std::string label;
  HistoryFigure figure;
};

// Money figures with a concept and a known period, in place order; last the report's opening and
// closing equity, told from the columns of its statement or note of changes in equity.
std::vector<Fact> facts_of(const HistoryReport& report, std::size_t index,
                           const rules::RuleBook& book);

rules::Date day_before(rules::Date date);
rules::Date a_year_before(rules::Date date);

}  // namespace siffra::reconcile::internal
