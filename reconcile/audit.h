// From statements to checks and findings: everything that arithmetic and ties can say about one
// report.
#pragma once

#include <map>
#include <vector>

#include "extract/statement.h"
#include "reconcile/check.h"
#include "reconcile/finding.h"
#include "rules/rule_book.h"

namespace siffra::reconcile {

struct Audit {
  std::vector<Check> checks;      // in page order of their first term
  std::vector<Finding> findings;  // in page order
  std::map<extract::CellAddress, Coverage> coverage;
};

Audit audit(const extract::Extraction& extraction, const rules::RuleBook& book);

}  // namespace siffra::reconcile
