#include "reconcile/internal/repair_signs.h"

#include <algorithm>
#include <optional>
#include <set>

#include "reconcile/internal/grid.h"

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;
using extract::Extraction;

constexpr int kEnough = 3;
// As many were lost again in sums that nothing mends: both figures of one, or signs in no sum.
constexpr double kTwice = 2;
constexpr double kMost = 0.25;
constexpr double kRowHasMinuses = 6;  // times: signs of a row are mostly alike

Figure figure_at(const Extraction& extraction, const CellAddress& address) {
  const extract::StatementCell* cell = extract::find_cell(extraction, address);
  if (cell == nullptr) return {};
  return figure_of(extraction.statements[address.statement], *cell, cell->unit);
}

bool may_lack_minus(const extract::StatementCell* cell, const Belief& belief) {
  return cell != nullptr && cell->amount && cell->amount->digits > 0 && belief.recognised;
}

// The figure of a failing sum that makes it agree when it is given a minus.
std::optional<CellAddress> lacking_minus(const Extraction& extraction, const Check& check,
                                         const Beliefs& beliefs) {
  Wide sum = 0;
  for (const Term& term : check.terms) {
    const Figure figure = figure_at(extraction, term.cell);
    if (!figure.readable) return std::nullopt;
    sum += static_cast<Wide>(figure.value) * term.weight;
  }
  for (const Term& term : check.terms) {
    const auto belief = beliefs.find(term.cell);
    if (belief == beliefs.end()) continue;
    if (!may_lack_minus(extract::find_cell(extraction, term.cell), belief->second)) continue;
    const Figure figure = figure_at(extraction, term.cell);
    Wide left = 2 * (sum - static_cast<Wide>(figure.value) * 2 * term.weight);
    if (left < 0) left = -left;
    if (left <= check.doubled_tolerance.ore()) return term.cell;
  }
  return std::nullopt;
}

// The same figure but with a minus.
bool adds_minus(const extract::StatementCell& cell, const OtherFigure& other) {
  return cell.amount && cell.amount->digits > 0 && other.amount.digits == -cell.amount->digits &&
         other.amount.decimals == cell.amount->decimals;
}

// All other figures of the row are less than nothing.
bool row_has_minuses(const extract::StatementRow& row, std::size_t column) {
  bool any = false;
  for (const extract::StatementCell& cell : row.cells) {
    if (cell.column == column || !cell.amount || cell.amount->digits == 0) continue;
    if (cell.amount->digits > 0) return false;
    any = true;
  }
  return any;
}

}  // namespace

double chance_of_eaten_minus(const Extraction& extraction, const std::vector<Draft>& drafts,
                             const Beliefs& beliefs) {
  std::set<CellAddress> taken;
  int lacking = 0;
  for (const Draft& draft : drafts) {
    const Check& check = draft.check;
    if (check.verdict != Verdict::kDiscrepancy || check.terms.size() < 2) continue;
    if (check.kind == rules::CheckKind::kRatio || check.kind == rules::CheckKind::kUnitTie)
      continue;
    const bool shares = std::any_of(check.terms.begin(), check.terms.end(),
                                    [&](const Term& term) { return taken.contains(term.cell); });
    if (shares || !lacking_minus(extraction, check, beliefs)) continue;
    for (const Term& term : check.terms) taken.insert(term.cell);
    ++lacking;
  }
  if (lacking < kEnough) return 0;
  const auto plain = std::count_if(beliefs.begin(), beliefs.end(), [&](const auto& known) {
    return may_lack_minus(extract::find_cell(extraction, known.first), known.second);
  });
  return std::min(kMost, kTwice * lacking / static_cast<double>(plain));
}

void expect_eaten_minuses(const Extraction& extraction, double chance, Beliefs& beliefs) {
  for (auto& [address, belief] : beliefs) {
    const extract::StatementCell* cell = extract::find_cell(extraction, address);
    if (!may_lack_minus(cell, belief)) continue;
    const auto& row = extraction.statements[address.statement].rows[address.row];
    const bool expected = row_has_minuses(row, address.column);
    const double own = std::min(kMost, (expected ? kRowHasMinuses : 1) * chance);
    for (OtherFigure& other : belief.others) {
      if (adds_minus(*cell, other)) other.probability = std::max(other.probability, own);
    }
  }
}

double worth_of(double answer, const extract::StatementCell& cell, const OtherFigure& other,
                bool minuses_eaten) {
  constexpr double kMost = 8;
  constexpr double kEaten = 1;
  return std::clamp(answer, minuses_eaten && adds_minus(cell, other) ? -kEaten : -kMost, kMost);
}

}  // namespace siffra::reconcile::internal
