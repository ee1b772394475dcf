#include "reconcile/internal/notes.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "reconcile/internal/note_columns.h"
#include "reconcile/internal/note_equation.h"
#include "reconcile/internal/note_names.h"
#include "reconcile/internal/residual.h"

namespace siffra::reconcile::internal {
namespace {

// Whether one slip in either figure makes the difference; that one of them is missing is none.
bool is_slip(const std::vector<PlacedFigure>& terms, std::int64_t difference) {
  const auto explained = explain_residual(terms, difference);
  return std::any_of(explained.begin(), explained.end(), [](const Explanation& explanation) {
    return explanation.kind != HypothesisKind::kMissingRow;
  });
}

using extract::Extraction;
using rules::Severity;

// How well an offer agrees over all columns that can be compared.
struct Agreement {
  Side offer;
  bool is_total = false;  // the note's own total, not a row inside it
  int holding = 0;
  int failing = 0;
  std::vector<std::pair<std::size_t, std::size_t>> columns;  // citing column, note column
};

struct Citation {
  std::size_t statement = 0;
  std::size_t row = 0;  // index into Grid::rows
  std::vector<std::string> notes;
};

class Ties {
 public:
  Ties(const Extraction& extraction, const std::vector<TableFacts>& tables)
      : extraction_(extraction), tables_(tables), columns_(extraction, tables) {
    for (std::size_t i = 0; i < extraction.statements.size(); ++i) collect(i);
    for (const Citation& citation : citations_) {
      for (const std::string& number : citation.notes) {
        for (const std::size_t note : notes_numbered(citation.statement, number))
          columns_.compare(citation.statement, citation.row, note);
      }
    }
  }

  std::vector<Draft> run() {
    for (const Citation& citation : citations_) tie(citation);
    flag_turned_signs();
    return std::move(drafts_);
  }

 private:
  void collect(std::size_t index) {
    const extract::Statement& statement = extraction_.statements[index];
    if (statement.kind == rules::StatementKind::kNote) {
      for (const std::string& number : note_numbers(statement.note)) {
        notes_[{statement.set, number}].push_back(index);
      }
      return;
    }
    for (std::size_t row = 0; row < statement.rows.size(); ++row) {
      if (statement.rows[row].note.empty()) continue;
      if (!tables_[index].money.rows[row].has_figures) continue;
      citations_.push_back({index, row, note_numbers(statement.rows[row].note)});
    }
  }

  const std::vector<std::size_t>& notes_numbered(std::size_t citing,
                                                 const std::string& number) const {
    static const std::vector<std::size_t> none;
    const auto found = notes_.find({extraction_.statements[citing].set, number});
    return found == notes_.end() ? none : found->second;
  }

  // --- what a note offers ------------------------------------------------------------------------

  // Totals that no other total covers, last first; else all rows together, else each row.
  std::vector<Side> totals_of(std::size_t note) const {
    const TableFacts& table = tables_[note];
    std::set<std::size_t> covered;
    for (const SumStructure& sum : table.sums) {
      for (const SumTerm& term : sum.terms) covered.insert(term.row);
    }
    std::vector<Side> totals;
    for (auto sum = table.sums.rbegin(); sum != table.sums.rend(); ++sum) {
      // What is left after something is taken away is not the note's total.
      const bool left_over = std::any_of(sum->terms.begin(), sum->terms.end(),
                                         [](const SumTerm& term) { return term.weight < 0; });
      if (!covered.contains(sum->total) && !left_over) totals.push_back({note, {{sum->total, 1}}});
    }
    for (std::size_t row = table.money.rows.size(); row-- > 0;) {
      const GridRow& candidate = table.money.rows[row];
      if (candidate.has_figures && (candidate.sum_word || candidate.closing)) {
        totals.push_back({note, {{row, 1}}});
      }
    }
    if (totals.empty()) {
      Side all{note, {}};
      for (std::size_t row = 0; row < table.money.rows.size(); ++row) {
        const GridRow& candidate = table.money.rows[row];
        if (candidate.has_figures && !candidate.of_which) all.rows.push_back({row, 1});
      }
      if (!all.rows.empty()) totals.push_back(std::move(all));
    }
    return totals;
  }

