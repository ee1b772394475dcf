// A report file (`siffra.report/1`) read back: what the history of a body is traced from.
#pragma once

#include <string_view>

#include "reconcile/report/report.h"
#include "rules/result.h"

namespace siffra::reconcile {

// Entity, period, statements with their figures, and how far each figure is covered by equations.
// Checks, findings and repairs stay in the file. Amounts keep value and printed place; of how they
// were printed, the raw text.
rules::Result<Report> read_report(std::string_view json);

}  // namespace siffra::reconcile
