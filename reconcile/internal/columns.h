// Which column of one statement speaks of the same thing as a column of another: the same period
// end, the same kind of figure, the same entity.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "extract/statement.h"

namespace siffra::reconcile::internal {

// Where periods are not printed, the current column is matched with the current and the comparative
// with the comparative, by their order. nullopt when no column fits, or more than one.
std::optional<std::size_t> matching_column(const extract::Extraction& extraction,
                                           std::size_t from_statement, std::size_t from_column,
                                           std::size_t to_statement);

// The column of `to_statement` that holds balances at the start of the column's period; itself a
// column of another period end, or of the role "opening".
std::optional<std::size_t> opening_column(const extract::Extraction& extraction,
                                          std::size_t from_statement, std::size_t from_column,
                                          std::size_t to_statement);

// Figures of what happened or stood, not of what was planned or how much it changed.
bool is_actual(const extract::StatementColumn& column);

}  // namespace siffra::reconcile::internal