  // "Långfristiga skulder som förfaller till betalning senare än fem år efter balansdagen": the
  // only row of a note, and a sentence that says which part of the whole it is.
  bool is_qualified(const Side& offer) const {
    constexpr std::size_t kLongestName = 50;
    const Grid& grid = tables_[offer.statement].money;
    return offer.rows.size() == 1 && !grid.rows[offer.rows.front().row].sum_word &&
           grid.rows[offer.rows.front().row].label.size() > kLongestName;
  }

  // What stood at the beginning is not what a statement tells of the end, nor is a part the whole.
  std::vector<Side> rows_of(std::size_t note) const {
    std::vector<Side> rows;
    for (std::size_t row = 0; row < tables_[note].money.rows.size(); ++row) {
      const GridRow& offered = tables_[note].money.rows[row];
      if (offered.has_figures && !offered.opening && !offered.of_which)
        rows.push_back({note, {{row, 1}}});
    }
    return rows;
  }

  Agreement compare(const Side& citing, const Side& offer, bool is_total) const {
    Agreement agreement;
    agreement.offer = offer;
    agreement.is_total = is_total;
    std::vector<Verdict> told;
    const std::size_t columns = tables_[citing.statement].money.columns;
    for (std::size_t column = 0; column < columns; ++column) {
      const auto other = columns_.match(citing.statement, column, offer.statement);
      if (!other) continue;
      const auto terms = equation(tables_, citing, column, offer, *other);
      if (terms.empty()) continue;
      const Verdict verdict = verdict_of(terms);
      if (verdict == Verdict::kUnverifiable) continue;
      agreement.columns.emplace_back(column, *other);
      if (verdict == Verdict::kDiscrepancy) ++agreement.failing;
      if (verdict != Verdict::kDiscrepancy && !is_zero(terms)) ++agreement.holding;
      told.push_back(verdict);
    }
    drop_second_years(agreement, told);
    return agreement;
  }

  // A column of the note tells of one year: where it agrees with one column of the statement, it is
  // not the year of another whose head could not be read.
  static void drop_second_years(Agreement& agreement, const std::vector<Verdict>& told) {
    std::set<std::size_t> settled;
    for (std::size_t i = 0; i < told.size(); ++i) {
      if (told[i] != Verdict::kDiscrepancy) settled.insert(agreement.columns[i].second);
    }
    std::vector<std::pair<std::size_t, std::size_t>> kept;
    for (std::size_t i = 0; i < told.size(); ++i) {
      const bool second =
          told[i] == Verdict::kDiscrepancy && settled.contains(agreement.columns[i].second);
      if (second) --agreement.failing;
      if (!second) kept.push_back(agreement.columns[i]);
    }
    agreement.columns = std::move(kept);
  }

  static bool better(const Agreement& a, const Agreement& b) {
    const auto rank = [](const Agreement& x) {
      const bool fits = x.failing == 0 && x.holding > 0;
      return std::tuple(fits, x.holding, x.holding > 0 ? -x.failing : 0, x.is_total, -x.failing);
    };
    return rank(a) > rank(b);
  }

  // The best offer of any note with one of the numbers.
  std::optional<Agreement> best_offer(const Side& citing, const std::vector<std::string>& numbers,
                                      std::size_t labelled_row) const {
    std::optional<Agreement> best;
    const auto consider = [&](const Side& offer, bool is_total) {
      Agreement agreement = compare(citing, offer, is_total);
      if (agreement.columns.empty()) return;
      if (!best || better(agreement, *best)) best = std::move(agreement);
    };
    std::vector<std::size_t> notes;
    for (const std::string& number : numbers) {
      const auto& found = notes_numbered(citing.statement, number);
      notes.insert(notes.end(), found.begin(), found.end());
    }
    // The note whose title resembles the label is asked first, so that it wins among equals.
    const std::string& label = tables_[citing.statement].money.rows[labelled_row].label;
    std::stable_partition(notes.begin(), notes.end(), [&](std::size_t note) {
      return titles_resemble(label, rules::fold(extraction_.statements[note].title));
    });
    for (const std::size_t note : notes) {
      for (const Side& offer : totals_of(note)) consider(offer, !is_qualified(offer));
    }
    if (best && best->failing == 0 && best->holding > 0) return best;
    for (const std::size_t note : notes) {
      for (const Side& offer : rows_of(note)) consider(offer, false);
    }
    return best;
  }

