// What is kept of one checked document besides its files: the facts that the summary, the index
// page, findings.csv and the database are made from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/report/figures.h"
#include "reconcile/report/report.h"

namespace siffra::tools {

enum class DocumentState {
  kChecked,     // read and checked
  kEmpty,       // read, but it holds nothing to check
  kUnreadable,  // not a report that can be read: the reader says why
  kFailed,      // the reading crashed, hung or took too much, twice
};
std::string_view name_of(DocumentState state);
std::optional<DocumentState> document_state_from(std::string_view name);

// Where a finding or repair stands, in words that need no report beside them.
struct FigurePlace {
  std::string cell;  // "s3/r1/c1"
  int page = 0;
  std::string statement, label, column;
};

struct FindingFacts {
  std::string id, key, severity;
  FigurePlace place;
  std::string difference;  // kronor, decimal
  std::string title, explanation;
  std::string decision;  // of the auditor: "accept", "dismiss", or empty
};

struct RepairFacts {
  std::string id;
  FigurePlace place;
  std::string from, to;
  double probability = 0;
};

struct DocumentResult {
  std::string sha256;
  std::uint64_t bytes = 0;
  std::string media_type;
  DocumentState state = DocumentState::kFailed;
  std::string reason;          // why not kChecked
  bool outside_cause = false;  // a password or language model was missing: worth trying again
  int attempts = 1;
  std::string first_trouble;  // why a second attempt was needed
  double seconds = 0;

  std::string entity, org_number, kind, period_start, period_end;
  reconcile::Totals totals;
  std::vector<std::string> troubles;  // pages that could not be read, or only in part
  std::vector<FindingFacts> findings;
  std::vector<RepairFacts> repairs;
  std::vector<std::string> suffixes;  // of the files made: ".json", ".annotated.pdf"
  std::string formats;                // that were asked for: "json,pdf"
};

DocumentResult result_of(const reconcile::Report& report, reconcile::Language language);

// Between worker and program. nullopt: not such text.
std::string to_text(const DocumentResult& result);
std::optional<DocumentResult> document_result_from(std::string_view text);

}  // namespace siffra::tools
