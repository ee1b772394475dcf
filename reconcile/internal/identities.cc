#include "reconcile/internal/identities.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "reconcile/internal/columns.h"
#include "reconcile/internal/residual.h"

namespace siffra::reconcile::internal {
namespace {

using extract::Extraction;
using rules::ColumnAt;
using rules::Identity;
using rules::IdentityTerm;
using rules::Severity;

struct Found {
  RowPlace place;
  std::size_t column = 0;
};

class Evaluation {
 public:
  Evaluation(const Extraction& extraction, const std::vector<TableFacts>& tables,
             const ConceptIndex& concepts, const Identity& identity)
      : extraction_(extraction), tables_(tables), concepts_(concepts), identity_(identity) {}

  std::vector<Draft> run() {
    if (identity_.terms.size() < 2) return {};
    std::vector<Draft> drafts;
    for (const std::size_t statement :
         concepts_.statements_with(identity_.terms.front().concepts)) {
      std::vector<Draft> own;
      for (std::size_t column = 0; column < tables_[statement].money.columns; ++column) {
        if (auto draft = try_column(statement, column)) own.push_back(std::move(*draft));
      }
      soften(own);
      std::move(own.begin(), own.end(), std::back_inserter(drafts));
    }
    return drafts;
  }

 private:
  std::optional<Draft> try_column(std::size_t statement, std::size_t column) {
    const rules::ColumnRole role = tables_[statement].money.roles[column];
    if (role == rules::ColumnRole::kVariance || role == rules::ColumnRole::kPercent ||
        role == rules::ColumnRole::kText) {
      return std::nullopt;
    }
    std::vector<PlacedFigure> terms;
    bool same_table = true;
    for (std::size_t i = 0; i < identity_.terms.size(); ++i) {
      const IdentityTerm& wanted = identity_.terms[i];
      const std::optional<Found> found = find(wanted, statement, column, i == 0);
      if (!found) {
        if (wanted.optional) continue;
        return std::nullopt;
      }
      same_table = same_table && found->place.statement == statement && found->column == column;
      add(terms, wanted, *found);
    }
    if (terms.size() < 2) return std::nullopt;
    if (same_table && settled_by_table(statement, column, terms)) return std::nullopt;
    return draft_of(terms);
  }

  std::optional<Found> find(const IdentityTerm& wanted, std::size_t statement, std::size_t column,
                            bool is_first) const {
    std::vector<std::size_t> places;
    const bool here = wanted.at == ColumnAt::kSame || is_first;
    if (here && concepts_.row_in(statement, wanted.concepts)) places = {statement};
    if (places.empty()) places = concepts_.statements_for(statement, wanted.concepts);
    for (const std::size_t other : places) {
      const auto row = concepts_.row_in(other, wanted.concepts);
      if (!row) continue;
      const auto where = here ? matching_column(extraction_, statement, column, other)
                              : opening_column(extraction_, statement, column, other);
      if (!where) continue;
      if (!tables_[other].money.rows[row->row].figures[*where].present) continue;
      return Found{*row, *where};
    }
    return std::nullopt;
  }

  void add(std::vector<PlacedFigure>& terms, const IdentityTerm& wanted, const Found& found) const {
    const Grid& grid = tables_[found.place.statement].money;
    const GridRow& row = grid.rows[found.place.row];
    const Figure& figure = row.figures[found.column];
    int sign = wanted.absolute ? (figure.value < 0 ? -1 : 1) : concepts_.sign_of(found.place);
    sign *= wanted.weight;
    terms.push_back({{grid.statement, row.row, found.column}, figure, sign});
  }

