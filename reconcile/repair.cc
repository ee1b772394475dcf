#include "reconcile/repair.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "reconcile/internal/all_checks.h"
#include "reconcile/internal/percent_signs.h"
#include "reconcile/internal/repair_candidates.h"
#include "reconcile/internal/repair_equations.h"
#include "reconcile/internal/repair_findings.h"
#include "reconcile/internal/repair_signs.h"
#include "reconcile/internal/repair_solver.h"
#include "reconcile/internal/repair_trace.h"
#include "reconcile/internal/repair_verdicts.h"
#include "reconcile/internal/split_figures.h"
#include "reconcile/internal/unmet_readings.h"

namespace siffra::reconcile {
namespace {

using extract::CellAddress;
using extract::Extraction;
using extract::StatementCell;
using internal::Belief;
using internal::Beliefs;
using internal::cell_at;
using internal::Component;
using internal::Departure;
using internal::Draft;
using internal::kLeastConfidence;
using internal::OtherFigure;
using internal::Solution;
using internal::Weighed;

constexpr double kNearlyAsLikely = 0.2;  // with one sum to ask for it, the new value's image
                                         // evidence must come this near the old one's
constexpr std::size_t kMostSecondLooks = 60;
constexpr std::size_t kMostNeeded = 8;  // for each group of connected sums
constexpr double kLeastAnswer = 3;      // of the picture, for a value other than the one read
constexpr double kClearDash = 6;        // for a minus or comma that was not read
constexpr double kDoubtLeft = 0.1;      // of a figure's doubt, for each check that holds
constexpr int kMostHolding = 2;

bool fails(const Draft& draft) { return draft.check.verdict == Verdict::kDiscrepancy; }
bool holds(const Draft& draft) {
  return draft.clears &&
         (draft.check.verdict == Verdict::kExact || draft.check.verdict == Verdict::kRounding);
}

bool concerns(const Draft& draft, const CellAddress& cell) {
  return std::any_of(draft.check.terms.begin(), draft.check.terms.end(),
                     [&](const Term& term) { return term.cell == cell; });
}

// Groups of sums are built several times over, and the picture answers the same each time.
UnreadPrint asked_once(const UnreadPrint& ask) {
  using Area = std::tuple<int, double, double, double, double>;
  return [&ask, known = std::map<Area, std::optional<bool>>()](
             int page, const extract::Box& box) mutable -> std::optional<bool> {
    const auto [answer, fresh] = known.try_emplace(Area(page, box.x0, box.y0, box.x1, box.y1));
    if (fresh) answer->second = ask(page, box);
    return answer->second;
  };
}

// A value that the search would give a cell.
struct Proposal {
  CellAddress cell;
  OtherFigure figure;
  double as_read = 0;      // by the image alone
  double probability = 0;  // with the sums
  int mended = 0;          // failing checks that it makes hold
  bool looked_again = false;
  std::vector<std::pair<std::string, double>> alternatives;
};

// What is changed so far: the cell as it was, and why it was changed.
struct Accepted {
  StatementCell before;
  Proposal proposal;
};

class Repairer {
 public:
  Repairer(Extraction& extraction, const rules::RuleBook& book, const RepairSettings& settings)
      : extraction_(extraction),
        book_(book),
        settings_(settings),
        beliefs_(internal::beliefs_of(extraction, book)),
        doubt_(internal::doubt_by_page(extraction)) {
    if (settings.unread_print) unread_ = asked_once(settings.unread_print);
  }

