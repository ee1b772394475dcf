#include "reconcile/internal/identities.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "reconcile/internal/columns.h"
#include "reconcile/internal/residual.h"
#include "reconcile/internal/term_finder.h"

namespace siffra::reconcile::internal {
namespace {

using extract::Extraction;
using rules::Identity;
using rules::IdentityTerm;
using rules::Severity;

class Evaluation {
 public:
  Evaluation(const Extraction& extraction, const std::vector<TableFacts>& tables,
             const ConceptIndex& concepts, const Identity& identity)
      : extraction_(extraction),
        tables_(tables),
        concepts_(concepts),
        finder_(extraction, tables, concepts),
        identity_(identity) {}

  std::vector<Draft> run() {
    if (identity_.terms.size() < 2) return {};
    std::vector<Draft> drafts;
    for (const std::size_t statement :
         concepts_.statements_with(identity_.terms.front().concepts)) {
      rival_ = nullptr;
      std::vector<Draft> own = best_scope(statement);
      if (rival_ != nullptr) {
        weigh_against_rival(statement, own);
      } else {
        soften(own);
      }
      std::move(own.begin(), own.end(), std::back_inserter(drafts));
    }
    return drafts;
  }

 private:
  using Forms = std::vector<std::vector<std::optional<Draft>>>;  // by form, by column

  static bool holds(const Draft& draft) {
    return draft.check.verdict == Verdict::kExact || draft.check.verdict == Verdict::kRounding;
  }

  // Holding counts only where it says something.
  static std::pair<int, int> holding_and_not_failing(const std::vector<Draft>& drafts) {
    int holding = 0;
    int failing = 0;
    for (const Draft& draft : drafts) {
      holding += draft.clears && holds(draft) ? 1 : 0;
      failing += draft.check.verdict == Verdict::kDiscrepancy ? 1 : 0;
    }
    return {holding, -failing};
  }

  // An overview that does not say whether it speaks of the group or the parent speaks of the one
  // whose figures it repeats.
  std::vector<Draft> best_scope(std::size_t statement) {
    std::vector<Draft> best;
    std::pair<int, int> best_rank = {0, std::numeric_limits<int>::min()};
    for (const rules::EntityScope scope : scopes_to_try(extraction_, statement)) {
      finder_.assume(scope);
      std::vector<Draft> own = judge_columns(statement);
      const std::pair<int, int> rank = holding_and_not_failing(own);
      const bool stated = scope == rules::EntityScope::kUnstated;
      if (stated || (rank.first > 0 && rank > best_rank)) {
        best = std::move(own);
        best_rank = rank;
      }
      if (identity_.kind == rules::CheckKind::kFooting) break;
      if (best_rank.first > 0 && best_rank.second == 0) break;
    }
    finder_.assume(rules::EntityScope::kUnstated);
    return best;
  }

  // In each column the identity as stated, or the variant of it that holds. Where none does, the
  // discrepancy is that of the form that holds in most columns.
  std::vector<Draft> judge_columns(std::size_t statement) {
    Forms forms = {try_columns(statement, identity_.terms)};
    const auto settled = [](const std::optional<Draft>& draft) { return draft && holds(*draft); };
    if (!std::all_of(forms[0].begin(), forms[0].end(), settled)) {
      for (const auto& variant : identity_.variants) {
        forms.push_back(try_columns(statement, variant));
        for (std::size_t column = 0; column < forms[0].size(); ++column) {
          if (forms.back()[column] && forms[0][column] &&
              turns_signs_of(*forms.back()[column], *forms[0][column])) {
            forms.back()[column]->clears = false;
          }
        }
      }
    }
    std::stable_sort(forms.begin(), forms.end(), [](const auto& a, const auto& b) {
      return columns_held(a) > columns_held(b);
    });
    std::vector<std::ptrdiff_t> held;
    for (const auto& form : forms) held.push_back(columns_held(form));
    std::vector<Draft> drafts;
    for (std::size_t column = 0; column < forms[0].size(); ++column) {
      std::optional<Draft> best;
      std::ptrdiff_t held_by_best = 0;
      for (std::size_t f = 0; f < forms.size(); ++f) {
        std::optional<Draft>& draft = forms[f][column];
        // What the table's other columns hold by goes before what is nearest in this one.
        const bool may = draft && (!best || held[f] == held_by_best || holds(*draft));
        if (!may || (best && !is_better(*draft, *best))) continue;
        best = std::move(draft);
        held_by_best = held[f];
      }
      if (best) drafts.push_back(std::move(*best));
    }
    return drafts;
  }

