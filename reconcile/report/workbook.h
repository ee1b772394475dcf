// The working papers: an Excel workbook with a sheet for each statement as printed, and sheets of
// all checks, findings and repairs.
//
// Printed figures are numbers in the printed unit with a number format that shows them as printed.
// Beside a total stands what it should be as a live formula over the other figures, and the
// difference, which the spreadsheet computes itself: whoever opens the file checks the check. What
// is text in the report is text in the workbook, never a formula.
#pragma once

#include <string>

#include "reconcile/report/report.h"
#include "rules/result.h"

namespace siffra::reconcile {

// The bytes of an .xlsx file; the same report gives the same bytes.
rules::Result<std::string> to_workbook(const Report& report, Language language);

}  // namespace siffra::reconcile
