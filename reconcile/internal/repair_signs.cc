#include "reconcile/internal/repair_signs.h"

#include <algorithm>
#include <optional>
#include <set>

#include "reconcile/internal/grid.h"

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;
using extract::Extraction;

constexpr std::size_t kEnough = 3;
// As many were lost again in sums that nothing mends: both figures of one, or signs in no sum.
constexpr double kTwice = 2;
constexpr double kMost = 0.25;
constexpr double kRowHasMinuses = 6;  // times: signs of a row are mostly alike
// No choice among figures makes a sum agree by chance: none of them has kept its minus.
constexpr double kTogether = 0.9;
constexpr std::size_t kEnoughTogether = 3;

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

// All other figures of the row are less than nothing; a variance may have either sign.
bool row_has_minuses(const extract::Statement& statement, std::size_t row, std::size_t column) {
  bool any = false;
  for (const extract::StatementCell& cell : statement.rows[row].cells) {
    if (cell.column == column || !cell.amount || cell.amount->digits == 0) continue;
    if (statement.columns[cell.column].role == rules::ColumnRole::kVariance) continue;
    if (cell.amount->digits > 0) return false;
    any = true;
  }
  return any;
}

// The figures of a failing sum that lack the minus of their rows, where it agrees when all of them
// are given it. No choice among figures makes it agree by chance.
std::vector<CellAddress> lacking_together(const Extraction& extraction, const Check& check,
                                          const Beliefs& beliefs) {
  std::vector<CellAddress> lacking;
  Wide sum = 0;
  for (const Term& term : check.terms) {
    const Figure figure = figure_at(extraction, term.cell);
    if (!figure.readable) return {};
    Wide value = figure.value;
    const auto belief = beliefs.find(term.cell);
    const auto& statement = extraction.statements[term.cell.statement];
    if (belief != beliefs.end() &&
        may_lack_minus(extract::find_cell(extraction, term.cell), belief->second) &&
        row_has_minuses(statement, term.cell.row, term.cell.column)) {
      value = -value;
      lacking.push_back(term.cell);
    }
    sum += value * term.weight;
  }
  const Wide left = 2 * (sum < 0 ? -sum : sum);
  if (lacking.size() < kEnoughTogether || left > check.doubled_tolerance.ore()) return {};
  return lacking;
}

bool tells_of_signs(const Check& check) {
  return check.verdict == Verdict::kDiscrepancy && check.terms.size() >= 2 &&
         check.kind != rules::CheckKind::kRatio && check.kind != rules::CheckKind::kUnitTie;
}

}  // namespace

EatenMinuses eaten_minuses(const Extraction& extraction, const std::vector<Draft>& drafts,
                           const Beliefs& beliefs) {
  EatenMinuses eaten;
  std::set<CellAddress> taken;
  std::size_t lacking = 0;
  for (const Draft& draft : drafts) {
    const Check& check = draft.check;
    if (!tells_of_signs(check)) continue;
    const std::vector<CellAddress> together = lacking_together(extraction, check, beliefs);
    eaten.together.insert(together.begin(), together.end());
    const bool shares = std::any_of(check.terms.begin(), check.terms.end(),
                                    [&](const Term& term) { return taken.contains(term.cell); });
    if (shares || (together.empty() && !lacking_minus(extraction, check, beliefs))) continue;
    for (const Term& term : check.terms) taken.insert(term.cell);
    lacking += std::max<std::size_t>(1, together.size());
  }
  if (lacking < kEnough) return eaten;
  const auto plain = std::count_if(beliefs.begin(), beliefs.end(), [&](const auto& known) {
    return may_lack_minus(extract::find_cell(extraction, known.first), known.second);
  });
  eaten.chance =
      std::min(kMost, kTwice * static_cast<double>(lacking) / static_cast<double>(plain));
  return eaten;
}

void expect_eaten_minuses(const Extraction& extraction, const EatenMinuses& eaten,
                          Beliefs& beliefs) {
  for (auto& [address, belief] : beliefs) {
    const extract::StatementCell* cell = extract::find_cell(extraction, address);
    if (!may_lack_minus(cell, belief)) continue;
    const auto& statement = extraction.statements[address.statement];
    const bool expected = row_has_minuses(statement, address.row, address.column);
    double own = std::min(kMost, (expected ? kRowHasMinuses : 1) * eaten.chance);
    if (eaten.together.contains(address)) {
      own = kTogether;
      belief.as_read = std::min(belief.as_read, 1 - kTogether);
    }
    for (OtherFigure& other : belief.others) {
      if (adds_minus(*cell, other)) other.probability = std::max(other.probability, own);
    }
  }
}

double worth_of(double answer, const CellAddress& address, const extract::StatementCell& cell,
                const OtherFigure& other, const EatenMinuses& eaten) {
  constexpr double kMostWorth = 8;
  constexpr double kEaten = 1;
  double denied = kMostWorth;
  if (adds_minus(cell, other) && eaten.chance > 0) {
    denied = eaten.together.contains(address) ? 0 : kEaten;
  }
  return std::clamp(answer, -denied, kMostWorth);
}

}  // namespace siffra::reconcile::internal
