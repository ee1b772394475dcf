// One line of a run: a file and what became of it. What the summary, the index page and
// findings.csv list.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tools/batch/document_result.h"

namespace siffra::tools {

struct RunRow {
  std::string path;  // printable
  std::string stem;  // of its files
  DocumentResult result;
  std::string same_as;  // path of the file whose content this is too; empty: it is the first
};

enum class RunOutcome { kAgrees, kDisagrees, kEmpty, kUnreadable, kFailed };
RunOutcome outcome_of(const DocumentResult& result);
std::string outcome_for_people(const RunRow& row, reconcile::Language language);

// The overview of a run: one HTML file without anything outside it but the reports' own files that
// it links to. Sorted by a click on a head, filtered by typing; readable without scripts.
std::string index_page(const std::vector<RunRow>& rows, reconcile::Language language);

// One line of findings.csv (RFC 4180) for each finding, after findings_head().
std::string findings_head(reconcile::Language language);
std::string findings_lines(const RunRow& row);

// The table on the console: those that need a look, at most `most` of them, then the totals.
struct RunTotals {
  std::size_t reports = 0, agree = 0, disagree = 0, empty = 0, unreadable = 0, failed = 0;
  std::size_t errors = 0, warnings = 0, duplicates = 0, already_done = 0;
  void count(const DocumentResult& result);
};
std::string summary_table(const std::vector<RunRow>& rows, const RunTotals& totals,
                          std::size_t most, reconcile::Language language);

}  // namespace siffra::tools
