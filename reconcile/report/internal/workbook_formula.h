// A check as a spreadsheet formula.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "reconcile/report/internal/workbook_plan.h"
#include "reconcile/report/report.h"

namespace siffra::reconcile::internal {

// What one printed unit of a figure is worth in öre; ten-thousandths where it is not money.
std::int64_t unit_worth(const extract::Extraction& extraction, const extract::CellAddress& cell);

// How many of that measure make one as people count: 100 öre to the krona, 10 000 otherwise.
std::int64_t measure_of(const extract::Extraction& extraction, const extract::CellAddress& cell);

// A difference or tolerance of a check in that measure; checks count what is not money in
// hundredths.
std::int64_t in_measure(const extract::Extraction& extraction, const extract::CellAddress& cell,
                        rules::Money difference);

// The figure in the measure that reports show: öre, or ten-thousandths. 0 where nothing is
// printed, nothing where what is printed could not be read.
std::optional<std::int64_t> measured_value(const extract::Extraction& extraction,
                                           const extract::CellAddress& cell);

// Whether the check is a weighted sum that a formula can compute: every figure was read, and
// computing from them gives the difference that the check states. Shares of one another are not.
bool is_linear(const extract::Extraction& extraction, const Check& check);

// "=SUM(D5:D9)-D10": what the total of a linear check should be, in the total's own printed unit,
// or in kronor. `home` is the statement whose sheet the formula stands on; references to other
// sheets carry their names.
enum class FormulaUnit { kPrinted, kKronor };
std::string computed_formula(const WorkbookPlan& plan, const extract::Extraction& extraction,
                             const Check& check, FormulaUnit unit, std::optional<std::size_t> home);

// "='2 Balansräkning'!D12*1000": the printed total in kronor.
std::string printed_formula(const WorkbookPlan& plan, const extract::Extraction& extraction,
                            const Check& check);

}  // namespace siffra::reconcile::internal
