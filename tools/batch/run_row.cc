#include "tools/batch/run_row.h"

#include <algorithm>

#include "reconcile/report/reasons.h"
#include "reconcile/report/terminal_text.h"
#include "tools/batch/batch_texts.h"

namespace siffra::tools {

using reconcile::Language;

namespace {

BatchText text_of(RunOutcome outcome) {
  switch (outcome) {
    case RunOutcome::kAgrees:
      return BatchText::kAgrees;
    case RunOutcome::kDisagrees:
      return BatchText::kDisagrees;
    case RunOutcome::kEmpty:
      return BatchText::kEmpty;
    case RunOutcome::kUnreadable:
      return BatchText::kUnreadable;
    case RunOutcome::kFailed:
      break;
  }
  return BatchText::kFailed;
}

bool needs_a_look(const RunRow& row) {
  return row.same_as.empty() &&
         (outcome_of(row.result) != RunOutcome::kAgrees || !row.result.first_trouble.empty());
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

RunOutcome outcome_of(const DocumentResult& result) {
  switch (result.state) {
    case DocumentState::kChecked:
      return result.totals.errors > 0 ? RunOutcome::kDisagrees : RunOutcome::kAgrees;
    case DocumentState::kEmpty:
      return RunOutcome::kEmpty;
    case DocumentState::kUnreadable:
      return RunOutcome::kUnreadable;
    case DocumentState::kFailed:
      break;
  }
  return RunOutcome::kFailed;
}

std::string outcome_for_people(const RunRow& row, Language language) {
  if (!row.same_as.empty()) return say(BatchText::kDuplicate, language, {row.same_as});
  std::string text = say(text_of(outcome_of(row.result)), language);
  if (!row.result.reason.empty())
    text += ": " + reconcile::reason_for_people(row.result.reason, language);
  if (!row.result.first_trouble.empty() && row.result.reason.empty()) {
    text += " (" + reconcile::reason_for_people(row.result.first_trouble, language) + ")";
  }
  return text;
}

void RunTotals::count(const DocumentResult& result) {
  ++reports;
  switch (outcome_of(result)) {
    case RunOutcome::kAgrees:
      ++agree;
      break;
    case RunOutcome::kDisagrees:
      ++disagree;
      break;
    case RunOutcome::kEmpty:
      ++empty;
      break;
    case RunOutcome::kUnreadable:
      ++unreadable;
      break;
    case RunOutcome::kFailed:
      ++failed;
      break;
  }
  errors += result.totals.errors;
  warnings += result.totals.warnings;
}

std::string findings_head(Language language) {
  std::string head;
  for (const BatchText text :
       {BatchText::kReport, BatchText::kBody, BatchText::kPeriod, BatchText::kSeverity,
        BatchText::kPage, BatchText::kStatement, BatchText::kRow, BatchText::kColumn,
        BatchText::kDifference, BatchText::kFinding, BatchText::kExplanation}) {
    head += (head.empty() ? "" : ",") + csv_field(say(text, language));
  }
  return head + ",id,key,decision\r\n";
}

std::string findings_lines(const RunRow& row) {
  std::string lines;
  for (const auto& finding : row.result.findings) {
    for (const std::string& field :
         {row.path, row.result.entity, row.result.period_end, finding.severity,
          std::to_string(finding.place.page), finding.place.statement, finding.place.label,
          finding.place.column, finding.difference, finding.title, finding.explanation, finding.id,
          finding.key}) {
      lines += csv_field(field) + ",";
    }
    lines += csv_field(finding.decision) + "\r\n";
  }
  return lines;
}

std::string summary_table(const std::vector<RunRow>& rows, const RunTotals& totals,
                          std::size_t most, Language language) {
  constexpr std::size_t kWidths[] = {5, 6, 6, 7};
  std::string table;
  std::size_t shown = 0, left_out = 0;
  for (const auto& row : rows) {
    if (!needs_a_look(row)) continue;
    if (shown == most) {
      ++left_out;
      continue;
    }
    if (shown++ == 0) table += say(BatchText::kHead, language) + "\n";
    const auto& t = row.result.totals;
    const std::size_t counts[] = {t.errors, t.warnings, t.remarks, t.checks};
    for (std::size_t i = 0; i < std::size(counts); ++i) {
      table += reconcile::padded_left(std::to_string(counts[i]), kWidths[i]);
    }
    table +=
        "  " + row.path + " · " + reconcile::printable(outcome_for_people(row, language)) + "\n";
  }
  if (left_out > 0) table += say(BatchText::kMoreRows, language, {std::to_string(left_out)}) + "\n";
  if (shown > 0) table += "\n";
  table += say(BatchText::kTotals, language,
               {std::to_string(totals.reports), std::to_string(totals.agree),
                std::to_string(totals.disagree), std::to_string(totals.empty),
                std::to_string(totals.unreadable), std::to_string(totals.failed),
                std::to_string(totals.errors), std::to_string(totals.warnings)}) +
           "\n";
  if (totals.duplicates > 0) {
    table += say(BatchText::kDuplicates, language, {std::to_string(totals.duplicates)}) + "\n";
  }
  if (totals.already_done > 0) {
    table += say(BatchText::kAlreadyDone, language, {std::to_string(totals.already_done)}) + "\n";
  }
  return table;
}

}  // namespace siffra::tools
