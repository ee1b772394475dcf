// The report as the review page's script reads it: JSON with what each figure looks like, which
// checks it takes part in, and every sentence in Swedish and English.
#pragma once

#include <string>

#include "reconcile/report/report.h"

namespace siffra::reconcile::internal {

// Safe inside a script element.
std::string review_data(const Report& report, Language language, const std::string& stem);

}  // namespace siffra::reconcile::internal
