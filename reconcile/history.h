// One body over the years: the strongest checks of all are between reports. Last year's closing
// balance is this year's opening balance, and a comparative column is what the earlier report
// printed.
//
//   std::vector<HistoryReport> reports = …;           // read and checked one by one
//   std::vector<Body> bodies = trace_history(reports, book);
//
// Reports are put together by organisation number, and by name where one has none: letter by letter
// but for what a recogniser may have misread, never over different numbers. Between the reports of
// a body every identity of the rule packs is tried whose terms stand in different reports. Nothing
// is changed here: what a neighbour printed is evidence about a doubtful figure, not its value.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extract/statement.h"
#include "reconcile/check.h"
#include "reconcile/report/report.h"
#include "rules/rule_book.h"

namespace siffra::reconcile {

struct HistoryReport {
  std::string path;  // of the document
  std::string page;  // link to its page of results; empty: none
  Report report;
};

// A figure of one of the reports.
struct HistoryFigure {
  std::size_t report = 0;  // index into the reports
  extract::CellAddress cell;
  int page = 0;
  rules::Money value;
  rules::Money quantum;  // of its last printed place
};

enum class PeriodOutcome {
  kAgrees,         // exactly or within rounding
  kRestated,       // the later report changed it: both stand in statements that add up, or the
                   // differences of the two balance sheets balance
  kContradiction,  // they differ, and nothing says why
  kUncertain,      // they differ, but one was read from a scan and no sum confirms the reading
};

struct PeriodCheck {
  std::string rule;        // "period.comparative", or the identity of the packs
  std::string concept_id;  // of the figure that is tried
  std::string label;       // as printed there
  rules::Date date{};      // the period's end
  PeriodOutcome outcome = PeriodOutcome::kAgrees;
  bool exact = true;
  bool balanced = false;    // restated: the differences of the two balance sheets balance
  rules::Money difference;  // printed minus what the other reports give
  HistoryFigure figure;     // the later report's
  std::vector<HistoryFigure> against;  // what it is tried against, at least one of another report
  std::string message_sv, message_en;
};

struct SeriesPoint {
  rules::Date date{};
  HistoryFigure figure;
  bool break_before = false;  // the next report prints another figure for the point before
};

// One concept over the years, from the reports' own columns; where no report of the period is at
// hand, from the comparative column of a later one.
struct Series {
  std::string concept_id;
  std::string name_sv, name_en;
  rules::StatementKind kind = rules::StatementKind::kOther;
  rules::EntityScope scope = rules::EntityScope::kUnstated;
  int months = 12;  // of the period, 0 for a balance
  std::vector<SeriesPoint> points;
};

// What a neighbour's sound report says about a figure that was read with doubt.
struct NeighbourEvidence {
  HistoryFigure doubtful;
  HistoryFigure neighbour;
};

struct Body {
  std::string name;                  // as the newest report prints it
  std::string org_number;            // empty: in none of them
  std::vector<std::string> names;    // other names it goes by, older ones last
  std::vector<std::size_t> reports;  // by period
  std::vector<PeriodCheck> checks;   // by report and place
  std::vector<Series> series;
  std::vector<NeighbourEvidence> evidence;
};

// Bodies by name; reports that hold nothing to check belong to none.
std::vector<Body> trace_history(const std::vector<HistoryReport>& reports,
                                const rules::RuleBook& book);

}  // namespace siffra::reconcile
