#include "reconcile/decisions.h"

#include <algorithm>

#include "rules/amount.h"
#include "rules/rule_book.h"

namespace siffra::reconcile {
namespace {

using extract::CellAddress;
using extract::Extraction;
using extract::StatementCell;

// A name that has been given already gets a number: the second "Summa" of a table is "summa#2".
class Numbering {
 public:
  std::string unique(const std::string& name) {
    const int count = ++given_[name];
    return count == 1 ? name : name + "#" + std::to_string(count);
  }

 private:
  std::map<std::string, int> given_;
};

std::string statement_name(const extract::Statement& statement) {
  return std::string(rules::name_of(statement.kind)) + "|" + rules::fold(statement.title) + "|" +
         rules::fold(statement.note);
}

std::string decimal_of(const StatementCell& cell) {
  return cell.amount ? cell.amount->decimal_text() : std::string();
}

StatementCell* cell_at(Extraction& extraction, const CellAddress& address) {
  auto& cells = extraction.statements[address.statement].rows[address.row].cells;
  const auto found = std::find_if(cells.begin(), cells.end(), [&](const StatementCell& cell) {
    return cell.column == address.column;
  });
  return found == cells.end() ? nullptr : &*found;
}

// The value the decision gives the figure; false where it gives none.
bool decide(const ReadingDecision& decision, StatementCell& cell) {
  if (decision.action != ReadingAction::kReject) {
    auto amount = rules::read_amount(decision.value, {});
    if (!amount) return false;
    if (cell.amount) amount->stated_scale = cell.amount->stated_scale;
    cell.amount = amount;
  }
  cell.confidence = 1;
  cell.decided = true;
  cell.candidates.clear();
  return true;
}

}  // namespace

std::vector<std::string> keys_of_findings(const Audit& audit) {
  Numbering numbering;
  std::vector<std::string> keys;
  keys.reserve(audit.findings.size());
  for (const Finding& finding : audit.findings) keys.push_back(numbering.unique(finding.key));
  return keys;
}

std::map<CellAddress, std::string> keys_of_cells(const Extraction& extraction) {
  std::map<CellAddress, std::string> keys;
  Numbering statements;
  for (std::size_t s = 0; s < extraction.statements.size(); ++s) {
    const auto& statement = extraction.statements[s];
    const std::string name = statements.unique(statement_name(statement));
    std::vector<std::string> columns;
    Numbering headers;
    for (const auto& column : statement.columns) {
      columns.push_back(headers.unique(rules::fold(column.header)));
    }
    Numbering labels;
    for (std::size_t r = 0; r < statement.rows.size(); ++r) {
      const std::string label = labels.unique(rules::fold(statement.rows[r].label));
      for (const StatementCell& cell : statement.rows[r].cells) {
        if (cell.column >= columns.size()) continue;
        std::string key = name;
        key += '|' + label;
        key += '|' + columns[cell.column];
        keys[{s, r, cell.column}] = std::move(key);
      }
    }
  }
  return keys;
}

AppliedReadings apply_readings(const Decisions& decisions, Extraction& extraction) {
  AppliedReadings applied;
  if (decisions.readings.empty()) return applied;
  std::map<std::string, CellAddress> addresses;
  for (const auto& [address, key] : keys_of_cells(extraction)) addresses[key] = address;
  for (const ReadingDecision& decision : decisions.readings) {
    const auto found = addresses.find(decision.key);
    StatementCell* cell = found == addresses.end() ? nullptr : cell_at(extraction, found->second);
    const std::string from = cell == nullptr ? std::string() : decimal_of(*cell);
    if (cell == nullptr || !decide(decision, *cell)) {
      applied.unmatched.push_back(decision.key);
      continue;
    }
    applied.readings.push_back(
        {found->second, decision.action, from, decimal_of(*cell), decision.comment});
  }
  return applied;
}

std::vector<std::string> apply_to_findings(const Decisions& decisions, Audit& audit) {
  const std::vector<std::string> keys = keys_of_findings(audit);
  std::vector<std::string> unmatched;
  for (const FindingDecision& decision : decisions.findings) {
    const auto found = std::find(keys.begin(), keys.end(), decision.key);
    if (found == keys.end()) {
      unmatched.push_back(decision.key);
      continue;
    }
    Finding& finding = audit.findings[static_cast<std::size_t>(found - keys.begin())];
    finding.standing = decision.standing;
    finding.comment = decision.comment;
  }
  return unmatched;
}

}  // namespace siffra::reconcile
