// What each recognised figure may be: its reading, the other readings of it, and what shapes known
// to be confused would make of it, each with a probability by the image alone.
//
// Example: "1 375" read once as "1 325": 0.88 · 0.10, and 0.02 shared by all else. A figure of a
// text layer is certain. What no candidate covers is `unseen`.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extract/statement.h"
#include "rules/rule_book.h"

namespace siffra::reconcile::internal {

struct OtherFigure {
  std::string text;
  rules::ReportedAmount amount;
  double probability = 0;
  bool read = false;  // some reading of the cell gave it; else a confusion of shapes
};

struct Belief {
  double as_read = 1;               // 0 where what was read is no amount
  double unseen = 0;                // that it is nothing of what is listed
  bool recognised = false;          // from an image: may have been misread
  double surest = 1;                // that can be told of it by its reading alone
  double misshapen = 0;             // that it is misread, where its box does not fit its text
  std::vector<OtherFigure> others;  // best first
};

using Beliefs = std::map<extract::CellAddress, Belief>;

Beliefs beliefs_of(const extract::Extraction& extraction, const rules::RuleBook& book);

// The decimals that at least this share of a table's amounts have; −1 where there are none such.
int usual_decimals(const extract::Statement& statement, double share);

// How much of a page is read with doubt, 0 to 1, by page: a plainly printed page can be trusted
// further than its readings alone say.
std::map<int, double> doubt_by_page(const extract::Extraction& extraction);

}  // namespace siffra::reconcile::internal