  Repaired run() {
    std::vector<Draft> drafts = internal::all_checks(extraction_, book_);
    if (beliefs_.empty())
      return {internal::audit_of(extraction_, book_, std::move(drafts)), {}, {}};
    eaten_ = internal::eaten_minuses(extraction_, drafts, beliefs_);
    if (eaten_.chance > 0) internal::expect_eaten_minuses(extraction_, eaten_, beliefs_);
    for (int round = 1; round <= settings_.rounds; ++round) {
      if (!improve(drafts, round)) break;
      drafts = internal::all_checks(extraction_, book_);
    }
    if (take_back_idle()) drafts = internal::all_checks(extraction_, book_);
    std::map<std::size_t, Weighed> weighed = weigh(drafts);
    set_confidence(drafts);
    internal::weigh_comparisons(extraction_, drafts, beliefs_, weighed);
    internal::tell_unmet(extraction_, beliefs_, drafts);
    Repaired repaired;
    write_repairs(drafts, repaired);
    repaired.audit = internal::audit_of(extraction_, book_, std::move(drafts));
    const auto original =
        settings_.second_look ? internal::Original::kPictured : internal::Original::kElsewhere;
    internal::weigh_findings(extraction_, beliefs_, weighed, original, repaired.audit);
    repaired.trace = std::move(trace_);
    return repaired;
  }

 private:
  std::vector<Component> components(const std::vector<Draft>& drafts) const {
    return internal::components_of(extraction_, drafts, beliefs_, doubt_, unread_);
  }

  // --- one round -------------------------------------------------------------------------------

  bool improve(const std::vector<Draft>& drafts, int round) {
    bool changed = false;
    for (Component& component : components(drafts)) {
      Solution solution = internal::solve(component.problem, settings_.steps);
      const bool answered = look_for_needed(component);
      if (look_again(component, solution) || answered) {
        component = rebuilt(component, drafts);
        solution = internal::solve(component.problem, settings_.steps);
      }
      trace_.push_back(internal::trace_of(extraction_, beliefs_, drafts, component, solution));
      trace_.back().round = round;
      if (solution.gave_up) continue;
      for (const Proposal& proposal : proposals(component, solution)) {
        if (!acceptable(proposal)) continue;
        accept(proposal);
        changed = true;
      }
    }
    return changed;
  }

  // The component anew, from beliefs that have changed.
  Component rebuilt(const Component& component, const std::vector<Draft>& drafts) const {
    for (Component& other : components(drafts)) {
      if (other.checks == component.checks) return std::move(other);
    }
    return component;
  }

  // Asks the image about the figures that one misreading would have to be for the sums to agree.
  // What it denies is then no explanation, which leaves the report. True when it answered.
  bool look_for_needed(const Component& component) {
    if (!settings_.second_look) return false;
    bool answered = false;
    std::size_t asked = 0;
    for (const internal::NeededFigure& needed : component.needed) {
      if (asked++ == kMostNeeded) break;
      const CellAddress& address = component.cells[needed.cell];
      Belief& belief = beliefs_.at(address);
      const auto same = [&](const OtherFigure& figure) {
        return figure.amount.digits == needed.amount.digits &&
               figure.amount.decimals == needed.amount.decimals;
      };
      auto other = std::find_if(belief.others.begin(), belief.others.end(), same);
      if (other == belief.others.end()) {
        const double share = belief.unseen * internal::kJustThis;
        belief.others.push_back({needed.text, needed.amount, share, false});
        other = std::prev(belief.others.end());
      }
      if (!ask(address, std::string(other->text))) continue;
      answered = true;
      // Nothing else that the figure may be would explain these sums. Of several denials the
      // clearest counts: they are of one print.
      const double ratio = internal::worth_of(answers_.at({address, other->text}), address,
                                              cell_at(extraction_, address), *other, eaten_);
      double& denied = denied_[address];
      if (ratio < denied) belief.unseen *= std::exp(ratio - std::exchange(denied, ratio));
    }
    return answered;
  }

  // Asks the image about the values that would explain what fails. True when it answered.
  bool look_again(const Component& component, const Solution& solution) {
    if (!settings_.second_look) return false;
    bool answered = false;
    std::set<std::pair<CellAddress, std::size_t>> asked;
    for (const auto& explained : solution.explanations) {
      constexpr double kWorthAsking = 0.02;
      if (explained.probability < kWorthAsking) break;
      for (const Departure& departure : explained.departures) {
        if (departure.equation || departure.option == Departure::kVoid) continue;
        const CellAddress& cell = component.cells[departure.index];
        if (!asked.insert({cell, departure.option}).second) continue;
        const std::string& text = component.others[departure.index][departure.option].text;
        answered = ask(cell, text) || answered;
      }
    }
    return answered;
  }

