#include "reconcile/internal/footing.h"

#include <algorithm>
#include <cstdlib>

#include "reconcile/internal/labels.h"
#include "reconcile/internal/residual.h"

namespace siffra::reconcile::internal {
namespace {

// How far the structure can be trusted where it does not hold. Confirmed: the total is known to be
// right from elsewhere, its rows are not.
enum class Trust { kNone, kConfirmed, kDemanded, kWeak, kProven };

// An overview repeats totals of the statements one below the other: they add up to nothing there.
bool stands_alone(const Grid& grid, const GridRow& total) {
  return grid.kind == rules::StatementKind::kOverview && !total.concept_id.empty();
}

// "Totalt eget kapital" of an overview is no sum of the rows above it where it is so in none of its
// years. What lacks a row in all of them is told by how much it falls short.
bool is_no_sum(const Grid& grid, const SumStructure& structure) {
  return grid.kind == rules::StatementKind::kOverview && structure.holding == 0 &&
         structure.failing > 1;
}

// What there was at the beginning, what came and went, and what there is at the end.
bool is_roll_forward(const Grid& grid, const SumStructure& structure) {
  return grid.rows[structure.total].closing &&
         std::any_of(structure.terms.begin(), structure.terms.end(),
                     [&](const SumTerm& term) { return grid.rows[term.row].opening; });
}

Trust trust_in(const Grid& grid, const SumStructure& structure) {
  const GridRow& total = grid.rows[structure.total];
  if (is_proven(structure)) {
    constexpr int kBitsWithoutLabel = 14;
    const bool labelled = is_labelled_total(total) || is_roll_forward(grid, structure);
    if (structure.skips) return Trust::kWeak;
    if (structure.terms.size() == 1) {
      return labelled && structure.holding >= structure.failing ? Trust::kWeak : Trust::kNone;
    }
    if (!labelled && !total.tied) {
      // Items do add up to one another by nature (half is the state's, half the members'). But one
      // that a larger total leaves out, whose parts it counts, is no item.
      const bool no_item = structure.passed_over && structure.shape == Shape::kBelow;
      if (structure.evidence < kBitsWithoutLabel) return no_item ? Trust::kWeak : Trust::kNone;
      if (structure.shape == Shape::kAbove && structure.holding < 2)
        return structure.passed_over ? Trust::kWeak : Trust::kNone;
    }
    if (structure.holding < structure.failing) return Trust::kWeak;
    return Trust::kProven;
  }
  if (stands_alone(grid, total) || is_no_sum(grid, structure)) return Trust::kNone;
  // Another statement tells it as a whole, and in some column few digits say of which rows.
  const bool known_whole = total.tied && structure.natural && structure.terms.size() > 1;
  if (known_whole && structure.holding > 0 && structure.holding >= structure.failing)
    return Trust::kWeak;
  const bool main_statement = grid.kind == rules::StatementKind::kIncomeStatement ||
                              grid.kind == rules::StatementKind::kBalanceSheet ||
                              grid.kind == rules::StatementKind::kCashFlowStatement;
  const bool demanded = total.sum_word || (total.sum_concept && main_statement);
  if (!demanded || !structure.natural) return Trust::kNone;
  // That a concept is a total does not say of which rows: where they hold in no column, a row may
  // as well have been missed.
  if (!total.sum_word && structure.failing > 1) return Trust::kNone;
  if (structure.terms.size() > 1 || structure.heading_match) return Trust::kDemanded;
  return Trust::kNone;
}

std::vector<PlacedFigure> place_with_signs(const Grid& grid, const SumStructure& structure,
                                           std::size_t column, bool subtract) {
  std::vector<PlacedFigure> terms;
  const auto add = [&](std::size_t row, int weight) {
    terms.push_back(
        {{grid.statement, grid.rows[row].row, column}, grid.rows[row].figures[column], weight});
  };
  add(structure.total, -1);
  for (const SumTerm& term : structure.terms) add(term.row, subtract ? term.weight : 1);
  return terms;
}

std::int64_t miss_of(const std::vector<PlacedFigure>& terms) {
  std::vector<WeightedFigure> figures;
  for (const PlacedFigure& term : terms) figures.push_back({term.figure, term.weight});
  const std::int64_t difference = judge(figures).difference;
  return difference < 0 ? -difference : difference;
}

// The figures of a column are those of one other less those of a second, in either sign and in all
// rows of the sum but one: a variance, whatever became of its head.
bool is_difference(const Grid& grid, const SumStructure& structure, std::size_t column) {
  constexpr int kFewestRows = 3;
  std::vector<std::size_t> rows{structure.total};
  for (const SumTerm& term : structure.terms) rows.push_back(term.row);
  const auto fits = [&](std::size_t first, std::size_t second) {
    int shown = 0;
    int others = 0;
    for (const std::size_t row : rows) {
      const auto& figures = grid.rows[row].figures;
      if (!figures[column].readable || !figures[first].readable || !figures[second].readable)
        return false;
      const std::int64_t apart = std::abs(figures[first].value - figures[second].value);
      if (std::abs(std::abs(figures[column].value) - apart) > figures[column].quantum) {
        if (++others > 1) return false;
        continue;
      }
      const bool tells =
          figures[column].value != 0 && figures[first].value != 0 && figures[second].value != 0;
      if (tells) ++shown;
    }
    return shown >= kFewestRows;
  };
  for (std::size_t first = 0; first < grid.columns; ++first) {
    for (std::size_t second = first + 1; second < grid.columns; ++second) {
      if (first != column && second != column && fits(first, second)) return true;
    }
  }
  return false;
}

// Where costs are printed positive their variances are mostly printed as effects on the result, so
// that the variance column adds up without subtraction. The nearer of the two is meant.
std::vector<PlacedFigure> place(const Grid& grid, const SumStructure& structure,
                                std::size_t column) {
  std::vector<PlacedFigure> terms = place_with_signs(grid, structure, column, true);
  if (grid.roles[column] != rules::ColumnRole::kVariance &&
      (miss_of(terms) == 0 || !is_difference(grid, structure, column)))
    return terms;
  std::vector<PlacedFigure> effects = place_with_signs(grid, structure, column, false);
  return miss_of(effects) < miss_of(terms) ? effects : terms;
}

// The row adds nothing in any column where the structure holds: whether it belongs to the total
// has never been shown.
bool is_untried(const Grid& grid, const SumStructure& structure, std::size_t row) {
  for (std::size_t column = 0; column < grid.columns; ++column) {
    const Figure& figure = grid.rows[row].figures[column];
    if (!figure.readable || figure.value == 0) continue;
    const auto terms = place(grid, structure, column);
    std::vector<WeightedFigure> figures;
    for (const PlacedFigure& term : terms) figures.push_back({term.figure, term.weight});
    if (judge(figures).verdict != Verdict::kDiscrepancy) return false;
  }
  return true;
}

bool left_out_untried_row(const Grid& grid, const SumStructure& structure, std::size_t column,
                          std::int64_t difference) {
  for (const SumTerm& term : structure.terms) {
    const Figure& figure = grid.rows[term.row].figures[column];
    if (!figure.readable || figure.value == 0) continue;
    if (figure.value * term.weight != -difference) continue;
    if (is_untried(grid, structure, term.row)) return true;
  }
  return false;
}

// A row of the block was taken for another unit ("Utdelning, 1 kr per aktie"), and with it the sum
// would hold.
bool left_out_other_unit(const Grid& grid, const SumStructure& structure, std::size_t column,
                         std::int64_t difference) {
  std::size_t first = structure.total;
  std::size_t last = structure.total;
  for (const SumTerm& term : structure.terms) {
    first = std::min(first, term.row);
    last = std::max(last, term.row);
  }
  const std::int64_t slack = grid.rows[structure.total].figures[column].quantum *
                             static_cast<std::int64_t>(structure.terms.size() + 1);
  for (std::size_t row = first; row <= last; ++row) {
    const std::int64_t value = grid.rows[row].set_aside[column];
    if (value != 0 && std::abs(value - difference) <= slack) return true;
  }
  return false;
}

// Some part of a total printed above them is not printed in this column, where it is in another.
bool lacks_a_part(const Grid& grid, const SumStructure& structure, std::size_t column) {
  return structure.shape == Shape::kAbove &&
         std::any_of(structure.terms.begin(), structure.terms.end(), [&](const SumTerm& term) {
           return !grid.rows[term.row].figures[column].present;
         });
}

// A block that adds up to something near its total was meant to add up to it.
bool comes_near(const PlacedFigure& total, std::int64_t difference) {
  const Wide size = total.figure.value < 0 ? -static_cast<Wide>(total.figure.value)
                                           : static_cast<Wide>(total.figure.value);
  const Wide miss = difference < 0 ? -static_cast<Wide>(difference) : static_cast<Wide>(difference);
  return 2 * miss <= size;
}

// An item below rows that are nothing in this column, and cancel out in another: no sum of theirs.
bool is_sum_of_nothing(const Grid& grid, const SumStructure& structure, std::size_t column) {
  const GridRow& total = grid.rows[structure.total];
  if (total.sum_word || total.sum_concept || total.label.empty()) return false;
  return std::all_of(structure.terms.begin(), structure.terms.end(), [&](const SumTerm& term) {
    return grid.rows[term.row].figures[column].value == 0;
  });
}

rules::Severity severity_of(const Grid& grid, const SumStructure& structure, Trust trust,
                            const std::vector<PlacedFigure>& terms, std::int64_t difference) {
  const bool simple = !explain_residual(terms, difference).empty();
  if (grid.unit != rules::Unit::kMoney) return rules::Severity::kWarning;
  switch (trust) {
    case Trust::kProven:
      return rules::Severity::kError;
    case Trust::kDemanded:
      if (!grid.rows[structure.total].sum_word) return rules::Severity::kWarning;
      if (structure.heading_match || grid.kind == rules::StatementKind::kNote) {
        return comes_near(terms.front(), difference) || simple ? rules::Severity::kError
                                                               : rules::Severity::kWarning;
      }
      return simple && comes_near(terms.front(), difference) ? rules::Severity::kError
                                                             : rules::Severity::kWarning;
    case Trust::kWeak:
      return simple && structure.holding >= structure.failing && !structure.skips
                 ? rules::Severity::kError
                 : rules::Severity::kWarning;
    case Trust::kConfirmed:
    case Trust::kNone:
      break;
  }
  return rules::Severity::kWarning;
}

rules::CheckKind kind_of(const Grid& grid, const SumStructure& structure) {
  return is_roll_forward(grid, structure) ? rules::CheckKind::kRollForward
                                          : rules::CheckKind::kFooting;
}

// Totals that a larger total counts on, and rightly so in most columns, or that stand elsewhere as
// well: what is wrong with their own rows is then not the total.
std::vector<bool> confirmed_totals(const Grid& grid, const std::vector<SumStructure>& structures) {
  std::vector<bool> confirmed(grid.rows.size(), false);
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    const GridRow& own = grid.rows[row];
    confirmed[row] =
        own.tied || (own.has_figures && is_labelled_total(own) && is_repeated(grid, row));
  }
  for (const SumStructure& structure : structures) {
    if (!is_proven(structure) || structure.failing > structure.holding) continue;
    if (structure.terms.size() < 2) continue;
    for (const SumTerm& term : structure.terms) confirmed[term.row] = true;
  }
  // A result that only repeats the total above it ("Verksamhetens resultat" under "Verksamhetens
  // nettokostnad") passes on what is known of itself.
  for (auto structure = structures.rbegin(); structure != structures.rend(); ++structure) {
    const bool repeats = structure->terms.size() == 1 && is_proven(*structure) &&
                         structure->failing == 0 && structure->terms.front().weight == 1;
    if (repeats && confirmed[structure->total] &&
        is_labelled_total(grid.rows[structure->terms.front().row]))
      confirmed[structure->terms.front().row] = true;
  }
  return confirmed;
}

Trust trust_with_context(const Grid& grid, const SumStructure& structure,
                         const std::vector<bool>& confirmed) {
  const Trust trust = trust_in(grid, structure);
  if (trust != Trust::kNone || !confirmed[structure.total]) return trust;
  // A larger total counts on this row and leaves its parts out: the row stands for them, whatever
  // its label says.
  const bool stands_for_parts =
      is_proven(structure) && structure.terms.size() > 1 && structure.holding >= structure.failing;
  if (stands_for_parts) return Trust::kWeak;
  const GridRow& total = grid.rows[structure.total];
  const bool total_of_costs = total.nature == rules::Nature::kCost && structure.terms.size() > 1;
  if ((!is_labelled_total(total) && !total_of_costs) || !structure.natural) return trust;
  if (structure.terms.size() == 1) {
    return structure.holding > 0 && structure.holding >= structure.failing ? Trust::kWeak : trust;
  }
  return structure.shape == Shape::kBelow ? Trust::kConfirmed : trust;
}

// A "Summa" that closes a whole block and fits it in no column, by about the same share in each: a
// row is missing, in the report or in the reading.
bool falls_short_alike(const Grid& grid, const SumStructure& structure) {
  constexpr std::size_t kFewestRows = 3;
  constexpr Wide kMostSpread = 5;  // shares may differ by a fifth
  const GridRow& total = grid.rows[structure.total];
  if (stands_alone(grid, total)) return false;
  if (!total.sum_word || !structure.natural) return false;
  if (structure.failing < 2 || structure.terms.size() < kFewestRows) return false;
  std::vector<std::pair<Wide, Wide>> misses;  // what is missing, of how much
  for (std::size_t column = 0; column < grid.columns; ++column) {
    if (grid.roles[column] == rules::ColumnRole::kVariance) continue;
    const std::vector<PlacedFigure> terms = place(grid, structure, column);
    if (!total.figures[column].readable || total.figures[column].value == 0) continue;
    std::vector<WeightedFigure> figures;
    for (const PlacedFigure& term : terms) figures.push_back({term.figure, term.weight});
    const Judgement judgement = judge(figures);
    if (judgement.verdict != Verdict::kDiscrepancy) return false;
    misses.emplace_back(judgement.difference, total.figures[column].value);
  }
  if (misses.size() < 2) return false;
  return std::all_of(misses.begin() + 1, misses.end(), [&](const auto& miss) {
    const Wide left = miss.first * misses.front().second;
    const Wide right = misses.front().first * miss.second;
    const Wide apart = left < right ? right - left : left - right;
    const Wide missing = miss.first < 0 ? -miss.first : miss.first;
    const Wide size = miss.second < 0 ? -miss.second : miss.second;
    return missing < size && left != 0 && (left < 0) == (right < 0) &&
           kMostSpread * apart <= (left < 0 ? -left : left);
  });
}

// Whether a total that does not hold here is an error, a warning or nothing that can be told; true
// where only how far it is off speaks against telling it.
bool judge_discrepancy(const Grid& grid, const SumStructure& structure, std::size_t column,
                       const std::vector<PlacedFigure>& terms, Trust trust, bool is_confirmed,
                       Draft& draft) {
  const std::int64_t difference = draft.check.difference.ore();
  const bool plain_block = structure.heading_match || grid.kind == rules::StatementKind::kNote;
  const bool demanded_far = trust == Trust::kDemanded && !plain_block && !is_confirmed &&
                            !comes_near(terms.front(), difference) &&
                            explain_residual(terms, difference).empty();
  // Under a plain "Summa" every row of the block belongs to it, shown or not.
  const bool certain_block = grid.rows[structure.total].sum_word && structure.natural;
  if (trust == Trust::kNone || demanded_far || is_sum_of_nothing(grid, structure, column) ||
      lacks_a_part(grid, structure, column) ||
      left_out_other_unit(grid, structure, column, difference) ||
      (!certain_block && left_out_untried_row(grid, structure, column, difference))) {
    draft.check.verdict = Verdict::kUnverifiable;
  } else {
    draft.check.severity = severity_of(grid, structure, trust, terms, difference);
  }
  return demanded_far;
}

// Rows between the parts that no total covers.
std::vector<extract::CellAddress> left_out_of(const Grid& grid, const SumStructure& structure,
                                              const std::vector<SumStructure>& structures,
                                              std::size_t column) {
  std::vector<extract::CellAddress> cells;
  if (!structure.skips || structure.shape != Shape::kBelow) return cells;
  const auto counted = [&](std::size_t row) {
    return std::any_of(structures.begin(), structures.end(), [&](const SumStructure& sum) {
      return sum.total == row || std::any_of(sum.terms.begin(), sum.terms.end(),
                                             [&](const SumTerm& term) { return term.row == row; });
    });
  };
  for (std::size_t row = structure.terms.front().row + 1; row < structure.total; ++row) {
    const Figure& figure = grid.rows[row].figures[column];
    if (!figure.readable || figure.value == 0 || grid.rows[row].of_which || counted(row)) continue;
    cells.push_back({grid.statement, grid.rows[row].row, column});
  }
  return cells;
}

}  // namespace

