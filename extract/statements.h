// From tables to typed statements: titles, kinds, units, column roles and periods, rows with
// concepts.
#pragma once

#include <vector>

#include "extract/document.h"
#include "extract/statement.h"
#include "extract/table.h"
#include "rules/rule_book.h"

namespace siffra::extract {

// The statements of the document, with the entity, kind and period of the report.
Extraction build_statements(const Document& document, const std::vector<Table>& tables,
                            const rules::RuleBook& book);

}  // namespace siffra::extract