  // Within one table the figures themselves have said which rows the total covers.
  bool settled_by_table(std::size_t statement, std::size_t column,
                        const std::vector<PlacedFigure>& terms) const {
    const TableFacts& table = tables_[statement];
    const std::size_t total = terms.front().cell.row;
    for (const SumStructure& sum : table.sums) {
      if (table.money.rows[sum.total].row == total && sum.holding > 0) return true;
    }
    // Rows between the terms that the identity does not name.
    std::size_t first = total;
    std::size_t last = total;
    for (const PlacedFigure& term : terms) {
      first = std::min(first, term.cell.row);
      last = std::max(last, term.cell.row);
    }
    for (std::size_t row = first; row <= last; ++row) {
      const GridRow& between = table.money.rows[row];
      const Figure& figure = between.figures[column];
      if (!figure.present || between.of_which || (figure.readable && figure.value == 0)) continue;
      const bool named = std::any_of(terms.begin(), terms.end(), [&](const PlacedFigure& term) {
        return term.cell.row == between.row;
      });
      if (!named && terms.size() > 2) return true;
    }
    return false;
  }

  Draft draft_of(std::vector<PlacedFigure>& terms) const {
    // The printed total keeps the weight −1, whatever sign its table prints it with.
    if (terms.front().weight > 0) {
      for (PlacedFigure& term : terms) term.weight = -term.weight;
    }
    Draft draft = make_draft(identity_.id, identity_.kind, identity_.severity, terms);
    if (draft.check.verdict == Verdict::kDiscrepancy && is_unit_error(terms)) {
      draft.check.kind = rules::CheckKind::kUnitTie;
      draft.check.rule = "unit.sanity";
      draft.check.severity = Severity::kWarning;
    }
    return draft;
  }

  // One figure is the other in thousands or millions.
  static bool is_unit_error(const std::vector<PlacedFigure>& terms) {
    if (terms.size() != 2) return false;
    const auto size = [](const PlacedFigure& term) {
      const Wide value = term.figure.value;
      return value < 0 ? -value : value;
    };
    const Wide large = std::max(size(terms[0]), size(terms[1]));
    const Wide small = std::min(size(terms[0]), size(terms[1]));
    if (small == 0) return false;
    for (const Wide factor : {Wide{1000}, Wide{1000000}}) {
      const Wide miss = large - small * factor;
      if (100 * (miss < 0 ? -miss : miss) <= large) return true;
    }
    return false;
  }

  void soften(std::vector<Draft>& drafts) const {
    if (identity_.kind == rules::CheckKind::kBalance) return;
    const auto count = [&](auto&& predicate) {
      return std::count_if(drafts.begin(), drafts.end(), predicate);
    };
    const auto holding = count([](const Draft& draft) {
      return draft.clears &&
             (draft.check.verdict == Verdict::kExact || draft.check.verdict == Verdict::kRounding);
    });
    const auto failing =
        count([](const Draft& draft) { return draft.check.verdict == Verdict::kDiscrepancy; });
    if (holding > 0 || failing == 0) return;
    for (Draft& draft : drafts) {
      if (draft.check.verdict != Verdict::kDiscrepancy) continue;
      if (failing > 1 || !is_simple(draft)) {
        draft.check.severity = std::min(draft.check.severity, Severity::kWarning);
      }
    }
  }

  bool is_simple(const Draft& draft) const {
    std::vector<PlacedFigure> terms;
    for (const Term& term : draft.check.terms) {
      const Grid& grid = tables_[term.cell.statement].money;
      terms.push_back({term.cell, grid.rows[term.cell.row].figures[term.cell.column], term.weight});
    }
    return !explain_residual(terms, draft.check.difference.ore()).empty();
  }

  const Extraction& extraction_;
  const std::vector<TableFacts>& tables_;
  const ConceptIndex& concepts_;
  const Identity& identity_;
};

}  // namespace

std::vector<Draft> identity_checks(const Extraction& extraction, const rules::RuleBook& book,
                                   const std::vector<TableFacts>& tables,
                                   const ConceptIndex& concepts) {
  std::vector<Draft> drafts;
  for (const Identity& identity : book.identities()) {
    std::vector<Draft> own = Evaluation(extraction, tables, concepts, identity).run();
    std::move(own.begin(), own.end(), std::back_inserter(drafts));
  }
  return drafts;
}

}  // namespace siffra::reconcile::internal