  // --- ties
  // ----------------------------------------------------------------------------------------

  static bool fits(const std::optional<Agreement>& agreement) {
    return agreement && agreement->failing == 0 && agreement->holding > 0;
  }

  void tie(const Citation& citation) {
    const Side alone{citation.statement, {{citation.row, 1}}};
    std::optional<Agreement> best = best_offer(alone, citation.notes, citation.row);
    if (!best) return;
    if (fits(best)) return emit(alone, *best, citation.row);
    const Side together = all_citing(citation);
    if (together.rows.size() > 1) {
      const std::optional<Agreement> shared = best_offer(together, citation.notes, citation.row);
      if (shared && better(*shared, *best) && shared->holding > 0) {
        if (together.rows.front().row == citation.row) emit(together, *shared, citation.row);
        if (says_something(alone, *best)) emit(alone, *best, citation.row, Severity::kWarning);
        return;
      }
    }
    if (citation.notes.size() > 1 && tie_to_several(citation)) return;
    emit(alone, *best, citation.row);
  }

  // The note has a row that is this row in one year and not in the other.
  bool says_something(const Side& citing, const Agreement& agreement) const {
    constexpr std::int64_t kLeastDigits = 100;
    if (agreement.holding == 0 || agreement.failing == 0) return false;
    return std::all_of(agreement.columns.begin(), agreement.columns.end(), [&](const auto& pair) {
      const Figure& figure =
          tables_[citing.statement].money.rows[citing.rows.front().row].figures[pair.first];
      return figure.readable && std::abs(figure.value) >= kLeastDigits * figure.quantum;
    });
  }

  // All rows of the statement that cite exactly this note.
  Side all_citing(const Citation& citation) const {
    Side side{citation.statement, {}};
    for (const Citation& other : citations_) {
      if (other.statement == citation.statement && other.notes == citation.notes) {
        side.rows.push_back({other.row, 1});
      }
    }
    return side;
  }

  // One row, several notes: the totals of the notes together.
  bool tie_to_several(const Citation& citation) {
    const Grid& from = tables_[citation.statement].money;
    std::vector<Side> offers;
    for (const std::string& number : citation.notes) {
      const auto& notes = notes_numbered(citation.statement, number);
      if (notes.empty()) return false;
      const std::vector<Side> totals = totals_of(notes.front());
      if (totals.empty()) return false;
      offers.push_back(totals.front());
    }
    bool tied = false;
    for (std::size_t column = 0; column < from.columns; ++column) {
      std::vector<PlacedFigure> terms = figures(from, {{citation.row, 1}}, column, -1);
      if (!any_printed(terms)) continue;
      bool complete = true;
      for (const Side& offer : offers) {
        const auto other = columns_.match(citation.statement, column, offer.statement);
        complete = complete && other.has_value();
        if (!other) break;
        const int sign = same_sign(terms.front(), offer, *other) ? 1 : -1;
        const auto more = figures(tables_[offer.statement].money, offer.rows, *other, sign);
        terms.insert(terms.end(), more.begin(), more.end());
      }
      if (!complete || verdict_of(terms) == Verdict::kDiscrepancy) continue;
      drafts_.push_back(
          make_draft("note.ties", rules::CheckKind::kNoteTie, Severity::kWarning, terms));
      tied = true;
    }
    return tied;
  }

  bool same_sign(const PlacedFigure& row, const Side& offer, std::size_t column) const {
    const Grid& grid = tables_[offer.statement].money;
    const Figure& figure = grid.rows[offer.rows.front().row].figures[column];
    return (row.figure.value < 0) == (figure.value < 0);
  }

  bool another_row_agrees(const Side& citing, std::size_t column, const Agreement& best) const {
    for (const Side& offer : rows_of(best.offer.statement)) {
      const auto other = columns_.match(citing.statement, column, offer.statement);
      if (!other) continue;
      const auto terms = equation(tables_, citing, column, offer, *other);
      if (terms.empty() || is_zero(terms)) continue;
      const Verdict verdict = verdict_of(terms);
      if (verdict == Verdict::kExact || verdict == Verdict::kRounding) return true;
    }
    return false;
  }

