// Checks: one equation over cells, tried on the printed figures.
//
// Σ weight·value = 0 when it holds. A printed figure stands for the interval of values that would
// print so (XBRL Calculations 1.1), so with quanta u the tolerance is ½·Σ|weight|·u. All of it in
// integers of öre.
#pragma once

#include <string>
#include <vector>

#include "extract/statement.h"
#include "rules/money.h"
#include "rules/terms.h"

namespace siffra::reconcile {

enum class Verdict { kExact, kRounding, kDiscrepancy, kUnverifiable };

struct Term {
  extract::CellAddress cell;
  int weight = 1;
  friend bool operator==(const Term&, const Term&) = default;
};

struct Check {
  std::string id;    // "k17"
  std::string rule;  // "income.net_cost"; "sum.inferred" for a structure found in the table itself
  rules::CheckKind kind = rules::CheckKind::kFooting;
  Verdict verdict = Verdict::kUnverifiable;
  rules::Severity severity = rules::Severity::kError;  // of its discrepancy
  std::vector<Term> terms;         // the first term is the printed total, with weight −1
  rules::Money difference;         // printed minus recomputed
  rules::Money doubled_tolerance;  // Σ|weight|·quantum: twice the tolerance, to stay in integers
  bool rounding_improbable = false;  // inside the bound but beyond three standard deviations
  std::string message_sv, message_en;
};

}  // namespace siffra::reconcile
