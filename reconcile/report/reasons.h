// Why something was not read or not written, told to the person at the console or the review page.
// Programs, files and logs have it in English, as `rules::Error` and `extract::Page::trouble` do.
#pragma once

#include <string>
#include <string_view>

#include "reconcile/report/report.h"
#include "rules/result.h"

namespace siffra::reconcile {

// A reason, or several with "; " between them. What is in no catalogue (the word of a library or of
// the system) stays as it is.
std::string reason_for_people(std::string_view reason, Language language);

// `rapport.pdf: sidan 3: rad 7: …`, with the parts that are known.
std::string error_for_people(const rules::Error& error, Language language);

}  // namespace siffra::reconcile
