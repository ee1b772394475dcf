// The report itself with an auditor's ticks: the original PDF with standard annotations added.
//
// Any reader shows, lists, filters and deletes them. What was in the file stays: the new objects
// are appended as an incremental update, so the first bytes of the result are the original's own. A
// damaged file, which has no sound table of contents to append to, is written anew instead, its
// pages' contents unchanged. One or more pages in front say what was found, with links to it.
//
// Encrypted files are refused: their contents could not be added to without the owner's consent.
#pragma once

#include <string>
#include <string_view>

#include "reconcile/report/report.h"
#include "rules/result.h"

namespace siffra::reconcile {

// `original`: the bytes of the PDF that the report was read from.
rules::Result<std::string> to_annotated_pdf(const Report& report, std::string_view original,
                                            Language language);

}  // namespace siffra::reconcile
