// What a run over many reports says, as whole sentences in Swedish and English.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "reconcile/report/report.h"

namespace siffra::tools {

enum class BatchText {
  kAgrees,
  kDisagrees,
  kEmpty,
  kUnreadable,
  kFailed,
  kDuplicate,
  kHead,    // of the summary: report, errors, warnings, remarks, checks, outcome
  kTotals,  // "{0} reports: {1} agree, {2} do not, {3} …"
  kDuplicates,
  kAlreadyDone,
  kMoreRows,
  kWritten,
  kProgress,
  kInterrupted,
  kReport,
  kBody,
  kPeriod,
  kErrors,
  kWarnings,
  kRemarks,
  kChecks,
  kOutcome,
  kPage,
  kStatement,
  kRow,
  kColumn,
  kDifference,
  kSeverity,
  kFinding,
  kExplanation,
  kIndexTitle,
  kFilter,
  kOnlyToLookAt,
  kSortHint,
};

std::string say(BatchText text, reconcile::Language language,
                std::initializer_list<std::string_view> values = {});

}  // namespace siffra::tools
