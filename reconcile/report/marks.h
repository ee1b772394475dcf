// What an auditor's pencil would have put beside each figure: its state and its ticks.
//
//   const Marks marks = mark_figures(report);
//   marks.at({0, 4, 0}).state            // kDiffers
//   symbol_of(Tick::kFooted)             // "Σ"
//
// The pages, the workbook and the review page all colour and tick from here, so that a figure looks
// the same in each of them. A figure that only takes part in a sum that fails, without being in
// doubt itself, keeps the state its other checks give it: one wrong total does not redden a table.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "reconcile/report/report.h"

namespace siffra::reconcile {

enum class CellState {
  kTwice,      // held by two or more independent checks
  kOnce,       // held by one
  kUnchecked,  // no check concerns it
  kRounding,   // the total of a sum that agrees only within rounding
  kRepaired,   // its reading was changed
  kUnsure,     // could not be read, or only with doubt
  kDiffers,    // in doubt because something does not agree
};

enum class Tick {
  kFooted,      // Σ  the rows or columns it is the total of add up
  kTied,        // ⇄  agrees with another statement or note
  kPrior,       // ↩  agrees with the prior period
  kRecomputed,  // %  a share, variance or change computed again
  kIncluded,    // ✓  a part of something that agrees
  kRounding,    // ≈  agrees within rounding
  kDiffers,     // ✗  does not agree
};

struct CellMarks {
  CellState state = CellState::kUnchecked;
  std::vector<Tick> ticks;            // in the order of the enumeration, each once
  std::vector<std::size_t> checks;    // indices into Audit::checks, those it takes part in
  std::vector<std::size_t> findings;  // indices into Audit::findings, those that concern it
  std::optional<std::size_t> repair;  // index into Report::repairs
};

// Every figure of the report has an entry.
using Marks = std::map<extract::CellAddress, CellMarks>;
Marks mark_figures(const Report& report);

std::string_view name_of(CellState state);  // "twice"
std::string_view name_of(Tick tick);        // "footed"
std::string_view symbol_of(Tick tick);      // "Σ"
Tick tick_of(rules::CheckKind kind);        // of the total of a check that holds

}  // namespace siffra::reconcile
