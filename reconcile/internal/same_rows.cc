#include "reconcile/internal/same_rows.h"

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

// Whether a table of the first kind may repeat rows of one of the second.
bool may_repeat(StatementKind kind, StatementKind other) {
  const bool of_books =
      other == StatementKind::kIncomeStatement || other == StatementKind::kBalanceSheet;
  switch (kind) {
    case StatementKind::kOverview:
      return of_books || other == StatementKind::kCashFlowStatement;
    case StatementKind::kNote:
    case StatementKind::kCashFlowStatement:
    case StatementKind::kOperatingAccount:
      return of_books;
    default:
      return false;
  }
}

class SameRows {
 public:
  SameRows(const extract::Extraction& extraction, const rules::RuleBook& book,
           const std::vector<TableFacts>& tables, std::span<const Draft> already)
      : extraction_(extraction), book_(book), tables_(tables) {
    for (const Draft& draft : already) {
      const auto kind = draft.check.kind;
      if (kind != rules::CheckKind::kStatementTie && kind != rules::CheckKind::kNoteTie) continue;
      for (const Term& term : draft.check.terms) tied_.insert(term.cell);
    }
    for (std::size_t s = 0; s < tables.size(); ++s) {
      if (!may_repeat(StatementKind::kOverview, tables[s].money.kind)) continue;
      for (std::size_t r = 0; r < tables[s].money.rows.size(); ++r) {
        if (tables[s].money.rows[r].has_figures)
          rows_[name_of(tables[s].money.rows[r].label)].push_back({s, r});
      }
    }
  }

  std::vector<Draft> run() const {
    std::vector<Draft> drafts;
    for (std::size_t s = 0; s < tables_.size(); ++s) {
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
  [[nodiscard]] std::vector<Draft> best_match(const Place& place) const {
    const Grid& table = tables_[place.statement].money;
    const GridRow& row = table.rows[place.row];
    const auto found = row.has_figures ? rows_.find(name_of(row.label)) : rows_.end();
    if (found == rows_.end()) return {};
    std::vector<Draft> best;
    std::ptrdiff_t most = 0;
    for (const Place& other : found->second) {
      if (!may_repeat(table.kind, tables_[other.statement].money.kind)) continue;
      if (extraction_.statements[other.statement].set !=
          extraction_.statements[place.statement].set)
        continue;
      // A table may print a cost without its minus, in all columns alike.
      for (const int weight : {1, -1}) {
        std::vector<Draft> drafts = compare(place, other, weight);
        const auto holding = std::count_if(drafts.begin(), drafts.end(), says_and_holds);
        const auto failing = std::count_if(drafts.begin(), drafts.end(), [](const Draft& draft) {
          return draft.check.verdict == Verdict::kDiscrepancy;
        });
        // That one figure agrees but for its sign may be a sign gone wrong; it settles none either.
        if (holding <= most || failing > holding || (weight < 0 && holding < 2)) continue;
        for (Draft& draft : drafts) draft.clears = draft.clears && weight > 0;
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

  [[nodiscard]] std::vector<Draft> compare(const Place& place, const Place& other,
                                           int weight) const {
    const Grid& from = tables_[place.statement].money;
    const Grid& to = tables_[other.statement].money;
    std::vector<Draft> drafts;
    std::set<std::size_t> taken;
    for (std::size_t column = 0; column < from.columns; ++column) {
      const auto match = matching_column(extraction_, place.statement, column, other.statement);
      if (!match) continue;
      // Segments, regions: several columns for a year are its parts.
      if (!taken.insert(*match).second) return {};
      const Figure& printed = from.rows[place.row].figures[column];
      const Figure& repeated = to.rows[other.row].figures[*match];
      const PlacedFigure terms[] = {
          {{place.statement, from.rows[place.row].row, column}, printed, -1},
          {{other.statement, to.rows[other.row].row, *match}, repeated, weight}};
      if (!printed.present || !repeated.present || tied_.contains(terms[0].cell)) continue;
      Draft draft = make_draft("rows.same_name", rules::CheckKind::kStatementTie,
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

std::vector<Draft> same_row_checks(const extract::Extraction& extraction,
                                   const rules::RuleBook& book,
                                   const std::vector<TableFacts>& tables,
                                   std::span<const Draft> already) {
  return SameRows(extraction, book, tables, already).run();
}

}  // namespace siffra::reconcile::internal
