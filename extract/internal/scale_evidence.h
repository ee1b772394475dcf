// What the figures themselves say about the unit of statements that state none.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/internal/report_facts.h"
#include "extract/statement.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

// The unit in which the main statements without one repeat the figures of statements that state
// theirs, or amounts of the running text that name theirs ("en förlust på 2 007 079 kr"). Nullopt
// unless several figures ask for one unit and hardly any for another.
std::optional<std::int64_t> main_scale_by_evidence(const std::vector<Statement>& statements,
                                                   const DocumentLines& pages,
                                                   const rules::RuleBook& book);

// The same for one statement of another kind, from the figures of the others alone.
std::optional<std::int64_t> scale_by_evidence(const Statement& asked,
                                              const std::vector<Statement>& statements);

}  // namespace siffra::extract::internal
