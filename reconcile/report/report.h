// One report, complete: what every writer writes from.
#pragma once

#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/statement.h"
#include "reconcile/audit.h"
#include "reconcile/decisions.h"
#include "reconcile/repair.h"

namespace siffra::reconcile {

enum class Language { kSwedish, kEnglish };

struct Report {
  extract::Document document;  // words may have been dropped to save memory; page facts stay
  extract::Extraction extraction;
  Audit audit;
  std::vector<Repair> repairs;
  std::vector<DecidedReading> readings;  // decided by the auditor before this check
  double seconds = 0;
};

// The JSON object `siffra.report/1`. Deterministic but for summary.seconds.
std::string to_json(const Report& report, Language language);

}  // namespace siffra::reconcile
