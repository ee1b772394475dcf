// Misread figures put right, and wrong figures left to be found.
//
//   Repaired repaired = repair(extraction, book, {});      // extraction holds the new values
//   repaired.audit       // checks and findings on them, each finding weighed: misread or wrong?
//   repaired.repairs     // what was changed, why, and what else it may have been
//
// A figure is changed only when its image supports the new value (another reading of it, or a shape
// known to be confused where the readings do not agree), the sums ask for it, and every other
// explanation is far less likely: that the report is wrong, or that another figure is misread.
// Arithmetic alone changes nothing. Figures of a text layer are never changed. See docs/repair.md.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/statement.h"
#include "reconcile/audit.h"
#include "rules/rule_book.h"

namespace siffra::reconcile {

// A cell whose value was changed, with everything that speaks for and against it.
struct Repair {
  std::string id;  // "p1"
  extract::CellAddress cell;
  std::string from, to;
  double probability = 0;
  std::vector<std::string> evidence;  // "second_reading", "shape_confusion", ids of checks
  std::vector<std::pair<std::string, double>> alternatives;
};

// Looks at the picture of a cell again and says how much more likely the first text is printed
// there than the second, as a natural logarithm; nullopt where there is no picture to ask.
using SecondLook = std::function<std::optional<double>(
    const extract::StatementCell& cell, const std::string& text, const std::string& other)>;

// Whether print that was not read stands in an area of a page, in points: a row or cell that was
// lost; nullopt where there is no picture to ask.
using UnreadPrint = std::function<std::optional<bool>(int page, const extract::Box& area)>;

struct RepairSettings {
  SecondLook second_look;     // none: only the readings at hand are weighed
  UnreadPrint unread_print;   // none: whether a row was lost is guessed from the page's doubt
  double accepted = 0.99;     // least probability of a changed value
  int rounds = 4;             // how often sums are inferred anew from the changed figures
  std::size_t steps = 60000;  // of the search, for each group of connected sums
};

// One group of connected sums as the search left it: for `siffra explain --stage repairs`.
struct RepairTrace {
  int round = 0;
  std::vector<std::string> checks;  // that failed
  struct Choice {
    extract::CellAddress cell;
    std::string text;        // as read or otherwise
    double prior = 0;        // by the image alone
    double probability = 0;  // with the sums
    bool as_read = false;
  };
  std::vector<Choice> choices;
  double report_wrong = 0;  // probability that the report itself is wrong here
  bool gave_up = false;     // the search ran out of steps: nothing of it was accepted
};

struct Repaired {
  Audit audit;
  std::vector<Repair> repairs;
  std::vector<RepairTrace> trace;
};

Repaired repair(extract::Extraction& extraction, const rules::RuleBook& book,
                const RepairSettings& settings);

}  // namespace siffra::reconcile
