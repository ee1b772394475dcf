#include "reconcile/internal/repair_equations.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <set>

#include "reconcile/internal/grid.h"
#include "reconcile/internal/repair_needed.h"
#include "reconcile/internal/repair_prints.h"
#include "reconcile/internal/subtracted_parts.h"

namespace siffra::reconcile::internal {
namespace {

using extract::CellAddress;
using extract::Extraction;

constexpr double kNoSuchSum = 0.0004;  // a structure that another column proves
constexpr double kWeakSum = 0.01;      // one that is told as a warning only
constexpr double kUnprovenSum = 0.02;
constexpr double kUnknownTable = 0.5;    // what adds up in a table of no known kind is a guess
constexpr double kLayoutMistake = 0.03;  // a row or cell lost, on a page that is hard to read
// A lost row leaves any difference, a slip of one digit mostly one that a digit mends.
constexpr double kLossLooksLikeASlip = 0.05;
constexpr double kMisreadBeyondLikeness = 0.1;  // share of misreadings of more than two digits
// What is tied to another place holds there among its own rows: it is no other row's.
constexpr double kTiedAndFooted = 0.05;
constexpr double kCellLost = 0.02;         // and a cell is missing where the row has others
constexpr double kAllPrintRead = 0.0002;   // though the picture shows no print between
constexpr double kPrintUnread = 0.3;       // where it does
constexpr double kPartGone = 0.3;          // a part that the sum has in other columns has no cell
constexpr double kSignsOfOneColumn = 0.3;  // it subtracts only since minuses were lost
constexpr double kOtherColumns = 0.3;      // each of two tables has the other's figure elsewhere
constexpr double kChanceAgreement = 3;     // cost of a wrong figure that another check agrees with
constexpr int kMostAgreements = 2;

bool fails(const Draft& draft) { return draft.check.verdict == Verdict::kDiscrepancy; }
bool undecided(const Draft& draft) { return draft.check.verdict == Verdict::kUnverifiable; }
bool holds(const Draft& draft) {
  return draft.clears &&
         (draft.check.verdict == Verdict::kExact || draft.check.verdict == Verdict::kRounding);
}

class Builder {
 public:
  Builder(const Extraction& extraction, const std::vector<Draft>& drafts, const Beliefs& beliefs,
          const std::map<int, double>& doubt, const Unread& unread)
      : extraction_(extraction),
        drafts_(drafts),
        beliefs_(beliefs),
        doubt_(doubt),
        unread_(unread) {}

  std::vector<Component> run() {
    note_parts();
    choose();
    group();
    std::vector<Component> components;
    for (const auto& [root, members] : groups_) components.push_back(build(members));
    return components;
  }

 private:
  [[nodiscard]] const Belief* belief(const CellAddress& cell) const {
    const auto found = beliefs_.find(cell);
    return found == beliefs_.end() ? nullptr : &found->second;
  }

  [[nodiscard]] bool recognised(const Draft& draft) const {
    return std::any_of(draft.check.terms.begin(), draft.check.terms.end(),
                       [&](const Term& term) { return belief(term.cell) != nullptr; });
  }

  // A check that waits for a figure that could not be read, and may be given one.
  [[nodiscard]] bool waits(const Draft& draft) const {
    if (!undecided(draft)) return false;
    bool waiting = false;
    for (const Term& term : draft.check.terms) {
      const auto* cell = extract::find_cell(extraction_, term.cell);
      if (cell == nullptr) return false;
      if (cell->amount) continue;
      const Belief* known = belief(term.cell);
      if (known == nullptr || known->others.empty()) return false;
      waiting = true;
    }
    return waiting;
  }

  void note_parts() {
    for (const Draft& draft : drafts_) {
      if (!adds_up(draft.check)) continue;
      const CellAddress& total = draft.check.terms.front().cell;
      for (const Term& term : draft.check.terms) {
        if (term.cell.statement != total.statement || term.cell.column != total.column) continue;
        if (term.cell.row != total.row) parts_[{total.statement, total.row}].insert(term.cell.row);
      }
    }
  }

  // The same equation found in two ways is one.
  void choose() {
    std::set<std::vector<std::pair<CellAddress, int>>> seen;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      if (!adds_up(draft.check)) continue;
      const bool violated = fails(draft) || waits(draft);
      if (violated ? !recognised(draft) : !holds(draft)) continue;
      std::vector<std::pair<CellAddress, int>> key;
      for (const Term& term : draft.check.terms) key.emplace_back(term.cell, std::abs(term.weight));
      std::sort(key.begin(), key.end());
      if (!seen.insert(std::move(key)).second) continue;
      (violated ? violated_ : holding_).push_back(i);
      if (violated) continue;
      for (const Term& term : draft.check.terms) ++agreements_[term.cell];
    }
  }

