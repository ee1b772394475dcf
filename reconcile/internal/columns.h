// Which column of one statement speaks of the same thing as a column of another: the same period
// end, the same kind of figure, the same entity.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "extract/statement.h"

namespace siffra::reconcile::internal {

// Where periods are not printed, the current column is matched with the current and the comparative
// with the comparative, by their order. nullopt when no column fits, or more than one. `assumed` is
// whom the column speaks of where neither it nor its statement says so.
std::optional<std::size_t> matching_column(
    const extract::Extraction& extraction, std::size_t from_statement, std::size_t from_column,
    std::size_t to_statement, rules::EntityScope assumed = rules::EntityScope::kUnstated);

// The column of `to_statement` that holds balances at the start of the column's period; itself a
// column of another period end, or of the role "opening".
std::optional<std::size_t> opening_column(
    const extract::Extraction& extraction, std::size_t from_statement, std::size_t from_column,
    std::size_t to_statement, rules::EntityScope assumed = rules::EntityScope::kUnstated);

// The scopes a statement may be taken to speak of: what it says, or, where it says nothing and the
// report tells group and parent apart, unstated, the group and the parent.
std::vector<rules::EntityScope> scopes_to_try(const extract::Extraction& extraction,
                                              std::size_t statement);

// Figures of what happened or stood, not of what was planned or how much it changed.
bool is_actual(const extract::StatementColumn& column);

}  // namespace siffra::reconcile::internal
