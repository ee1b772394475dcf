#include "reconcile/internal/ratios.h"

#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "reconcile/internal/columns.h"
#include "reconcile/internal/magnitude.h"
#include "reconcile/internal/share.h"
#include "reconcile/internal/term_finder.h"

namespace siffra::reconcile::internal {
namespace {

class RatioEvaluation {
 public:
  RatioEvaluation(const extract::Extraction& extraction, const std::vector<TableFacts>& tables,
                  const ConceptIndex& concepts, const rules::RatioIdentity& ratio)
      : extraction_(extraction),
        tables_(tables),
        concepts_(concepts),
        finder_(extraction, tables, concepts),
        ratio_(ratio) {}

  std::vector<Draft> run() {
    std::vector<Draft> drafts;
    const std::span<const std::string> wanted(&ratio_.ratio, 1);
    for (const std::size_t statement : concepts_.statements_with(wanted)) {
      const auto place = concepts_.row_in(statement, wanted);
      if (!place) continue;
      std::vector<Draft> own = best_reading(*place);
      std::move(own.begin(), own.end(), std::back_inserter(drafts));
    }
    return drafts;
  }

 private:
  std::optional<Figure> printed_share(const RowPlace& place, std::size_t column) const {
    const extract::Statement& statement = extraction_.statements[place.statement];
    const extract::StatementCell* cell =
        extract::find_cell(extraction_, {place.statement, place.row, column});
    if (cell == nullptr || cell->unit != rules::Unit::kPercent) return std::nullopt;
    const Figure figure = figure_of(statement, *cell, rules::Unit::kPercent);
    if (!figure.readable) return std::nullopt;
    return figure;
  }

  std::optional<ShareAmount> amount(const std::vector<rules::IdentityTerm>& wanted,
                                    std::size_t statement, std::size_t column) const {
    ShareAmount amount;
    for (const rules::IdentityTerm& term : wanted) {
      const auto found = finder_.find(term, statement, column);
      if (!found) {
        if (term.optional) continue;
        return std::nullopt;
      }
      if (!found->figure.readable) return std::nullopt;
      amount.add(*found, found->weight);
    }
    if (amount.terms.empty()) return std::nullopt;
    return amount;
  }

  // The report uses one definition of the share, for one body: the numerator and the scope that
  // fit most columns. Of those that fit equally many, the nearest.
  std::vector<Draft> best_reading(const RowPlace& place) {
    std::vector<Draft> best;
    std::tuple<int, int, Wide> best_rank;
    for (const rules::EntityScope scope : scopes_to_try(extraction_, place.statement)) {
      finder_.assume(scope);
      for (const auto& variant : ratio_.numerators) {
        std::vector<Draft> own;
        for (std::size_t column = 0; column < tables_[place.statement].money.columns; ++column) {
          if (auto draft = try_column(place, column, variant)) own.push_back(std::move(*draft));
        }
        const std::tuple<int, int, Wide> rank = rank_of(own);
        if (own.empty() || (!best.empty() && rank <= best_rank)) continue;
        best = std::move(own);
        best_rank = rank;
      }
    }
    finder_.assume(rules::EntityScope::kUnstated);
    return best;
  }

  // Columns that fit, columns tried, and how little the others miss by.
  static std::tuple<int, int, Wide> rank_of(const std::vector<Draft>& drafts) {
    int fitting = 0;
    Wide missed = 0;
    for (const Draft& draft : drafts) {
      const Verdict verdict = draft.check.verdict;
      const bool fits = verdict == Verdict::kExact || verdict == Verdict::kRounding;
      fitting += fits ? 1 : 0;
      missed += fits ? 0 : magnitude(draft.check.difference.ore());
    }
    return {fitting, static_cast<int>(drafts.size()), -missed};
  }

  std::optional<Draft> try_column(const RowPlace& place, std::size_t column,
                                  const std::vector<rules::IdentityTerm>& variant) const {
    const auto share = printed_share(place, column);
    if (!share) return std::nullopt;
    const auto whole = amount(ratio_.denominator, place.statement, column);
    const auto part = amount(variant, place.statement, column);
    if (!whole || whole->sum == 0 || !part) return std::nullopt;
    return share_check(ratio_.id, ratio_.severity, {place.statement, place.row, column}, *share,
                       *part, *whole);
  }

  const extract::Extraction& extraction_;
  const std::vector<TableFacts>& tables_;
  const ConceptIndex& concepts_;
  TermFinder finder_;
  const rules::RatioIdentity& ratio_;
};

}  // namespace

std::vector<Draft> ratio_checks(const extract::Extraction& extraction, const rules::RuleBook& book,
                                const std::vector<TableFacts>& tables,
                                const ConceptIndex& concepts) {
  std::vector<Draft> drafts;
  for (const rules::RatioIdentity& ratio : book.ratios()) {
    if (!applies(concepts, ratio.when, ratio.unless)) continue;
    std::vector<Draft> own = RatioEvaluation(extraction, tables, concepts, ratio).run();
    std::move(own.begin(), own.end(), std::back_inserter(drafts));
  }
  return drafts;
}

std::vector<Draft> of_which_checks(const Grid& grid) {
  std::vector<Draft> drafts;
  const GridRow* parent = nullptr;
  for (const GridRow& row : grid.rows) {
    if (!row.has_figures) continue;
    if (!row.of_which) {
      parent = &row;
      continue;
    }
    if (parent == nullptr) continue;
    for (std::size_t column = 0; column < grid.columns; ++column) {
      const Figure& part = row.figures[column];
      const Figure& whole = parent->figures[column];
      if (!part.readable || !whole.readable) continue;
      const int sign = (part.value < 0) == (whole.value < 0) ? 1 : -1;
      const std::vector<PlacedFigure> terms = {
          {{grid.statement, row.row, column}, part, -1},
          {{grid.statement, parent->row, column}, whole, sign}};
      const Wide excess = magnitude(part.value) - magnitude(whole.value);
      if (2 * excess <= static_cast<Wide>(part.quantum) + whole.quantum) continue;
      drafts.push_back(
          make_draft("of_which", rules::CheckKind::kRatio, rules::Severity::kWarning, terms));
    }
  }
  return drafts;
}

}  // namespace siffra::reconcile::internal
