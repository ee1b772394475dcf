#include "reconcile/internal/suspicion.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <utility>

#include "reconcile/internal/magnitude.h"
#include "reconcile/internal/residual.h"

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;
using extract::Extraction;

// Slips, the likeliest first: of several checks the one that says most is taken.
enum class Slip { kSign, kTransposition, kLookAlike, kDigit, kNotCounted, kGroup, kNone };

// Logarithms of odds, fitted.
double weight_of(Slip slip) {
  switch (slip) {
    case Slip::kSign:
      return 0.15;
    case Slip::kTransposition:
      return 1.85;
    case Slip::kLookAlike:
      return 2.4;
    case Slip::kDigit:
      return -0.1;
    case Slip::kNotCounted:
      return -1;
    case Slip::kGroup:
      return -1.75;
    case Slip::kNone:
      break;
  }
  return -1.6;
}

constexpr double kMends = 1.1;            // one new figure mends every check of the cause
constexpr double kMendsBySlip = 0.6;      // and that figure is a slip away
constexpr double kMendsByNothing = -1.6;  // and that figure is zero
constexpr double kHoldsOnce = -2;         // a check that holds has the cell
constexpr double kHoldsOften = -4;
constexpr double kInSomeOnly = 1.05;  // of the failing checks; each further one counts as well
constexpr double kEachFurther = 1.8;
constexpr int kMostFurther = 3;
constexpr double kTotal = 1;           // of a failing check
constexpr double kFirstTotal = -2.15;  // of the gravest: always listed, so that being it tells less
constexpr double kSumRow = 2.95;
constexpr double kLeavesOneOut = 0.65;  // the total is off by just one of its parts
constexpr double kStale = 1.9;
constexpr double kTie = -2.05;
constexpr double kNearer = 2.4;    // to the other years of its row, when mended
constexpr double kOfNoCheck = -6;  // a row that the sum leaves out

Slip slip_of(const Explanation& explanation) {
  constexpr int kAlike = 6;
  constexpr int kOneDigit = 5;
  switch (explanation.kind) {
    case HypothesisKind::kSign:
      return Slip::kSign;
    case HypothesisKind::kTransposition:
      return Slip::kTransposition;
    case HypothesisKind::kMissingRow:
      return Slip::kNotCounted;
    default:
      break;
  }
  if (explanation.strength >= kAlike) return Slip::kLookAlike;
  return explanation.strength >= kOneDigit ? Slip::kDigit : Slip::kGroup;
}

// What the failing checks of a cause say of one cell.
struct Evidence {
  std::size_t checks = 0;
  Slip slip = Slip::kNone;
  bool total = false;
  bool first_total = false;
  bool leaves_one_out = false;
  bool tie = false;
  std::int64_t least = 0, most = 0;  // change that it needs
  std::int64_t quantum = 0;
};

class Ranking {
 public:
  Ranking(const Extraction& extraction, const std::vector<Draft>& drafts, const Cause& cause)
      : extraction_(extraction), cause_(cause) {
    for (const Draft& draft : drafts) {
      const Verdict verdict = draft.check.verdict;
      if (verdict != Verdict::kExact && verdict != Verdict::kRounding) continue;
      // A share that fits bears no amount out to its last digit.
      if (draft.check.kind == rules::CheckKind::kRatio) continue;
      for (const Term& term : draft.check.terms) ++holding_[term.cell];
    }
    for (std::size_t i = 0; i < cause.checks.size(); ++i) gather(drafts[cause.checks[i]], i == 0);
  }

  [[nodiscard]] double score(const CellAddress& cell) const {
    const auto found = evidence_.find(cell);
    if (found == evidence_.end()) return kOfNoCheck;
    const Evidence& evidence = found->second;
    if (only_shares_) return static_cast<double>(2 * evidence.checks) + (evidence.total ? 1 : 0);
    double score = weight_of(evidence.slip);
    const bool everywhere = evidence.checks == cause_.checks.size();
    constexpr std::int64_t kSlack = 6;
    if (everywhere && evidence.most - evidence.least <= kSlack * evidence.quantum) {
      score += kMends;
      if (evidence.slip == Slip::kNotCounted) score += kMendsByNothing;
      if (evidence.slip < Slip::kNotCounted || evidence.slip == Slip::kGroup) score += kMendsBySlip;
    }
    if (!everywhere) score += kInSomeOnly;
    score += kEachFurther * std::min(kMostFurther, static_cast<int>(evidence.checks) - 1);
    const auto holding = holding_.find(cell);
    if (holding != holding_.end()) score += holding->second == 1 ? kHoldsOnce : kHoldsOften;
    if (evidence.total) score += kTotal;
    if (evidence.first_total) score += kFirstTotal;
    if (evidence.leaves_one_out) score += kLeavesOneOut;
    if (evidence.tie) score += kTie;
    const auto& row = extraction_.statements[cell.statement].rows[cell.row];
    if (row.kind == rules::RowKind::kSum) score += kSumRow;
    if (repeats_other_column(extraction_, cell)) score += kStale;
    return score + kNearer * comes_nearer(cell, evidence);
  }

