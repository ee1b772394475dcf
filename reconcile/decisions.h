// What an auditor has decided about a report, and its effect when the report is checked again.
//
//   apply_readings(decisions, extraction);      // before the audit: the figures as the auditor
//   reads them Audit result = audit(extraction, book); apply_to_findings(decisions, result); //
//   dismissed findings stay dismissed, with their reason
//
// Decisions name figures and findings by keys made of what is printed round them (statement, label,
// column), not of places or numbers, so that they hold for the next draft of the same report. A
// decision that fits nothing any more is told back, never dropped in silence.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extract/statement.h"
#include "reconcile/audit.h"

namespace siffra::reconcile {

struct FindingDecision {
  std::string key;
  Standing standing = Standing::kConfirmed;
  std::string comment;
  friend bool operator==(const FindingDecision&, const FindingDecision&) = default;
};

enum class ReadingAction {
  kAccept,   // the changed reading is right
  kReject,   // the figure is as it was first read
  kCorrect,  // it is neither: the auditor has typed what is printed
};

struct ReadingDecision {
  std::string key;
  ReadingAction action = ReadingAction::kAccept;
  std::string value;  // as printed, for kAccept and kCorrect
  std::string comment;
  friend bool operator==(const ReadingDecision&, const ReadingDecision&) = default;
};

struct Decisions {
  std::vector<FindingDecision> findings;
  std::vector<ReadingDecision> readings;
};

// A reading that was decided, and what it changed.
struct DecidedReading {
  extract::CellAddress cell;
  ReadingAction action = ReadingAction::kAccept;
  std::string from, to;  // decimal values; empty where nothing could be read
  std::string comment;
};

// Unique keys, by index into Audit::findings.
std::vector<std::string> keys_of_findings(const Audit& audit);
// Unique keys of all figures.
std::map<extract::CellAddress, std::string> keys_of_cells(const extract::Extraction& extraction);

// Decided figures are then certain: no later stage changes them again. The raw reading stays.
struct AppliedReadings {
  std::vector<DecidedReading> readings;
  std::vector<std::string> unmatched;  // keys no figure has, or whose value is no amount
};
AppliedReadings apply_readings(const Decisions& decisions, extract::Extraction& extraction);

// Returns the keys no finding has any more.
std::vector<std::string> apply_to_findings(const Decisions& decisions, Audit& audit);

}  // namespace siffra::reconcile
