// The pages in front of an annotated report: what it is, what was found and where, and what the
// ticks mean.
#pragma once

#include "reconcile/report/internal/pdf_update.h"
#include "reconcile/report/marks.h"
#include "reconcile/report/report.h"

namespace siffra::reconcile::internal {

void add_summary_pages(PdfUpdate& update, const Report& report, Language language);

}  // namespace siffra::reconcile::internal
