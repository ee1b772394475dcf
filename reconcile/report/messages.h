// What an auditor reads, as whole sentences in Swedish and English: one table, no fragments.
//
//   say(Message::kChecksSummary, Language::kEnglish, {"120", "110", "8", "2", "0"})
//
// Messages about a count have a form for one and a form for the rest; `say_count` chooses.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "reconcile/report/report.h"

namespace siffra::reconcile {

enum class Message {
  kInterim,
  kInterimClosing,
  kAnnual,
  kUnknownReport,
  kUnknownEntity,
  kNoStatements,
  kNoFindings,
  kDismissed,
  kConfirmed,
  kDecidedReading,
  kRepairedFigure,
  kAllDismissed,
  kFindingsHeading,
  kPage,
  kError,
  kWarning,
  kRemark,
  kDifference,
  kDifferenceOfShares,
  kMoreTerms,
  kChecksSummary,
  kCoverageSummary,
  kUncertainSummary,
  kTroubledPage,
  kUntitled,
};

// Messages with a number that wants its own form for one.
enum class CountMessage {
  kPages,
  kRows,
  kColumns,
  kSums,
  kTies,
  kDiscrepancies,
  kErrors,
  kWarnings,
  kRemarks,
};

// The sentence with {0}, {1}, … replaced.
std::string say(Message message, Language language,
                std::initializer_list<std::string_view> values = {});

// "1 rad", "12 rader".
std::string say_count(CountMessage message, Language language, std::size_t count);

// "120 kontroller: 110 stämmer exakt, …"; "Av 84 belopp prövas 42 av två …".
std::string checks_summary(const Report& report, Language language);
std::string coverage_summary(const Report& report, Language language);

// What a statement is called when its table carries no title: "Resultaträkning".
std::string_view kind_for_people(rules::StatementKind kind, Language language);

}  // namespace siffra::reconcile
