// What ticks and states are called, and what is said about one figure: the same words in every
// output.
#pragma once

#include <string>
#include <string_view>

#include "reconcile/report/marks.h"
#include "reconcile/report/report.h"

namespace siffra::reconcile::internal {

// "Summerad"; what the tick stands for, for a legend.
std::string_view tick_text(Tick tick, Language language);
std::string_view state_text(CellState state, Language language);
std::string_view severity_text(rules::Severity severity, Language language);

// In the language asked for.
const std::string& title_of(const Finding& finding, Language language);
const std::string& explanation_of(const Finding& finding, Language language);
const std::string& message_of(const Check& check, Language language);

// What speaks for a changed reading, by its name in Repair::evidence: the message of a check, or
// what is said of the picture.
std::string evidence_text(const Report& report, std::string_view evidence, Language language);

// "2023-08-31": the column's printed head, or its number.
std::string column_text(const extract::Statement& statement, std::size_t column);

}  // namespace siffra::reconcile::internal