  bool ask(const CellAddress& address, const std::string& text) {
    Belief& belief = beliefs_.at(address);
    const StatementCell& cell = cell_at(extraction_, address);
    if (!cell.amount || looks_ >= kMostSecondLooks) return false;
    const auto found = std::find_if(belief.others.begin(), belief.others.end(),
                                    [&](const OtherFigure& figure) { return figure.text == text; });
    if (found == belief.others.end()) return false;
    OtherFigure& other = *found;
    if (!asked_.insert({address, other.text}).second) return false;
    ++looks_;
    const std::optional<double> ratio = settings_.second_look(cell, other.text, cell.raw);
    if (!ratio) return false;
    other.probability *= std::exp(internal::worth_of(*ratio, address, cell, other, eaten_));
    const double sum = belief.as_read + other.probability;
    if (sum > 1) {
      belief.as_read /= sum;
      other.probability /= sum;
    }
    answers_[{address, other.text}] = *ratio;
    return true;
  }

  // --- verdicts --------------------------------------------------------------------------------

  std::vector<Proposal> proposals(const Component& component, const Solution& solution) const {
    std::vector<Proposal> all;
    if (solution.explanations.empty()) return all;
    for (const Departure& departure : solution.explanations.front().departures) {
      if (departure.equation || departure.option == Departure::kVoid) continue;
      all.push_back(proposal_of(component, solution, departure));
    }
    return all;
  }

