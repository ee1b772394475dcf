#include "reconcile/internal/overview_rows.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "reconcile/internal/columns.h"

namespace siffra::reconcile::internal {
namespace {

using rules::StatementKind;

bool is_statement(StatementKind kind) {
  return kind == StatementKind::kIncomeStatement || kind == StatementKind::kBalanceSheet ||
         kind == StatementKind::kCashFlowStatement;
}

class OverviewRows {
 public:
  OverviewRows(const extract::Extraction& extraction, const rules::RuleBook& book,
               const std::vector<TableFacts>& tables, std::span<const Draft> already)
      : extraction_(extraction), book_(book), tables_(tables) {
    for (const Draft& draft : already) {
      if (draft.check.kind == rules::CheckKind::kStatementTie)
        tied_.insert(draft.check.terms.front().cell);
    }
    for (std::size_t s = 0; s < tables.size(); ++s) {
      if (!is_statement(tables[s].money.kind)) continue;
      for (std::size_t r = 0; r < tables[s].money.rows.size(); ++r) {
        if (tables[s].money.rows[r].has_figures)
          rows_[name_of(tables[s].money.rows[r].label)].push_back({s, r});
      }
    }
  }

  std::vector<Draft> run() const {
    std::vector<Draft> drafts;
    for (std::size_t s = 0; s < tables_.size(); ++s) {
      if (tables_[s].money.kind != StatementKind::kOverview) continue;
      for (std::size_t r = 0; r < tables_[s].money.rows.size(); ++r) {
        std::vector<Draft> own = best_match({s, r});
        std::move(own.begin(), own.end(), std::back_inserter(drafts));
      }
    }
    return drafts;
  }

 private:
  struct Place {
    std::size_t statement = 0, row = 0;  // index into Grid::rows
  };

  // The words of a label but for "Summa" before or behind them.
  [[nodiscard]] std::string name_of(const std::string& folded) const {
    const auto is_sum = [&](const std::string& word) {
      return book_.has_word(word, rules::LabelWord::kSum);
    };
    const std::size_t first = folded.find(' ');
    if (first == std::string::npos) return folded;
    if (is_sum(folded.substr(0, first))) return folded.substr(first + 1);
    const std::size_t last = folded.rfind(' ');
    return is_sum(folded.substr(last + 1)) ? folded.substr(0, last) : folded;
  }

  // The drafts of the row of that name that agrees in most columns; none where no row does.
  [[nodiscard]] std::vector<Draft> best_match(const Place& overview) const {
    const GridRow& row = tables_[overview.statement].money.rows[overview.row];
    const auto found = row.has_figures ? rows_.find(name_of(row.label)) : rows_.end();
    if (found == rows_.end()) return {};
    std::vector<Draft> best;
    std::ptrdiff_t most = 0;
    for (const Place& other : found->second) {
      if (extraction_.statements[other.statement].set !=
          extraction_.statements[overview.statement].set)
        continue;
      // An overview may print a cost without its minus, in all columns alike.
      for (const int weight : {1, -1}) {
        std::vector<Draft> drafts = compare(overview, other, weight);
        const auto holding = std::count_if(drafts.begin(), drafts.end(), says_and_holds);
        if (holding <= most) continue;
        best = std::move(drafts);
        most = holding;
      }
    }
    return best;
  }

  static bool says_and_holds(const Draft& draft) {
    return draft.clears &&
           (draft.check.verdict == Verdict::kExact || draft.check.verdict == Verdict::kRounding);
  }

  [[nodiscard]] std::vector<Draft> compare(const Place& overview, const Place& other,
                                           int weight) const {
    const Grid& from = tables_[overview.statement].money;
    const Grid& to = tables_[other.statement].money;
    std::vector<Draft> drafts;
    for (std::size_t column = 0; column < from.columns; ++column) {
      const auto match = matching_column(extraction_, overview.statement, column, other.statement);
      if (!match) continue;
      const Figure& printed = from.rows[overview.row].figures[column];
      const Figure& repeated = to.rows[other.row].figures[*match];
      const PlacedFigure terms[] = {
          {{overview.statement, from.rows[overview.row].row, column}, printed, -1},
          {{other.statement, to.rows[other.row].row, *match}, repeated, weight}};
      if (!printed.present || !repeated.present || tied_.contains(terms[0].cell)) continue;
      Draft draft = make_draft("overview.same_row", rules::CheckKind::kStatementTie,
                               rules::Severity::kWarning, terms);
      draft.clears = draft.clears && enough_digits(printed);
      drafts.push_back(std::move(draft));
    }
    return drafts;
  }

  // Small figures agree by chance.
  static bool enough_digits(const Figure& figure) {
    constexpr Wide kLeast = 100;  // of the last printed place
    const Wide value = figure.value;
    return (value < 0 ? -value : value) >= kLeast * figure.quantum;
  }

  const extract::Extraction& extraction_;
  const rules::RuleBook& book_;
  const std::vector<TableFacts>& tables_;
  std::set<extract::CellAddress> tied_;
  std::map<std::string, std::vector<Place>> rows_;
};

}  // namespace

std::vector<Draft> overview_row_checks(const extract::Extraction& extraction,
                                       const rules::RuleBook& book,
                                       const std::vector<TableFacts>& tables,
                                       std::span<const Draft> already) {
  return OverviewRows(extraction, book, tables, already).run();
}

}  // namespace siffra::reconcile::internal