  // The figure is the note's of another year. As printed that is a figure of the wrong year; where
  // it was recognised, the head of its column may be misread as well.
  bool may_be_of_another_year(const Side& citing, std::size_t column, const Agreement& best) const {
    if (!is_recognised(citing, column)) return false;
    const std::size_t columns = tables_[best.offer.statement].money.columns;
    for (std::size_t other = 0; other < columns; ++other) {
      const auto terms = equation(tables_, citing, column, best.offer, other);
      if (!terms.empty() && !is_zero(terms) && verdict_of(terms) == Verdict::kExact) return true;
    }
    return false;
  }

  bool is_recognised(const Side& citing, std::size_t column) const {
    const Grid& grid = tables_[citing.statement].money;
    return std::any_of(citing.rows.begin(), citing.rows.end(), [&](const SumTerm& term) {
      const extract::StatementCell* cell =
          extract::find_cell(extraction_, {citing.statement, grid.rows[term.row].row, column});
      return cell != nullptr && cell->source == extract::Source::kOcr;
    });
  }

  // Whether row and note have the same sign in all columns, or opposite signs in all.
  bool signs_agree(const Side& citing, const Agreement& agreement) const {
    bool same = false;
    bool opposite = false;
    for (const auto& [column, other] : agreement.columns) {
      const auto terms = equation(tables_, citing, column, agreement.offer, other);
      if (is_zero(terms)) continue;
      const bool turned = terms.back().weight < 0;
      same = same || !turned;
      opposite = opposite || turned;
    }
    return !(same && opposite);
  }

  // Heads that are neither periods nor alike nor say which year is last year's
  // ("Anskaffningsvärde", "Bokfört värde") are not the years of the statement, though they stand in
  // the same order.
  bool paired_by_place_only(const Side& citing, std::size_t column, const Side& offer) const {
    const auto& from = extraction_.statements[citing.statement].columns;
    const auto& to = extraction_.statements[offer.statement].columns;
    if (!from[column].period_end || to.size() < 2) return false;
    std::set<std::string> heads;
    for (const extract::StatementColumn& head : to) {
      if (head.period_end || head.prior || head.header.empty()) return false;
      heads.insert(head.header);
    }
    return heads.size() == to.size();
  }

  // A note that rows cite for what it tells of them all ("Medelantal anställda och
  // personalkostnader"): its total is not theirs. Rows that cite nothing else may be its parts, one
  // of them wrong: that is told where a slip would explain it.
  bool tells_of_several(const extract::Statement& note, bool slip) const {
    const std::vector<std::string> numbers = note_numbers(note.note);
    std::size_t citing = 0;
    bool beside_others = false;
    for (const Citation& citation : citations_) {
      if (extraction_.statements[citation.statement].set != note.set) continue;
      const bool cites = std::any_of(numbers.begin(), numbers.end(), [&](const auto& number) {
        return std::find(citation.notes.begin(), citation.notes.end(), number) !=
               citation.notes.end();
      });
      if (!cites) continue;
      ++citing;
      beside_others = beside_others || citation.notes.size() > 1;
    }
    return citing > 1 && (beside_others || !slip);
  }