  void group() {
    std::vector<std::size_t> parent(violated_.size());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    const auto find = [&](std::size_t item) {
      while (parent[item] != item) item = parent[item];
      return item;
    };
    std::map<CellAddress, std::size_t> first;
    for (std::size_t i = 0; i < violated_.size(); ++i) {
      for (const Term& term : drafts_[violated_[i]].check.terms) {
        const auto [where, fresh] = first.try_emplace(term.cell, i);
        if (fresh) continue;
        const std::size_t a = find(where->second);
        const std::size_t b = find(i);
        parent[std::max(a, b)] = std::min(a, b);
      }
    }
    for (std::size_t i = 0; i < violated_.size(); ++i) groups_[find(i)].push_back(violated_[i]);
  }

  Component build(const std::vector<std::size_t>& violated) {
    Component component;
    index_.clear();
    for (const std::size_t draft : violated) add_equation(component, draft, true);
    std::set<CellAddress> changing;
    for (std::size_t i = 0; i < component.cells.size(); ++i) {
      if (!component.problem.cells[i].options.empty()) changing.insert(component.cells[i]);
    }
    for (const std::size_t draft : holding_) {
      const auto& terms = drafts_[draft].check.terms;
      if (std::any_of(terms.begin(), terms.end(),
                      [&](const Term& term) { return changing.count(term.cell) > 0; })) {
        add_equation(component, draft, false);
      }
    }
    weigh_differences(component);
    return component;
  }

  // What the difference itself tells: a misreading is mostly of a digit or two.
  void weigh_differences(Component& component) const {
    component.needed = needed_figures(extraction_, component);
    std::set<std::size_t> near;
    bool slip = false;
    for (const NeededFigure& needed : component.needed) {
      if (!needed.alone) continue;
      near.insert(needed.cell);
      slip = slip || needed.edits == 1;
    }
    for (std::size_t i = 0; i < component.cells.size(); ++i) {
      if (near.count(i) > 0 || belief(component.cells[i]) == nullptr) continue;
      SolverCell& cell = component.problem.cells[i];
      if (!cell.readable) continue;
      // The part of it that the report is wrong stays: errors of a report are of any size.
      double& share = component.report_share_of_cell[i];
      const double left = share + (1 - share) * kMisreadBeyondLikeness;
      cell.void_cost -= std::log(left);
      share /= left;
    }
    if (!slip) return;
    for (std::size_t i = 0; i < component.problem.equations.size(); ++i) {
      if (!component.failing[i]) continue;
      double& share = component.report_share_of_equation[i];
      const double left = share + (1 - share) * kLossLooksLikeASlip;
      component.problem.equations[i].void_cost -= std::log(left);
      share /= left;
    }
  }

  void add_equation(Component& component, std::size_t draft, bool violated) {
    SolverEquation equation;
    const Check& check = drafts_[draft].check;
    std::int64_t quanta = 0;
    for (const Term& term : check.terms) {
      equation.terms.push_back({cell_of(component, term.cell, violated), term.weight});
      quanta += component.problem.cells[equation.terms.back().cell].quantum * std::abs(term.weight);
    }
    // A dash is as precise as its column, which the check knows and the cell does not.
    const std::int64_t less = quanta - check.doubled_tolerance.ore();
    if (less > 0 && !undecided(drafts_[draft])) {
      for (const SolverTerm& term : equation.terms) {
        SolverCell& cell = component.problem.cells[term.cell];
        if (cell.value == 0) cell.quantum = std::max<std::int64_t>(0, cell.quantum - less);
      }
    }
    double own = kNoSuchSum;
    if (check.severity != rules::Severity::kError) own = kWeakSum;
    if (undecided(drafts_[draft])) own = kUnprovenSum;
    const double lost = violated ? chance_of_loss(check) : 0;
    equation.void_cost = -std::log(kJustThis * (own + lost));
    component.problem.equations.push_back(std::move(equation));
    component.checks.push_back(draft);
    component.failing.push_back(violated);
    const rules::StatementKind kind =
        extraction_.statements[check.terms.front().cell.statement].kind;
    const double trusted = kind == rules::StatementKind::kOther ? kUnknownTable : 1;
    component.report_share_of_equation.push_back(trusted * own / (own + lost));
  }

