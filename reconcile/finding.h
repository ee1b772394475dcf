// Findings: what a person should look at, one per cause.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/statement.h"
#include "reconcile/check.h"

namespace siffra::reconcile {

enum class HypothesisKind {
  kSign,
  kDigit,
  kTransposition,
  kMissingRow,
  kStaleFigure,
  kWrongColumn,
  kMisread,
  kUnit,
  kOfWhich
};

struct Hypothesis {
  HypothesisKind kind = HypothesisKind::kDigit;
  extract::CellAddress cell;
  std::string value;  // decimal in the printed unit: what the figure would have been
  double probability = 0;
};

// What an auditor has decided about a finding (reconcile/decisions.h).
enum class Standing {
  kOpen,
  kConfirmed,  // it is an error of the report
  kDismissed,  // it is none; the comment says why
};

struct Finding {
  std::string id;   // "f1"
  std::string key;  // stable over drafts of the same report: made of rule, statement, labels and
                    // column, not of ids
  rules::Severity severity = rules::Severity::kError;
  std::vector<std::size_t> checks;          // indices into Audit::checks
  std::vector<extract::CellAddress> cells;  // the cells in doubt, most suspect first
  rules::Money difference;                  // printed minus recomputed
  std::string title_sv, title_en;
  std::string explanation_sv, explanation_en;
  std::optional<Hypothesis> hypothesis;
  Standing standing = Standing::kOpen;
  std::string comment;  // the auditor's
};

// How well a cell is covered: by how many independent checks that came out exact or rounding.
struct Coverage {
  int holding = 0;
  int failing = 0;
};

}  // namespace siffra::reconcile