  void emit(const Side& citing, const Agreement& agreement, std::size_t labelled_row,
            Severity most = Severity::kError) {
    const GridRow& row = tables_[citing.statement].money.rows[labelled_row];
    const extract::Statement& note = extraction_.statements[agreement.offer.statement];
    const bool resembles = titles_resemble(row.label, rules::fold(note.title));
    const bool one_sign = signs_agree(citing, agreement);
    for (const auto& [column, other] : agreement.columns) {
      const auto terms = equation(tables_, citing, column, agreement.offer, other);
      Draft draft = make_draft("note.ties", rules::CheckKind::kNoteTie, Severity::kWarning, terms);
      // Signs are not compared, so a tie whose sign turns clears no cell of a lost minus.
      draft.clears = draft.clears && one_sign;
      if (draft.check.verdict == Verdict::kDiscrepancy) {
        const bool near = is_near(terms);
        const bool ties_elsewhere = agreement.holding > 0;
        const bool slip = is_slip(terms, draft.check.difference.ore());
        const bool unlike =
            !ties_elsewhere && !(slip && resembles) &&
            (!agreement.is_total || !near || (!resembles && tells_of_several(note, slip)));
        if (paired_by_place_only(citing, column, agreement.offer) || unlike ||
            tells_of_the_sum(tables_, citing, column, agreement.offer, other)) {
          draft.check.verdict = Verdict::kUnverifiable;
        } else if (ties_elsewhere) {
          draft.check.severity =
              another_row_agrees(citing, column, agreement) ? Severity::kWarning : Severity::kError;
        } else {
          draft.check.severity = resembles && near ? Severity::kError : Severity::kWarning;
        }
        const bool doubtful_year = may_be_of_another_year(citing, column, agreement);
        draft.check.severity =
            std::min(draft.check.severity, doubtful_year ? Severity::kWarning : most);
      } else if (!is_zero(terms)) {
        agreeing_.push_back({drafts_.size(), citing.statement, labelled_row, agreement.is_total,
                             terms.front().figure.value < 0, terms.back().weight < 0});
      }
      drafts_.push_back(std::move(draft));
    }
  }

  // --- signs
  // ----------------------------------------------------------------------------------------

  // A tie that agrees but for the sign, and whether it needed the sign turned.
  struct Agreeing {
    std::size_t draft = 0;
    std::size_t statement = 0;
    std::size_t row = 0;
    bool is_total = false;  // the note's own total
    bool negative = false;  // the citing figure
    bool turned = false;
  };

  int count_agreeing(const Agreeing& like, bool turned, bool same_row) const {
    return static_cast<int>(
        std::count_if(agreeing_.begin(), agreeing_.end(), [&](const Agreeing& other) {
          return other.statement == like.statement && other.turned == turned &&
                 (same_row ? other.row == like.row
                           : other.row != like.row && other.negative == like.negative);
        }));
  }

  // Notes print costs positive or negative, but the same row in all years alike; and a report whose
  // notes repeat what is positive as it stands does not turn one of them.
  void flag_turned_signs() {
    constexpr int kEnoughRows = 3;
    for (const Agreeing& tie : agreeing_) {
      const int alike = count_agreeing(tie, tie.turned, true);
      const int others = count_agreeing(tie, !tie.turned, true);
      const bool odd_year = others > alike || (others == alike && tie.turned);
      const bool odd_row = tie.turned && tie.is_total && others == 0 && !tie.negative &&
                           count_agreeing(tie, true, false) == 0 &&
                           count_agreeing(tie, false, false) >= kEnoughRows;
      if (odd_year || odd_row) turn(drafts_[tie.draft].check);
    }
  }

  // The tie as it would be with the sign the others have: off by twice the figure.
  void turn(Check& check) const {
    std::vector<WeightedFigure> figures;
    for (std::size_t i = 0; i < check.terms.size(); ++i) {
      Term& term = check.terms[i];
      if (term.cell.statement != check.terms.front().cell.statement) term.weight = -term.weight;
      const Grid& grid = tables_[term.cell.statement].money;
      figures.push_back({grid.rows[term.cell.row].figures[term.cell.column], term.weight});
    }
    const Judgement judgement = judge(figures);
    check.verdict = judgement.verdict;
    check.difference = rules::Money(judgement.difference);
    check.doubled_tolerance = rules::Money(judgement.doubled_tolerance);
    check.severity = Severity::kWarning;
  }

  const Extraction& extraction_;
  const std::vector<TableFacts>& tables_;
  NoteColumns columns_;
  std::map<std::pair<int, std::string>, std::vector<std::size_t>> notes_;
  std::vector<Citation> citations_;
  std::vector<Agreeing> agreeing_;
  std::vector<Draft> drafts_;
};

}  // namespace

std::vector<Draft> note_checks(const Extraction& extraction,
                               const std::vector<TableFacts>& tables) {
  return Ties(extraction, tables).run();
}

}  // namespace siffra::reconcile::internal