  static std::ptrdiff_t columns_held(const std::vector<std::optional<Draft>>& form) {
    return std::count_if(form.begin(), form.end(), [](const std::optional<Draft>& draft) {
      return draft && draft->clears && holds(*draft);
    });
  }

  // A form that is another with signs turned ("increase of" for "decrease of") agrees with a lost
  // minus as well, and so clears no cell.
  static bool turns_signs_of(const Draft& a, const Draft& b) {
    return a.check.terms != b.check.terms &&
           std::equal(a.check.terms.begin(), a.check.terms.end(), b.check.terms.begin(),
                      b.check.terms.end(),
                      [](const Term& x, const Term& y) { return x.cell == y.cell; });
  }

  // Where no form holds, that is meant which one slip would mend, else the nearest.
  bool is_better(const Draft& a, const Draft& b) const {
    if (holds(a) || holds(b)) return holds(a) && !holds(b);
    if (a.check.verdict != Verdict::kDiscrepancy || b.check.verdict != Verdict::kDiscrepancy) {
      return false;
    }
    const bool simple = is_simple(a);
    return simple == is_simple(b) ? miss_of(a) < miss_of(b) : simple;
  }

  static std::int64_t miss_of(const Draft& draft) {
    const std::int64_t difference = draft.check.difference.ore();
    return difference < 0 ? -difference : difference;
  }

  std::vector<std::optional<Draft>> try_columns(std::size_t statement,
                                                const std::vector<IdentityTerm>& wanted) {
    std::vector<std::optional<Draft>> drafts;
    for (std::size_t column = 0; column < tables_[statement].money.columns; ++column) {
      drafts.push_back(try_column(statement, column, wanted));
    }
    return drafts;
  }

  std::optional<Draft> try_column(std::size_t statement, std::size_t column,
                                  const std::vector<IdentityTerm>& wanted_terms) {
    const rules::ColumnRole role = tables_[statement].money.roles[column];
    if (role == rules::ColumnRole::kVariance || role == rules::ColumnRole::kPercent ||
        role == rules::ColumnRole::kText) {
      return std::nullopt;
    }
    std::vector<PlacedFigure> terms;
    bool same_table = true;
    for (const IdentityTerm& wanted : wanted_terms) {
      const std::optional<PlacedFigure> found = finder_.find(wanted, statement, column);
      if (!found) {
        if (wanted.optional) continue;
        return std::nullopt;
      }
      const bool here = found->cell.statement == statement && found->cell.column == column;
      // A sum is a sum of its own table: a figure fetched from another belongs to another scope.
      if (!here && (identity_.kind == rules::CheckKind::kFooting ||
                    identity_.kind == rules::CheckKind::kRollForward)) {
        if (wanted.optional) continue;
        return std::nullopt;
      }
      same_table = same_table && here;
      terms.push_back(*found);
    }
    if (terms.front().cell.statement != statement || terms.front().cell.column != column) {
      return std::nullopt;
    }
    if (terms.size() < 2) return std::nullopt;
    if (same_table && settled_by_table(statement, column, terms)) return std::nullopt;
    return draft_of(terms);
  }