  // That the page's layout was misunderstood: a cell that was not seen, a row taken for another.
  [[nodiscard]] double chance_of_loss(const Check& check) const {
    double chance = 0;
    for (const Term& term : check.terms) {
      const auto* cell = extract::find_cell(extraction_, term.cell);
      if (cell == nullptr || belief(term.cell) == nullptr) continue;
      chance = std::max(chance, kLayoutMistake * doubt_.at(cell->page));
    }
    if (chance == 0) return 0;
    if (lacks_a_part(check)) return kPartGone;
    if (pairs_other_columns(check)) return kOtherColumns;
    if (subtracts_for_lost_minuses(extraction_, drafts_, beliefs_, check)) return kSignsOfOneColumn;
    if (const auto area = area_of(check); area && unread_) {
      const auto unread = unread_(area->page, area->box);
      if (unread) return *unread ? kPrintUnread : kAllPrintRead;
    }
    if (lacks_a_cell(check)) chance += kCellLost;
    return all_held_elsewhere(check) ? kTiedAndFooted * chance : chance;
  }

  // A tie of two tables, each of which has the other's figure in the same row but in another
  // column: a head was misread, and columns were paired that are none. A figure that the report
  // took from another column stands in both, but what it should be in neither.
  [[nodiscard]] bool pairs_other_columns(const Check& check) const {
    if (check.terms.size() != 2) return false;
    const CellAddress& one = check.terms.front().cell;
    const CellAddress& other = check.terms.back().cell;
    return one.statement != other.statement && stands_beside(one, other) &&
           stands_beside(other, one);
  }

  // Whether the row of `place` has the figure of `cell` in a column other than its own.
  [[nodiscard]] bool stands_beside(const CellAddress& cell, const CellAddress& place) const {
    const auto value_of = [&](std::size_t statement, const extract::StatementCell& printed) {
      return figure_of(extraction_.statements[statement], printed, printed.unit).value;
    };
    const auto* wanted = extract::find_cell(extraction_, cell);
    if (wanted == nullptr || !wanted->amount) return false;
    const auto value = std::abs(value_of(cell.statement, *wanted));
    const auto& cells = extraction_.statements[place.statement].rows[place.row].cells;
    return value != 0 && std::any_of(cells.begin(), cells.end(), [&](const auto& printed) {
             return printed.column != place.column && printed.amount &&
                    std::abs(value_of(place.statement, printed)) == value;
           });
  }

  // Each figure of a tie takes part in a check that holds.
  [[nodiscard]] bool all_held_elsewhere(const Check& check) const {
    const bool tie = check.kind == rules::CheckKind::kNoteTie ||
                     check.terms.front().cell.statement != check.terms.back().cell.statement;
    return tie && std::all_of(check.terms.begin(), check.terms.end(),
                              [&](const Term& term) { return agreements_.contains(term.cell); });
  }

  struct Area {
    int page = 0;
    extract::Box box;
  };

  // What a sum within one column of one page spans; nothing for other checks.
  [[nodiscard]] std::optional<Area> area_of(const Check& check) const {
    const CellAddress& total = check.terms.front().cell;
    Area area;
    for (const Term& term : check.terms) {
      if (term.cell.statement != total.statement || term.cell.column != total.column) return {};
      const auto* cell = extract::find_cell(extraction_, term.cell);
      if (cell == nullptr || (area.page != 0 && area.page != cell->page)) return {};
      area.page = cell->page;
      area.box = extract::united(area.box, cell->box);
    }
    return area;
  }

  // The same sum has a part in other columns whose row has a figure in half of the columns or more
  // but none in this: it was read as something else or put elsewhere, whatever print is left.
  [[nodiscard]] bool lacks_a_part(const Check& check) const {
    constexpr std::size_t kEnoughColumns = 2;
    const CellAddress& total = check.terms.front().cell;
    const auto found = parts_.find({total.statement, total.row});
    if (found == parts_.end()) return false;
    const auto& statement = extraction_.statements[total.statement];
    return std::any_of(found->second.begin(), found->second.end(), [&](std::size_t row) {
      if (extract::find_cell(extraction_, {total.statement, row, total.column}) != nullptr)
        return false;
      const std::size_t cells = statement.rows[row].cells.size();
      const bool sums = statement.rows[row].kind == rules::RowKind::kSum;
      if (cells + 1 == statement.columns.size() && sums) return true;
      return 2 * cells >= statement.columns.size() && cells >= kEnoughColumns;
    });
  }

  // Some row between those of the check has figures, but none in the check's column.
  [[nodiscard]] bool lacks_a_cell(const Check& check) const {
    const CellAddress& total = check.terms.front().cell;
    std::size_t first = total.row;
    std::size_t last = total.row;
    for (const Term& term : check.terms) {
      if (term.cell.statement != total.statement || term.cell.column != total.column) return false;
      first = std::min(first, term.cell.row);
      last = std::max(last, term.cell.row);
    }
    const auto& rows = extraction_.statements[total.statement].rows;
    for (std::size_t row = first; row <= last; ++row) {
      if (rows[row].cells.empty()) continue;
      if (extract::find_cell(extraction_, {total.statement, row, total.column}) == nullptr) {
        return true;
      }
    }
    return false;
  }