 private:
  void gather(const Draft& draft, bool first) {
    const Check& check = draft.check;
    only_shares_ = only_shares_ && check.kind == rules::CheckKind::kRatio;
    const std::vector<PlacedFigure> terms = placed_figures(extraction_, check);
    const std::int64_t difference = check.difference.ore();
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const auto [where, fresh] = evidence_.try_emplace(terms[i].cell);
      Evidence& evidence = where->second;
      ++evidence.checks;
      const std::int64_t change = difference * terms[i].weight;
      evidence.least = fresh ? change : std::min(evidence.least, change);
      evidence.most = fresh ? change : std::max(evidence.most, change);
      evidence.quantum = std::max<std::int64_t>(1, terms[i].figure.quantum);
      evidence.tie = evidence.tie || check.kind == rules::CheckKind::kNoteTie;
      if (i > 0) continue;
      evidence.total = true;
      evidence.first_total = evidence.first_total || first;
      evidence.leaves_one_out = evidence.leaves_one_out || is_one_part(terms, difference);
    }
    if (check.kind == rules::CheckKind::kRatio) return;
    for (const Explanation& explanation : explain_residual(terms, difference)) {
      Slip& slip = evidence_[terms[explanation.term].cell].slip;
      slip = std::min(slip, slip_of(explanation));
    }
  }

  // By how much nearer to what its row tells of other years, or of the budget, the figure would be
  // were it mended: a cost of 45 beside one of 50 was hardly meant to be 645.
  [[nodiscard]] double comes_nearer(const CellAddress& cell, const Evidence& evidence) const {
    const extract::Statement& statement = extraction_.statements[cell.statement];
    const extract::StatementCell* own = extract::find_cell(extraction_, cell);
    if (own == nullptr || is_change(statement.columns[cell.column].role)) return 0;
    const std::int64_t value = figure_of(statement, *own, own->unit).value;
    double before = 1;
    double after = 1;
    for (const extract::StatementCell& other : statement.rows[cell.row].cells) {
      if (other.column == cell.column || other.unit != own->unit) continue;
      if (is_change(statement.columns[other.column].role)) continue;
      const Figure figure = figure_of(statement, other, other.unit);
      if (!figure.readable || figure.value == 0) continue;
      const auto like = static_cast<double>(figure.value);
      const auto printed = static_cast<double>(value);
      before = std::min(before, apart(printed, like));
      after = std::min({after, apart(printed + static_cast<double>(evidence.least), like),
                        apart(printed + static_cast<double>(evidence.most), like)});
    }
    return std::sqrt(before) - std::sqrt(after);
  }

  static bool is_change(rules::ColumnRole role) {
    return role == rules::ColumnRole::kVariance || role == rules::ColumnRole::kPercent ||
           role == rules::ColumnRole::kChange;
  }

  // As a share of the larger, at most 1.
  static double apart(double a, double b) {
    return std::min(1.0, std::abs(a - b) / std::max(std::abs(a), std::abs(b)));
  }

  static bool is_one_part(const std::vector<PlacedFigure>& terms, std::int64_t difference) {
    return std::any_of(terms.begin() + 1, terms.end(), [&](const PlacedFigure& term) {
      const std::int64_t apart = magnitude(magnitude(difference) - magnitude(term.figure.value));
      return term.figure.value != 0 && apart <= 2 * term.figure.quantum;
    });
  }

  const Extraction& extraction_;
  const Cause& cause_;
  std::map<CellAddress, Evidence> evidence_;
  std::map<CellAddress, int> holding_;
  // A difference of percentage points says nothing of the amounts: of figures that share as many
  // failing shares, the share itself, which is computed by hand, goes first.
  bool only_shares_ = true;
};

}  // namespace

std::vector<PlacedFigure> placed_figures(const Extraction& extraction, const Check& check) {
  std::vector<PlacedFigure> terms;
  for (const Term& term : check.terms) {
    const extract::StatementCell* cell = extract::find_cell(extraction, term.cell);
    Figure figure;
    if (cell != nullptr) {
      figure = figure_of(extraction.statements[term.cell.statement], *cell, cell->unit);
    }
    terms.push_back({term.cell, figure, term.weight});
  }
  return terms;
}

bool repeats_other_column(const Extraction& extraction, const CellAddress& cell) {
  const extract::StatementCell* own = extract::find_cell(extraction, cell);
  if (own == nullptr || !own->amount || own->amount->digits == 0) return false;
  const auto& cells = extraction.statements[cell.statement].rows[cell.row].cells;
  return std::any_of(cells.begin(), cells.end(), [&](const extract::StatementCell& other) {
    return other.column != cell.column && other.amount &&
           other.amount->digits == own->amount->digits;
  });
}

std::vector<CellAddress> by_suspicion(const Extraction& extraction,
                                      const std::vector<Draft>& drafts, const Cause& cause) {
  const Ranking ranking(extraction, drafts, cause);
  std::vector<std::pair<double, CellAddress>> scored;
  for (const CellAddress& cell : cause.cells) scored.emplace_back(ranking.score(cell), cell);
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<CellAddress> cells;
  for (const auto& [score, cell] : scored) cells.push_back(cell);
  return cells;
}

}  // namespace siffra::reconcile::internal