  // Within one table the figures themselves have said which rows the total covers; where those are
  // other rows than the identity's, the two are rivals.
  bool settled_by_table(std::size_t statement, std::size_t column,
                        const std::vector<PlacedFigure>& terms) {
    const TableFacts& table = tables_[statement];
    const std::size_t total = terms.front().cell.row;
    for (const SumStructure& sum : table.sums) {
      if (sum.holding == 0) continue;
      // "Beräknat resultat" below the two sides of a ledger is what they differ by; another row
      // that is ("Differens") excuses nothing.
      if (identity_.kind == rules::CheckKind::kBalance &&
          is_known_row(statement, table.money.rows[sum.total].row) &&
          adds_all_of(table, sum, terms)) {
        return true;
      }
      if (table.money.rows[sum.total].row != total) continue;
      // That the two sides balance is demanded by law, not learnt from the table: what one side is
      // made of says nothing of the other. But where the table sums more than the two sides
      // ("Beräknat resultat" between them) it is right.
      if (identity_.kind == rules::CheckKind::kBalance &&
          (sum.terms.size() == 1 || !adds_any_of(table, sum, terms)))
        continue;
      if (!is_rival(table, sum, column, terms)) return true;
      rival_ = &sum;
      return false;
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
      const bool all_named = terms.size() > 2 || identity_.kind == rules::CheckKind::kRollForward;
      if (!named && all_named) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_known_row(std::size_t statement, std::size_t row) const {
    return !extraction_.statements[statement].rows[row].concept_id.empty();
  }
  static bool adds(const TableFacts& table, const SumStructure& sum, const PlacedFigure& term) {
    return std::any_of(sum.terms.begin(), sum.terms.end(), [&](const SumTerm& part) {
      return table.money.rows[part.row].row == term.cell.row;
    });
  }
  static bool adds_all_of(const TableFacts& table, const SumStructure& sum,
                          const std::vector<PlacedFigure>& terms) {
    return std::all_of(terms.begin(), terms.end(),
                       [&](const PlacedFigure& term) { return adds(table, sum, term); });
  }
  static bool adds_any_of(const TableFacts& table, const SumStructure& sum,
                          const std::vector<PlacedFigure>& terms) {
    return std::any_of(terms.begin() + 1, terms.end(),
                       [&](const PlacedFigure& term) { return adds(table, sum, term); });
  }

  // The rows that add something in the column, totals replaced by what they are made of.
  static void add_leaves(const TableFacts& table, std::size_t row, std::size_t column, int depth,
                         std::set<std::size_t>& leaves) {
    constexpr int kDeepest = 12;
    for (const SumStructure& sum : table.sums) {
      if (sum.total != row || sum.holding == 0 || depth == kDeepest) continue;
      for (const SumTerm& term : sum.terms) add_leaves(table, term.row, column, depth + 1, leaves);
      return;
    }
    const Figure& figure = table.money.rows[row].figures[column];
    if (figure.present && figure.value != 0) leaves.insert(row);
  }

  static bool is_rival(const TableFacts& table, const SumStructure& sum, std::size_t column,
                       const std::vector<PlacedFigure>& terms) {
    std::set<std::size_t> learnt;
    for (const SumTerm& term : sum.terms) add_leaves(table, term.row, column, 0, learnt);
    std::set<std::size_t> demanded;
    for (std::size_t i = 1; i < terms.size(); ++i) {
      add_leaves(table, terms[i].cell.row, column, 0, demanded);
    }
    if (learnt == demanded) return false;
    // One column proves little; but a row that the identity names and the table's sum leaves out
    // must be accounted for.
    return sum.holding + sum.failing > 1 ||
           !std::includes(learnt.begin(), learnt.end(), demanded.begin(), demanded.end());
  }

  // What the table's figures and the identity say of the same total differs. Whichever holds in
  // fewer columns is dropped; where neither does, both are told, but mildly.
  void weigh_against_rival(std::size_t statement, std::vector<Draft>& drafts) const {
    int holding = 0;
    for (const Draft& draft : drafts) holding += draft.clears && holds(draft) ? 1 : 0;
    const GridRow& total = tables_[statement].money.rows[rival_->total];
    const auto printed = std::count_if(total.figures.begin(), total.figures.end(),
                                       [](const Figure& figure) { return figure.present; });
    const bool nothing_new =
        rival_->failing == 0 && std::all_of(drafts.begin(), drafts.end(), holds);
    if (nothing_new || (printed > 1 && holding < rival_->holding)) drafts.clear();
    for (Draft& draft : drafts) {
      draft.check.severity = std::min(draft.check.severity, Severity::kWarning);
    }
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

  // An identity that holds in no column may be another definition: it is told milder, unless one
  // slip in one figure explains the difference.
  void soften(std::vector<Draft>& drafts) const {
    if (identity_.kind == rules::CheckKind::kBalance) return;
    const auto count = [&](auto&& predicate) {
      return std::count_if(drafts.begin(), drafts.end(), predicate);
    };
    const auto fails = [](const Draft& draft) {
      return draft.check.verdict == Verdict::kDiscrepancy;
    };
    const auto holding = count([](const Draft& draft) { return draft.clears && holds(draft); });
    const auto failing = count(fails);
    if (holding > 0 || failing == 0) return;
    const bool simple = std::any_of(drafts.begin(), drafts.end(), [&](const Draft& draft) {
      return fails(draft) && is_simple(draft);
    });
    if (failing == 1 && simple) return;
    for (Draft& draft : drafts) {
      if (!fails(draft)) continue;
      if (draft.check.severity == Severity::kInfo) {
        // A mere remark that nothing in the report bears out is none.
        draft.check.verdict = Verdict::kUnverifiable;
        continue;
      }
      const bool definite = simple || identity_.kind == rules::CheckKind::kRollForward;
      if (definite && draft.check.severity == Severity::kWarning) continue;
      draft.check.severity =
          draft.check.severity == Severity::kError ? Severity::kWarning : Severity::kInfo;
    }
  }

  // The figure stands in another column of its row as well: it may have been left from there.
  bool is_stale(const PlacedFigure& placed) const {
    const GridRow& row = tables_[placed.cell.statement].money.rows[placed.cell.row];
    for (std::size_t column = 0; column < row.figures.size(); ++column) {
      if (column != placed.cell.column && row.figures[column].value == placed.figure.value &&
          row.figures[column].present) {
        return true;
      }
    }
    return false;
  }

  bool is_simple(const Draft& draft) const {
    std::vector<PlacedFigure> terms;
    for (const Term& term : draft.check.terms) {
      const Grid& grid = tables_[term.cell.statement].money;
      terms.push_back({term.cell, grid.rows[term.cell.row].figures[term.cell.column], term.weight});
    }
    if (terms.size() == 2 && is_stale(terms.front())) return true;
    return !explain_residual(terms, draft.check.difference.ore()).empty();
  }

  const Extraction& extraction_;
  const std::vector<TableFacts>& tables_;
  const ConceptIndex& concepts_;
  TermFinder finder_;
  const Identity& identity_;
  const SumStructure* rival_ = nullptr;  // of the statement being judged
};

}  // namespace

std::vector<Draft> identity_checks(const Extraction& extraction, const rules::RuleBook& book,
                                   const std::vector<TableFacts>& tables,
                                   const ConceptIndex& concepts) {
  std::vector<Draft> drafts;
  for (const Identity& identity : book.identities()) {
    // What holds between reports is tried where there are several: see history.h.
    if (identity.kind == rules::CheckKind::kPeriodTie) continue;
    if (!applies(concepts, identity.when, identity.unless)) continue;
    std::vector<Draft> own = Evaluation(extraction, tables, concepts, identity).run();
    std::move(own.begin(), own.end(), std::back_inserter(drafts));
  }
  return drafts;
}

}  // namespace siffra::reconcile::internal