std::vector<Draft> footing_checks(const Grid& grid, const std::vector<SumStructure>& structures) {
  std::vector<Draft> drafts;
  const std::vector<bool> confirmed = confirmed_totals(grid, structures);
  for (const SumStructure& structure : structures) {
    const Trust trust = trust_with_context(grid, structure, confirmed);
    const bool short_alike = trust != Trust::kProven && falls_short_alike(grid, structure);
    const bool lacks_row =
        short_alike || trust == Trust::kConfirmed ||
        (trust == Trust::kDemanded && structure.holding == 0 && confirmed[structure.total]);
    const std::size_t first_draft = drafts.size();
    std::vector<std::size_t> far_off;
    for (std::size_t column = 0; column < grid.columns; ++column) {
      const std::vector<PlacedFigure> terms = place(grid, structure, column);
      if (!terms.front().figure.present) continue;
      Draft draft =
          make_draft("sum.inferred", kind_of(grid, structure), rules::Severity::kWarning, terms);
      if (draft.check.terms.size() < 2) continue;
      draft.clears = draft.clears && trust != Trust::kNone;
      if (draft.check.verdict == Verdict::kDiscrepancy) {
        if (judge_discrepancy(grid, structure, column, terms, trust, confirmed[structure.total],
                              draft))
          far_off.push_back(drafts.size());
        if (short_alike && draft.check.verdict == Verdict::kUnverifiable) {
          draft.check.verdict = Verdict::kDiscrepancy;
        }
        draft.row_gone = structure.failing > 1 && lacks_row;
        draft.left_out = left_out_of(grid, structure, structures, column);
      }
      drafts.push_back(std::move(draft));
    }
    // What is told of one column is told of those that are farther off.
    const bool told = std::any_of(
        drafts.begin() + static_cast<std::ptrdiff_t>(first_draft), drafts.end(),
        [](const Draft& draft) { return draft.check.verdict == Verdict::kDiscrepancy; });
    for (const std::size_t index : far_off) {
      if (told) drafts[index].check.verdict = Verdict::kDiscrepancy;
    }
  }
  return drafts;
}

}  // namespace siffra::reconcile::internal
