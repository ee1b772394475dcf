#include "reconcile/report/marks.h"

#include <algorithm>
#include <set>

#include "reconcile/report/figures.h"

namespace siffra::reconcile {
namespace {

using extract::CellAddress;

constexpr std::size_t kFewCells = 2;

bool holds(const Check& check) {
  return check.verdict == Verdict::kExact || check.verdict == Verdict::kRounding;
}

// Both ends of a tie are ticked as tied; of a sum only the total is ticked as footed.
Tick tick_for_term(const Check& check, std::size_t term) {
  const Tick tick = tick_of(check.kind);
  const bool both_ends = tick == Tick::kTied || tick == Tick::kPrior;
  return term == 0 || both_ends ? tick : Tick::kIncluded;
}

void add_check(const Check& check, std::size_t index, Marks& marks) {
  for (std::size_t term = 0; term < check.terms.size(); ++term) {
    const auto found = marks.find(check.terms[term].cell);
    if (found == marks.end()) continue;
    CellMarks& cell = found->second;
    if (cell.checks.empty() || cell.checks.back() != index) cell.checks.push_back(index);
    if (!holds(check)) continue;
    cell.ticks.push_back(tick_for_term(check, term));
    if (term == 0 && check.verdict == Verdict::kRounding) cell.ticks.push_back(Tick::kRounding);
  }
}

// Warnings and errors put their figures in doubt; a remark, roundings that are merely unlikely and
// what the auditor has dismissed do not.
bool puts_in_doubt(const Report& report, const Finding& finding) {
  if (finding.severity == rules::Severity::kInfo) return false;
  if (finding.standing == Standing::kDismissed) return false;
  return std::any_of(finding.checks.begin(), finding.checks.end(), [&](std::size_t check) {
    return check < report.audit.checks.size() &&
           report.audit.checks[check].verdict == Verdict::kDiscrepancy;
  });
}

// The figures an auditor would put a cross at: the most suspect one, what would mend it, the totals
// that do not come out, and both ends of a tie. Any part of a long sum may be the wrong one, but
// crosses all over the table would show nothing.
std::set<CellAddress> crossed_by(const Report& report, const Finding& finding) {
  std::set<CellAddress> crossed;
  if (!finding.cells.empty()) crossed.insert(finding.cells.front());
  if (finding.cells.size() <= kFewCells) crossed.insert(finding.cells.begin(), finding.cells.end());
  if (finding.hypothesis) crossed.insert(finding.hypothesis->cell);
  for (const std::size_t index : finding.checks) {
    if (index >= report.audit.checks.size()) continue;
    const Check& check = report.audit.checks[index];
    if (check.verdict == Verdict::kDiscrepancy && !check.terms.empty()) {
      crossed.insert(check.terms.front().cell);
    }
  }
  return crossed;
}

void add_finding(const Report& report, std::size_t index, Marks& marks) {
  const Finding& finding = report.audit.findings[index];
  std::set<CellAddress> concerned(finding.cells.begin(), finding.cells.end());
  if (puts_in_doubt(report, finding)) {
    for (const auto& address : crossed_by(report, finding)) {
      const auto found = marks.find(address);
      if (found != marks.end()) found->second.ticks.push_back(Tick::kDiffers);
      concerned.insert(address);
    }
  }
  for (const auto& address : concerned) {
    const auto found = marks.find(address);
    if (found != marks.end()) found->second.findings.push_back(index);
  }
}

void sort_ticks(std::vector<Tick>& ticks) {
  std::sort(ticks.begin(), ticks.end());
  ticks.erase(std::unique(ticks.begin(), ticks.end()), ticks.end());
  // A figure ticked for what it is needs no second tick for being a part of something else.
  const bool more = std::any_of(ticks.begin(), ticks.end(), [](Tick tick) {
    return tick != Tick::kIncluded && tick != Tick::kRounding && tick != Tick::kDiffers;
  });
  if (more) ticks.erase(std::remove(ticks.begin(), ticks.end(), Tick::kIncluded), ticks.end());
}

CellState state_of(const CellMarks& marks, const extract::StatementCell& cell,
                   const Coverage& coverage) {
  const auto ticked = [&](Tick tick) {
    return std::find(marks.ticks.begin(), marks.ticks.end(), tick) != marks.ticks.end();
  };
  if (ticked(Tick::kDiffers)) return CellState::kDiffers;
  if (is_uncertain(cell)) return CellState::kUnsure;
  if (marks.repair) return CellState::kRepaired;
  if (ticked(Tick::kRounding)) return CellState::kRounding;
  if (coverage.holding >= 2) return CellState::kTwice;
  return coverage.holding == 1 ? CellState::kOnce : CellState::kUnchecked;
}

}  // namespace

Marks mark_figures(const Report& report) {
  Marks marks;
  const auto& statements = report.extraction.statements;
  for (std::size_t s = 0; s < statements.size(); ++s) {
    for (std::size_t r = 0; r < statements[s].rows.size(); ++r) {
      for (const auto& cell : statements[s].rows[r].cells) marks[{s, r, cell.column}];
    }
  }
  for (std::size_t i = 0; i < report.audit.checks.size(); ++i) {
    add_check(report.audit.checks[i], i, marks);
  }
  for (std::size_t i = 0; i < report.audit.findings.size(); ++i) add_finding(report, i, marks);
  for (std::size_t i = 0; i < report.repairs.size(); ++i) {
    const auto found = marks.find(report.repairs[i].cell);
    if (found != marks.end()) found->second.repair = i;
  }
  for (auto& [address, cell] : marks) {
    sort_ticks(cell.ticks);
    const auto coverage = report.audit.coverage.find(address);
    cell.state = state_of(cell, *extract::find_cell(report.extraction, address),
                          coverage == report.audit.coverage.end() ? Coverage{} : coverage->second);
  }
  return marks;
}

std::string_view name_of(CellState state) {
  switch (state) {
    case CellState::kTwice:
      return "twice";
    case CellState::kOnce:
      return "once";
    case CellState::kUnchecked:
      return "unchecked";
    case CellState::kRounding:
      return "rounding";
    case CellState::kRepaired:
      return "repaired";
    case CellState::kUnsure:
      return "unsure";
    case CellState::kDiffers:
      break;
  }
  return "differs";
}

std::string_view name_of(Tick tick) {
  switch (tick) {
    case Tick::kFooted:
      return "footed";
    case Tick::kTied:
      return "tied";
    case Tick::kPrior:
      return "prior";
    case Tick::kRecomputed:
      return "recomputed";
    case Tick::kIncluded:
      return "included";
    case Tick::kRounding:
      return "rounding";
    case Tick::kDiffers:
      break;
  }
  return "differs";
}

std::string_view symbol_of(Tick tick) {
  switch (tick) {
    case Tick::kFooted:
      return "Σ";
    case Tick::kTied:
      return "⇄";
    case Tick::kPrior:
      return "↩";
    case Tick::kRecomputed:
      return "%";
    case Tick::kIncluded:
      return "✓";
    case Tick::kRounding:
      return "≈";
    case Tick::kDiffers:
      break;
  }
  return "✗";
}

Tick tick_of(rules::CheckKind kind) {
  switch (kind) {
    case rules::CheckKind::kNoteTie:
    case rules::CheckKind::kStatementTie:
    case rules::CheckKind::kUnitTie:
      return Tick::kTied;
    case rules::CheckKind::kPeriodTie:
      return Tick::kPrior;
    case rules::CheckKind::kVariance:
    case rules::CheckKind::kRatio:
      return Tick::kRecomputed;
    case rules::CheckKind::kFooting:
    case rules::CheckKind::kCrossFooting:
    case rules::CheckKind::kBalance:
    case rules::CheckKind::kRollForward:
      break;
  }
  return Tick::kFooted;
}

}  // namespace siffra::reconcile
