// The report as an auditor reads it in a terminal: what the report is, one line per statement with
// its ticks, then the findings in page order with the figures and the sum tried, then how much was
// checked.
#pragma once

#include <string>

#include "reconcile/report/report.h"

namespace siffra::reconcile {

enum class Color { kNever, kTerminal };

std::string to_console(const Report& report, Language language, Color color);

}  // namespace siffra::reconcile