  // Print goes on beside the figure, or does not fit what was read of it: a digit was lost there,
  // and what was read of it denies nothing.
  [[nodiscard]] double chance_of_part(const CellAddress& address,
                                      const extract::StatementCell& cell) const {
    const extract::Statement& statement = extraction_.statements[address.statement];
    if (stands_by_a_part(statement, address.row, cell) || stands_by_a_stray(address))
      return kPrintUnread;
    const double misshapen = belief(address)->misshapen;
    if (misshapen >= kPrintUnread) return misshapen;
    return unread_ && unread_(cell.page, cell.box).value_or(false) ? kPrintUnread : misshapen;
  }

  // The next column has hardly a figure but in this row: a piece of this one that stood apart.
  [[nodiscard]] bool stands_by_a_stray(const CellAddress& address) const {
    constexpr std::size_t kFewOf = 6;
    const extract::Statement& statement = extraction_.statements[address.statement];
    const auto is_stray = [&](std::size_t column) {
      if (extract::find_cell(extraction_, {address.statement, address.row, column}) == nullptr)
        return false;
      std::size_t shown = 0;
      std::size_t rows = 0;
      for (const auto& row : statement.rows) {
        if (row.cells.empty()) continue;
        ++rows;
        shown += std::any_of(row.cells.begin(), row.cells.end(),
                             [&](const auto& cell) { return cell.column == column; })
                     ? 1U
                     : 0U;
      }
      return kFewOf * shown <= rows;
    };
    return (address.column > 0 && is_stray(address.column - 1)) || is_stray(address.column + 1);
  }

  std::size_t cell_of(Component& component, const CellAddress& address, bool violated) {
    const auto [where, fresh] = index_.try_emplace(address, component.cells.size());
    if (!fresh) return where->second;
    const extract::Statement& statement = extraction_.statements[address.statement];
    const extract::StatementCell& cell = *extract::find_cell(extraction_, address);
    const Figure figure = figure_of(statement, cell, cell.unit);
    SolverCell variable;
    variable.value = figure.value;
    variable.quantum = figure.quantum;
    variable.readable = figure.readable;
    double report_share = 1;
    double void_chance = kReportWrong;
    if (const Belief* known = belief(address)) {
      constexpr double kFloor = 1e-3;
      // What is no amount is not there to be kept: its other values stand against nothing.
      const double as_read = figure.readable ? std::max(known->as_read, kFloor) : 1;
      const double wrong = figure.readable ? kReportWrong * as_read : 0;
      const double misread = known->unseen + (violated ? chance_of_part(address, cell) : 0);
      void_chance = (wrong + misread) / as_read;
      report_share = wrong / std::max(1e-12, wrong + misread);
      for (const OtherFigure& other : known->others) {
        extract::StatementCell changed = cell;
        changed.amount = other.amount;
        const Figure option = figure_of(statement, changed, cell.unit);
        const double cost = -std::log(std::max(1e-9, other.probability) / as_read);
        variable.options.push_back({option.value, option.quantum, option.readable ? cost : 1e9});
      }
    }
    const auto agreed = agreements_.find(address);
    const int count = agreed == agreements_.end() ? 0 : agreed->second;
    variable.void_cost =
        -std::log(kJustThis * void_chance) + kChanceAgreement * std::min(count, kMostAgreements);
    component.problem.cells.push_back(std::move(variable));
    component.cells.push_back(address);
    const Belief* known = belief(address);
    component.others.push_back(known == nullptr ? std::vector<OtherFigure>() : known->others);
    component.report_share_of_cell.push_back(report_share);
    return where->second;
  }

  const Extraction& extraction_;
  const std::vector<Draft>& drafts_;
  const Beliefs& beliefs_;
  const std::map<int, double>& doubt_;
  const Unread& unread_;
  std::vector<std::size_t> violated_, holding_;
  std::map<CellAddress, int> agreements_;  // by holding checks
  // Rows that are parts of a total in some column.
  std::map<std::pair<std::size_t, std::size_t>, std::set<std::size_t>> parts_;
  std::map<std::size_t, std::vector<std::size_t>> groups_;
  std::map<CellAddress, std::size_t> index_;
};

}  // namespace

bool adds_up(const Check& check) {
  return check.kind != rules::CheckKind::kRatio && check.kind != rules::CheckKind::kUnitTie &&
         check.terms.size() >= 2;
}

std::vector<Component> components_of(const Extraction& extraction, const std::vector<Draft>& drafts,
                                     const Beliefs& beliefs, const std::map<int, double>& doubt,
                                     const Unread& unread) {
  if (beliefs.empty()) return {};
  return Builder(extraction, drafts, beliefs, doubt, unread).run();
}

}  // namespace siffra::reconcile::internal
