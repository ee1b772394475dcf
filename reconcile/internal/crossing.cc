#include "reconcile/internal/crossing.h"

#include <algorithm>
#include <cstdlib>

#include "reconcile/internal/evidence.h"

namespace siffra::reconcile::internal {
namespace {

constexpr std::size_t kMostColumnsForPairs = 10;
constexpr int kEnoughBits = 20;
constexpr int kEnoughBitsForVariance = 8;

// What the heads alone ask for proves itself with less.
constexpr int kEnoughBitsWhereAsked = 8;

struct Candidate {
  ColumnStructure structure;
  int score = 0;
  std::vector<bool> proven;  // terms that are not zero in some row that holds
};

bool is_variance(const Grid& grid, std::size_t column) {
  return grid.roles[column] == rules::ColumnRole::kVariance;
}

// Opening, change, closing: all changes of an account of changes stand between the two.
bool is_asked_for(const Grid& grid, const std::vector<SumTerm>& terms, std::size_t total) {
  const bool opens = grid.roles[terms.front().row] == rules::ColumnRole::kOpening ||
                     grid.kind == rules::StatementKind::kEquityChanges;
  if (!opens || terms.front().row + terms.size() != total) return false;
  return std::all_of(terms.begin() + 1, terms.end(),
                     [&](const SumTerm& term) {
                       return term.weight == 1 &&
                              grid.roles[term.row] == rules::ColumnRole::kChange;
                     }) &&
         terms.front().row == 0 && grid.roles[total] != rules::ColumnRole::kChange;
}

// Adds what one row says. Rows with fewer than two parts prove nothing about what is added.
void weigh_row(const GridRow& row, Candidate& candidate, bool either_sign) {
  const Figure& total = row.figures[candidate.structure.total];
  ColumnSum parts;
  for (const SumTerm& term : candidate.structure.terms) {
    parts.add(row.figures[term.row], term.weight);
  }
  ColumnEvidence evidence = evidence_of(parts, total);
  if (either_sign && !evidence.holds) {
    parts.sum = -parts.sum;
    const ColumnEvidence opposite = evidence_of(parts, total);
    if (opposite.bits > evidence.bits) evidence = opposite;
  }
  if (parts.nonzero < 2 && evidence.holds) return;
  if (evidence.holds) {
    for (std::size_t t = 0; t < candidate.structure.terms.size(); ++t) {
      const Figure& figure = row.figures[candidate.structure.terms[t].row];
      if (figure.readable && figure.value != 0) candidate.proven[t] = true;
    }
  }
  candidate.score += evidence.bits;
  candidate.structure.holding += evidence.holds ? 1 : 0;
  candidate.structure.failing += evidence.fails ? 1 : 0;
  if (evidence.holds) candidate.structure.evidence += evidence.bits;
}

void weigh(const Grid& grid, std::vector<SumTerm> terms, std::size_t total, bool either_sign,
           int preference, std::vector<Candidate>& candidates) {
  Candidate candidate;
  candidate.structure.total = total;
  candidate.structure.terms = std::move(terms);
  candidate.structure.variance = either_sign;
  candidate.proven.resize(candidate.structure.terms.size(), false);
  for (const GridRow& row : grid.rows) {
    if (row.has_figures) weigh_row(row, candidate, either_sign);
  }
  candidate.score += preference;
  const ColumnStructure& found = candidate.structure;
  // A column that is empty in every row that holds is not known to take part.
  const bool all_proven =
      std::find(candidate.proven.begin(), candidate.proven.end(), false) == candidate.proven.end();
  const bool asked = !either_sign && is_asked_for(grid, found.terms, total) &&
                     found.evidence >= kEnoughBitsWhereAsked && found.holding > 0 &&
                     found.holding >= found.failing;
  const bool enough = asked         ? true
                      : either_sign ? found.evidence >= kEnoughBitsForVariance &&
                                          found.holding > 0 && found.holding >= found.failing
                                    : found.evidence >= kEnoughBits && found.holding >= 2 &&
                                          found.holding > 2 * found.failing && all_proven;
  if (enough) candidates.push_back(std::move(candidate));
}

// A variance is made of two columns; that one is the budget makes a pair more likely.
void weigh_variances(const Grid& grid, std::size_t total, std::vector<Candidate>& candidates) {
  for (std::size_t a = 0; a < grid.columns; ++a) {
    for (std::size_t b = a + 1; b < grid.columns; ++b) {
      if (a == total || b == total || is_variance(grid, a) || is_variance(grid, b)) continue;
      const bool budget_a = grid.roles[a] == rules::ColumnRole::kBudget;
      const bool budget_b = grid.roles[b] == rules::ColumnRole::kBudget;
      const std::size_t base = budget_a && !budget_b ? a : b;
      weigh(grid, {{base == a ? b : a, 1}, {base, -1}}, total, true, budget_a != budget_b ? 2 : 0,
            candidates);
    }
  }
}

void weigh_sums(const Grid& grid, std::size_t total, std::vector<Candidate>& candidates) {
  std::vector<SumTerm> before;
  for (std::size_t column = total; column-- > 0;) {
    before.insert(before.begin(), {column, 1});
    if (before.size() >= 2) weigh(grid, before, total, false, 0, candidates);
    // Opening debt + new loans - repayments = closing debt.
    for (std::size_t taken = 1; before.size() >= 3 && taken < before.size(); ++taken) {
      std::vector<SumTerm> mixed = before;
      mixed[taken].weight = -1;
      weigh(grid, std::move(mixed), total, false, -3, candidates);
    }
  }
  std::vector<SumTerm> after;
  for (std::size_t column = total + 1; column < grid.columns; ++column) {
    after.push_back({column, 1});
    if (after.size() >= 2) weigh(grid, after, total, false, -2, candidates);
  }
}

// One row in an otherwise untouched shape: closing is the total of opening and change, a
// difference otherwise stands after what it is made of.
void weigh_pairs(const Grid& grid, std::size_t total, std::vector<Candidate>& candidates) {
  if (grid.columns > kMostColumnsForPairs) return;
  for (std::size_t a = 0; a < grid.columns; ++a) {
    for (std::size_t b = 0; b < grid.columns; ++b) {
      if (a == b || a == total || b == total) continue;
      if (a < b && (a + 1 != b || b + 1 != total)) {
        weigh(grid, {{a, 1}, {b, 1}}, total, false, -4, candidates);
      }
      const bool change = grid.roles[total] == rules::ColumnRole::kChange;
      weigh(grid, {{a, 1}, {b, -1}}, total, false, change ? -1 : -6, candidates);
    }
  }
}

// a = b + c and c = a − b are one equation; and if a = b + c + d, then a = b + c is only what that
// looks like where d is zero.
bool same_columns(const ColumnStructure& a, const ColumnStructure& b) {
  const auto columns = [](const ColumnStructure& structure) {
    std::vector<std::size_t> all = {structure.total};
    for (const SumTerm& term : structure.terms) all.push_back(term.row);
    std::sort(all.begin(), all.end());
    return all;
  };
  const std::vector<std::size_t> left = columns(a);
  const std::vector<std::size_t> right = columns(b);
  return std::includes(left.begin(), left.end(), right.begin(), right.end()) ||
         std::includes(right.begin(), right.end(), left.begin(), left.end());
}

// +1 or −1 for rows that enter the table's totals so; 0 where nothing is known.
std::vector<int> orientations(const Grid& grid, const std::vector<SumStructure>& sums) {
  std::vector<int> orientation(grid.rows.size(), 0);
  for (auto structure = sums.rbegin(); structure != sums.rend(); ++structure) {
    if (structure->holding == 0) continue;
    int& total = orientation[structure->total];
    if (total == 0) total = 1;
    for (const SumTerm& term : structure->terms) {
      if (orientation[term.row] == 0) orientation[term.row] = total * term.weight;
    }
  }
  return orientation;
}

std::vector<PlacedFigure> place(const Grid& grid, const GridRow& row,
                                const ColumnStructure& columns, int sign) {
  std::vector<PlacedFigure> terms;
  terms.push_back({{grid.statement, row.row, columns.total}, row.figures[columns.total], -1});
  for (const SumTerm& term : columns.terms) {
    terms.push_back(
        {{grid.statement, row.row, term.row}, row.figures[term.row], sign * term.weight});
  }
  return terms;
}

Judgement judge_row(const Grid& grid, const GridRow& row, const ColumnStructure& columns,
                    int sign) {
  std::vector<WeightedFigure> figures;
  for (const PlacedFigure& term : place(grid, row, columns, sign)) {
    figures.push_back({term.figure, term.weight});
  }
  return judge(figures);
}

bool agrees(const Judgement& judgement) {
  return judgement.verdict == Verdict::kExact || judgement.verdict == Verdict::kRounding;
}

// The sign in which the variance is printed: +1 as stated by the structure, −1 opposite, 0 where
// both or neither fit.
int sign_of(const Grid& grid, const GridRow& row, const ColumnStructure& columns) {
  const bool plain = agrees(judge_row(grid, row, columns, 1));
  const bool opposite = agrees(judge_row(grid, row, columns, -1));
  return plain == opposite ? 0 : plain ? 1 : -1;
}

struct SignRule {
  int of_known = 0;    // printed sign · orientation, by majority of the rows in some total
  int of_unknown = 0;  // printed sign of the other rows, when they all but agree
};

SignRule sign_rule(const Grid& grid, const ColumnStructure& columns,
                   const std::vector<int>& orientation) {
  int known = 0;
  int unknown = 0;
  int unknown_rows = 0;
  for (std::size_t i = 0; i < grid.rows.size(); ++i) {
    const int sign = sign_of(grid, grid.rows[i], columns);
    if (orientation[i] != 0) {
      known += sign * orientation[i];
    } else {
      unknown += sign;
      unknown_rows += sign != 0 ? 1 : 0;
    }
  }
  SignRule rule;
  rule.of_known = known > 0 ? 1 : known < 0 ? -1 : 0;
  constexpr int kEnoughRows = 4;
  if (unknown_rows >= kEnoughRows && std::abs(unknown) >= unknown_rows - 2) {
    rule.of_unknown = unknown > 0 ? 1 : -1;
  }
  return rule;
}

// Under a variance an empty cell or a dash is as often "not given" as zero.
bool all_given(const std::vector<PlacedFigure>& terms) {
  return std::all_of(terms.begin(), terms.end(), [](const PlacedFigure& term) {
    return term.figure.present && !term.figure.nil;
  });
}

Draft variance_check(const Grid& grid, const GridRow& row, const ColumnStructure& columns,
                     int expected) {
  const int printed = sign_of(grid, row, columns);
  const bool reversed = printed != 0 && expected != 0 && printed != expected;
  const int sign = expected != 0 ? expected : printed != 0 ? printed : 1;
  const std::vector<PlacedFigure> terms = place(grid, row, columns, sign);
  const bool sure = columns.holding >= 2 * columns.failing;
  Draft draft =
      make_draft(reversed ? "variance.sign" : "variance", rules::CheckKind::kVariance,
                 reversed || !sure ? rules::Severity::kWarning : rules::Severity::kError, terms);
  // Where either sign would do, no cell is cleared of a lost minus.
  draft.clears = draft.clears && expected != 0;
  if (draft.check.verdict == Verdict::kDiscrepancy && !all_given(terms)) {
    draft.check.verdict = Verdict::kUnverifiable;
  }
  return draft;
}

Draft sum_check(const Grid& grid, const GridRow& row, const ColumnStructure& columns) {
  const std::vector<PlacedFigure> terms = place(grid, row, columns, 1);
  const bool sure = columns.holding >= 3 && columns.holding >= 3 * columns.failing &&
                    grid.unit == rules::Unit::kMoney;
  return make_draft("sum.columns", rules::CheckKind::kCrossFooting,
                    sure ? rules::Severity::kError : rules::Severity::kWarning, terms);
}

// Whether a row stands in some of the columns only, and its figures do not add up across them:
// "Goodwill  142" in the last column of a table of acquired assets.
bool stands_aside(const Grid& grid, const GridRow& row, const ColumnStructure& columns) {
  bool all = row.figures[columns.total].present;
  bool any = all;
  for (const SumTerm& term : columns.terms) {
    all = all && row.figures[term.row].present;
    any = any || row.figures[term.row].present;
  }
  return any && !all && !agrees(judge_row(grid, row, columns, 1)) &&
         !agrees(judge_row(grid, row, columns, -1));
}

// A sum of which a part stands aside need not add up across the columns either.
bool has_part_aside(const Grid& grid, std::size_t row, const ColumnStructure& columns,
                    const std::vector<SumStructure>& sums) {
  return std::any_of(sums.begin(), sums.end(), [&](const SumStructure& sum) {
    return sum.total == row && sum.holding > 0 &&
           std::any_of(sum.terms.begin(), sum.terms.end(), [&](const SumTerm& term) {
             return stands_aside(grid, grid.rows[term.row], columns);
           });
  });
}

}  // namespace

std::vector<ColumnStructure> infer_columns(const Grid& grid) {
  std::vector<Candidate> candidates;
  for (std::size_t total = 0; total < grid.columns; ++total) {
    if (is_variance(grid, total)) {
      weigh_variances(grid, total, candidates);
    } else {
      weigh_sums(grid, total, candidates);
      weigh_pairs(grid, total, candidates);
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  std::vector<ColumnStructure> accepted;
  for (Candidate& candidate : candidates) {
    const bool taken =
        std::any_of(accepted.begin(), accepted.end(), [&](const ColumnStructure& other) {
          return other.total == candidate.structure.total ||
                 same_columns(other, candidate.structure);
        });
    if (!taken) accepted.push_back(std::move(candidate.structure));
  }
  std::sort(accepted.begin(), accepted.end(),
            [](const ColumnStructure& a, const ColumnStructure& b) { return a.total < b.total; });
  return accepted;
}

std::vector<Draft> crossing_checks(const Grid& grid, const std::vector<ColumnStructure>& columns,
                                   const std::vector<SumStructure>& sums) {
  std::vector<Draft> drafts;
  const std::vector<int> orientation = orientations(grid, sums);
  for (const ColumnStructure& structure : columns) {
    const SignRule rule = sign_rule(grid, structure, orientation);
    for (std::size_t i = 0; i < grid.rows.size(); ++i) {
      const GridRow& row = grid.rows[i];
      if (!row.figures[structure.total].present) continue;
      const bool any_part =
          std::any_of(structure.terms.begin(), structure.terms.end(),
                      [&](const SumTerm& term) { return row.figures[term.row].present; });
      if (!any_part || has_part_aside(grid, i, structure, sums)) continue;
      const int expected = orientation[i] != 0 ? rule.of_known * orientation[i] : rule.of_unknown;
      drafts.push_back(structure.variance ? variance_check(grid, row, structure, expected)
                                          : sum_check(grid, row, structure));
    }
  }
  return drafts;
}

}  // namespace siffra::reconcile::internal