  Proposal proposal_of(const Component& component, const Solution& solution,
                       const Departure& departure) const {
    Proposal proposal;
    proposal.cell = component.cells[departure.index];
    proposal.figure = component.others[departure.index][departure.option];
    proposal.as_read = beliefs_.at(proposal.cell).as_read;
    proposal.looked_again = answers_.count({proposal.cell, proposal.figure.text}) > 0;
    std::map<std::string, double> others;
    double explained = 0;
    for (const auto& explanation : solution.explanations) {
      bool changed = false;
      for (const Departure& other : explanation.departures) {
        if (other.equation || other.index != departure.index) continue;
        changed = true;
        if (other.option == departure.option) {
          explained += explanation.probability;
        } else if (other.option != Departure::kVoid) {
          others[component.others[other.index][other.option].amount.decimal_text()] +=
              explanation.probability;
        }
      }
      const auto* cell = extract::find_cell(extraction_, proposal.cell);
      if (!changed && cell->amount) others[cell->amount->decimal_text()] += explanation.probability;
    }
    proposal.probability = explained;
    for (const auto& [value, probability] : others) {
      constexpr double kWorthTelling = 1e-6;
      if (probability >= kWorthTelling) proposal.alternatives.emplace_back(value, probability);
    }
    std::stable_sort(proposal.alternatives.begin(), proposal.alternatives.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    const auto& departures = solution.explanations.front().departures;
    for (std::size_t i = 0; i < component.problem.equations.size(); ++i) {
      if (!component.failing[i]) continue;
      const bool excused =
          std::any_of(departures.begin(), departures.end(), [&](const Departure& d) {
            return d.equation ? d.index == i
                              : d.option == Departure::kVoid && has_cell(component, i, d.index);
          });
      if (!excused && has_cell(component, i, departure.index)) ++proposal.mended;
    }
    return proposal;
  }

  static bool has_cell(const Component& component, std::size_t equation, std::size_t cell) {
    const auto& terms = component.problem.equations[equation].terms;
    return std::any_of(terms.begin(), terms.end(),
                       [&](const internal::SolverTerm& term) { return term.cell == cell; });
  }

  [[nodiscard]] bool turns_sign(const Proposal& proposal) const {
    const auto* cell = extract::find_cell(extraction_, proposal.cell);
    return cell->amount && cell->amount->digits == -proposal.figure.amount.digits;
  }

  // Read without any sign: the arm of a plus looks like a dash.
  [[nodiscard]] bool lacks_sign(const Proposal& proposal) const {
    const auto* cell = extract::find_cell(extraction_, proposal.cell);
    return cell->amount && cell->amount->digits > 0 && cell->raw.find('+') == std::string::npos;
  }

  [[nodiscard]] bool acceptable(const Proposal& proposal) const {
    if (proposal.probability < settings_.accepted || proposal.mended == 0) return false;
    if (proposal.as_read == 0) return true;  // what was read is no amount at all
    // An amount as it stands yields only to the picture itself.
    const auto answer = answers_.find({proposal.cell, proposal.figure.text});
    if (answer == answers_.end() || answer->second < kLeastAnswer) return false;
    // Whether there is a dash is a question of one place, and a wrong answer would hide a wrong
    // sign: that one clearly stands there is hardly ever said wrongly, that none does often is.
    if (turns_sign(proposal))
      return proposal.mended >= 2 || (answer->second >= kClearDash && lacks_sign(proposal));
    const bool image = proposal.figure.probability >= kNearlyAsLikely * proposal.as_read;
    return image || proposal.mended >= 2;
  }

  void accept(const Proposal& proposal) {
    StatementCell& cell = cell_at(extraction_, proposal.cell);
    if (accepted_.count(proposal.cell) > 0) return;
    accepted_[proposal.cell] = {cell, proposal};
    cell.amount = proposal.figure.amount;
    Belief& belief = beliefs_.at(proposal.cell);
    before_.emplace(proposal.cell, belief);
    belief.as_read = proposal.probability;
    belief.unseen = 1 - proposal.probability;
    belief.others.clear();
  }

  void take_back(const CellAddress& address) {
    StatementCell& cell = cell_at(extraction_, address);
    cell.amount = accepted_.at(address).before.amount;
    beliefs_.at(address) = before_.at(address);
    accepted_.erase(address);
  }

  // Sums over a figure that was no amount waited for it: that they fail now speaks not against it.
  int failing(const std::vector<Draft>& drafts, const CellAddress& address) const {
    const bool waited = !accepted_.at(address).before.amount;
    return static_cast<int>(std::count_if(drafts.begin(), drafts.end(), [&](const Draft& draft) {
      return fails(draft) && !(waited && concerns(draft, address));
    }));
  }

  // A comma that was overlooked and clearly stands there, behind digits that were read rightly.
  [[nodiscard]] bool restores_seen_comma(const Accepted& accepted) const {
    const rules::ReportedAmount& now = accepted.proposal.figure.amount;
    const auto& before = accepted.before.amount;
    if (!before || before->digits != now.digits || before->decimals >= now.decimals) return false;
    const auto answer = answers_.find({accepted.proposal.cell, accepted.proposal.figure.text});
    return answer != answers_.end() && answer->second >= kClearDash;
  }

  // With the sums inferred anew, does a repair still mend anything? A structure that holds as read
  // needs no repair. A comma that clearly stands there need not mend a sum alone: where one figure
  // has lost its comma, others of the sum have, of which the picture may tell nothing.
  bool take_back_idle() {
    bool any = false;
    std::vector<CellAddress> cells;
    for (const auto& [cell, accepted] : accepted_) cells.push_back(cell);
    for (const CellAddress& address : cells) {
      StatementCell& cell = cell_at(extraction_, address);
      const std::vector<Draft> with = internal::all_checks(extraction_, book_);
      const auto repaired = cell.amount;
      cell.amount = accepted_.at(address).before.amount;
      const std::vector<Draft> without = internal::all_checks(extraction_, book_);
      cell.amount = repaired;
      const auto agreeing = [&](const std::vector<Draft>& drafts) {
        return std::count_if(drafts.begin(), drafts.end(), [&](const Draft& draft) {
          return holds(draft) && concerns(draft, address);
        });
      };
      const auto least = agreeing(without) + (restores_seen_comma(accepted_.at(address)) ? 0 : 1);
      if (agreeing(with) >= least && failing(with, address) <= failing(without, address)) {
        continue;
      }
      take_back(address);
      any = true;
    }
    return any;
  }

  // --- what is told ----------------------------------------------------------------------------

  std::map<std::size_t, Weighed> weigh(const std::vector<Draft>& drafts) {
    std::map<std::size_t, Weighed> weighed;
    for (const Component& component : components(drafts)) {
      const Solution solution = internal::solve(component.problem, settings_.steps);
      lower_confidence(component, solution);
      for (std::size_t i = 0; i < component.checks.size(); ++i) {
        if (!component.failing[i]) continue;
        weighed[component.checks[i]] = internal::weigh_equation(component, solution, i);
      }
    }
    return weighed;
  }

  // Where figures do not agree, each is as sure as the explanations in which it is read rightly.
  void lower_confidence(const Component& component, const Solution& solution) {
    if (solution.explanations.empty()) return;
    for (std::size_t i = 0; i < component.cells.size(); ++i) {
      if (beliefs_.count(component.cells[i]) == 0) continue;
      const double misread = internal::misread(component, solution, i);
      StatementCell& cell = cell_at(extraction_, component.cells[i]);
      cell.confidence = std::min(cell.confidence, std::max(kLeastConfidence, 1 - misread));
      if (misread > 0) disputed_.insert(component.cells[i]);
    }
  }

  // A figure in sums that hold is surer than its reading; a changed one as sure as its repair.
  void set_confidence(const std::vector<Draft>& drafts) {
    std::map<CellAddress, int> holding;
    for (const Draft& draft : drafts) {
      if (!holds(draft)) continue;
      for (const Term& term : draft.check.terms) ++holding[term.cell];
    }
    for (const auto& [address, belief] : beliefs_) {
      StatementCell& cell = cell_at(extraction_, address);
      const auto changed = accepted_.find(address);
      if (changed != accepted_.end()) {
        cell.confidence = changed->second.proposal.probability;
      } else if (cell.amount) {
        cell.confidence = std::min({cell.confidence, belief.as_read, belief.surest});
      } else {
        // However sure its text is: it is no amount.
        cell.confidence = std::min(cell.confidence, kLeastConfidence);
      }
      const auto found = holding.find(address);
      if (found == holding.end() || disputed_.count(address) > 0) continue;
      const int count = std::min(found->second, kMostHolding);
      cell.confidence = 1 - (1 - cell.confidence) * std::pow(kDoubtLeft, count);
    }
  }

  void write_repairs(const std::vector<Draft>& drafts, Repaired& repaired) {
    for (const auto& [address, accepted] : accepted_) {
      const Proposal& proposal = accepted.proposal;
      Repair repair;
      repair.id = "p" + std::to_string(repaired.repairs.size() + 1);
      repair.cell = address;
      repair.from = accepted.before.raw;
      repair.to = proposal.figure.amount.decimal_text();
      repair.probability = proposal.probability;
      repair.evidence.emplace_back(proposal.figure.read ? "second_reading" : "shape_confusion");
      if (proposal.looked_again) repair.evidence.emplace_back("second_look");
      for (const Draft& draft : drafts) {
        if (holds(draft) && concerns(draft, address)) repair.evidence.push_back(draft.check.id);
      }
      repair.alternatives = proposal.alternatives;
      repaired.repairs.push_back(std::move(repair));
    }
  }

  Extraction& extraction_;
  const rules::RuleBook& book_;
  const RepairSettings& settings_;
  Beliefs beliefs_;
  std::map<int, double> doubt_;
  UnreadPrint unread_;
  internal::EatenMinuses eaten_;
  std::map<CellAddress, Accepted> accepted_;
  std::map<CellAddress, Belief> before_;  // of the accepted ones
  std::set<CellAddress> disputed_;
  std::set<std::pair<CellAddress, std::string>> asked_;
  std::map<std::pair<CellAddress, std::string>, double> answers_;
  std::map<CellAddress, double> denied_;  // the clearest denial of another value
  std::size_t looks_ = 0;
  std::vector<RepairTrace> trace_;
};

}  // namespace

Repaired repair(Extraction& extraction, const rules::RuleBook& book,
                const RepairSettings& settings) {
  internal::read_percent_signs(extraction);
  internal::join_split_figures(extraction, book);
  return Repairer(extraction, book, settings).run();
}

}  // namespace siffra::reconcile
