#include "reconcile/internal/history_ties.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

namespace siffra::reconcile::internal {
namespace {

using rules::Date;
using rules::Money;

// What a figure says, with the sign taken off where reports differ in how they print it and nothing
// tells which way this one does.
std::int64_t comparable(const Fact& fact, bool sign_known) {
  const std::int64_t ore = fact.figure.value.ore();
  if (ore == INT64_MIN) return ore;
  if (sign_known) return fact.turned ? -ore : ore;
  const bool side = fact.nature == rules::Nature::kCost || fact.nature == rules::Nature::kCredit;
  return side && ore < 0 ? -ore : ore;
}

std::int64_t comparable(const Fact& fact) { return comparable(fact, fact.sign_known); }

struct Difference {
  std::int64_t ore = 0;
  std::int64_t doubled_tolerance = 0;
  [[nodiscard]] bool agrees() const {
    return ore == 0 ||
           (ore > -kLargest && ore < kLargest && 2 * std::abs(ore) <= doubled_tolerance);
  }
  static constexpr std::int64_t kLargest = std::int64_t{1} << 61;
};

std::optional<Difference> between(const Fact& a, const Fact& b) {
  const bool known = a.sign_known && b.sign_known;
  const auto ore = rules::checked_sub(Money(comparable(a, known)), Money(comparable(b, known)));
  const auto quanta = rules::checked_add(a.figure.quantum, b.figure.quantum);
  if (!ore || !quanta) return std::nullopt;
  return Difference{ore->ore(), quanta->ore()};
}

// A unit that was not printed may be another than kronor: figures a thousand apart are no
// difference.
bool may_be_of_other_units(std::int64_t a, std::int64_t b, bool stated) {
  constexpr std::int64_t kFarApart = 500;
  if (stated || a == 0 || b == 0 || a == INT64_MIN || b == INT64_MIN) return false;
  const std::int64_t large = std::max(std::abs(a), std::abs(b));
  return large / std::min(std::abs(a), std::abs(b)) >= kFarApart;
}

bool same_thing(const Fact& a, const Fact& b) {
  return a.concept_id == b.concept_id && a.kind == b.kind && a.scope == b.scope && a.end == b.end &&
         a.start == b.start;
}

// A concept that a report prints several times over one period with different values ("Övriga
// kostnader" twice) names no single figure.
bool is_ambiguous(const std::vector<Fact>& facts, const Fact& fact) {
  return std::any_of(facts.begin(), facts.end(), [&fact](const Fact& other) {
    return same_thing(fact, other) && other.opening == fact.opening &&
           comparable(other) != comparable(fact);
  });
}

PeriodCheck check_of(const std::string& rule, const Fact& fact, const Difference& difference) {
  PeriodCheck check;
  check.rule = rule;
  check.concept_id = fact.concept_id;
  check.label = fact.label;
  check.date = fact.end;
  check.exact = difference.ore == 0;
  check.difference = Money(difference.ore);
  check.outcome = difference.agrees() ? PeriodOutcome::kAgrees : PeriodOutcome::kContradiction;
  check.figure = fact.figure;
  return check;
}

// --- identities over several reports ----------------------------------------------------------

// One way to give the terms of an identity their figures.
struct Assignment {
  std::vector<const Fact*> used;
  bool across = false;  // some term stands in another report than the first
};

struct Setting {
  const FactsByReport& facts;
  std::size_t report = 0;  // of the first term
  const Fact& first;
  std::optional<std::size_t> other;  // the report that may be asked besides
};

const Fact* find_fact(const std::vector<Fact>& facts, const std::string& concept_id,
                      rules::EntityScope scope, Date end, std::optional<Date> start) {
  const Fact* found = nullptr;
  for (const Fact& fact : facts) {
    if (fact.concept_id != concept_id || fact.scope != scope || fact.end != end) continue;
    if (fact.start && start && fact.start != start) continue;
    if (found != nullptr && comparable(*found) != comparable(fact)) return nullptr;  // ambiguous
    if (found == nullptr || (fact.own && !found->own)) found = &fact;
  }
  return found;
}

Date opening_date(const Fact& first) {
  if (first.start) return day_before(*first.start);
  return a_year_before(first.end);
}

const Fact* resolve(const Setting& setting, const rules::IdentityTerm& term, bool opening,
                    bool& across) {
  const Date end = opening ? opening_date(setting.first) : setting.first.end;
  const auto start = opening ? std::nullopt : setting.first.start;
  std::vector<std::size_t> places;
  // Of another period, the report of that period is asked first; of this one, this report.
  if (opening && setting.other) places.push_back(*setting.other);
  if (!opening || !setting.other) places.push_back(setting.report);
  if (!opening && setting.other) places.push_back(*setting.other);
  for (const std::size_t place : places) {
    for (const auto& concept_id : term.concepts) {
      const Fact* fact =
          find_fact(setting.facts[place], concept_id, setting.first.scope, end, start);
      if (fact == nullptr) continue;
      if (place != setting.report) across = true;
      return fact;
    }
  }
  return nullptr;
}

struct Trial {
  Assignment assignment;
  Difference difference;
};

struct Weighted {
  const Fact* fact = nullptr;
  const rules::IdentityTerm* term = nullptr;
};

// −first + Σ weight·value; nullopt where it cannot be computed.
std::optional<Difference> difference_of(const std::vector<Weighted>& terms) {
  // Signs are asked of all figures or of none.
  const bool known = std::all_of(terms.begin(), terms.end(), [](const Weighted& weighted) {
    return !weighted.term->absolute &&
           (weighted.fact->sign_known || weighted.fact->nature != rules::Nature::kCredit);
  });
  Money sum, quanta;
  for (const auto& [fact, term] : terms) {
    Money value = fact->figure.value;
    if (fact->nature == rules::Nature::kCredit) {
      value = Money(comparable(*fact, known));
    } else if (term->absolute) {
      value = Money(comparable(*fact));
    }
    const auto weighted = rules::checked_mul(value, term->weight);
    const auto next = weighted ? rules::checked_add(sum, *weighted) : weighted;
    const auto quantum = rules::checked_mul(fact->figure.quantum, std::abs(term->weight));
    const auto wider = quantum ? rules::checked_add(quanta, *quantum) : quantum;
    if (!next || !wider) return std::nullopt;
    sum = *next;
    quanta = *wider;
  }
  return Difference{sum.ore(), quanta.ore()};
}

// nullopt where a term is missing or does not fit.
std::optional<Trial> attempt(const Setting& setting,
                             const std::vector<rules::IdentityTerm>& terms) {
  Trial trial;
  std::vector<Weighted> weighted;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto& term = terms[i];
    const Fact* fact = i == 0 ? &setting.first
                              : resolve(setting, term, term.at == rules::ColumnAt::kOpening,
                                        trial.assignment.across);
    if (fact == nullptr && term.optional) continue;
    if (fact == nullptr) return std::nullopt;
    weighted.push_back({fact, &term});
    trial.assignment.used.push_back(fact);
  }
  const auto difference = difference_of(weighted);
  if (!difference) return std::nullopt;
  trial.difference = *difference;
  return trial;
}

bool is_magnitude_only(const Fact& fact) { return fact.kind == rules::StatementKind::kOverview; }

// The best of an identity and its variants: one that holds, else the nearest.
std::optional<Trial> best_trial(const Setting& setting, const rules::Identity& identity) {
  std::optional<Trial> first;
  std::vector<std::vector<rules::IdentityTerm>> wholes = {identity.terms};
  wholes.insert(wholes.end(), identity.variants.begin(), identity.variants.end());
  for (const auto& terms : wholes) {
    auto trial = attempt(setting, terms);
    if (!trial || !trial->assignment.across) continue;
    // The first term enters with weight −1: printed minus what it should be.
    if (trial->difference.ore != 0) trial->difference.ore = -trial->difference.ore;
    // Overviews print costs as it pleases them.
    if (is_magnitude_only(setting.first) && !trial->difference.agrees()) {
      const auto turned =
          rules::checked_add(Money(trial->difference.ore),
                             rules::checked_mul(setting.first.figure.value, -2).value_or(Money()));
      if (turned) {
        const Difference other{turned->ore(), trial->difference.doubled_tolerance};
        if (other.agrees()) trial->difference = other;
      }
    }
    if (trial->difference.agrees()) return trial;
    const bool nearer = !first || std::abs(trial->difference.ore) < std::abs(first->difference.ore);
    if (nearer) first = std::move(trial);
  }
  return first;
}

bool speaks_of_opening(const rules::Identity& identity) {
  return std::any_of(identity.terms.begin(), identity.terms.end(),
                     [](const auto& term) { return term.at == rules::ColumnAt::kOpening; });
}

bool is_of_period(const PeriodCheck& check) {
  return check.rule == "period.comparative" || check.rule == "period.opening";
}

// Two reports that print a balance sheet of one date.
using BalancePair = std::tuple<std::size_t, std::size_t, rules::EntityScope, Date>;

BalancePair pair_of(const PeriodCheck& check, const Fact& later) {
  return {check.figure.report, check.against.front().report, later.scope, check.date};
}

// Pairs whose differences balance, ΔA = Δ(EK+S), and whose items account for it: a slip of the pen
// or of the reading changes one side alone.
template <typename FactAt>
std::set<BalancePair> balanced_pairs(const Body& body, const FactAt& fact_at) {
  struct Deltas {
    std::int64_t assets = 0, other_side = 0;  // of the items
    std::optional<std::int64_t> all_assets, all_other;
    bool differs = false;
  };
  std::map<BalancePair, Deltas> pairs;
  for (const auto& check : body.checks) {
    if (!is_of_period(check) || check.against.empty()) continue;
    const Fact* fact = fact_at(check.figure);
    if (fact == nullptr || fact->kind != rules::StatementKind::kBalanceSheet) continue;
    Deltas& deltas = pairs[pair_of(check, *fact)];
    const std::int64_t delta = check.difference.ore();
    if (fact->concept_id == "balance.assets") deltas.all_assets = delta;
    if (fact->concept_id == "balance.equity_and_liabilities") deltas.all_other = delta;
    if (!fact->item || delta == 0) continue;
    deltas.differs = true;
    std::int64_t& side = fact->nature == rules::Nature::kAsset ? deltas.assets : deltas.other_side;
    if (__builtin_add_overflow(side, delta, &side)) side = INT64_MAX;
  }
  std::set<BalancePair> balanced;
  for (const auto& [pair, deltas] : pairs) {
    const bool even =
        deltas.all_assets && deltas.all_other && *deltas.all_assets == *deltas.all_other;
    if (even && deltas.differs && deltas.assets == *deltas.all_assets &&
        deltas.other_side == *deltas.all_other) {
      balanced.insert(pair);
    }
  }
  return balanced;
}

bool is_tie(const rules::Identity& identity) {
  return identity.kind == rules::CheckKind::kStatementTie ||
         identity.kind == rules::CheckKind::kUnitTie ||
         identity.kind == rules::CheckKind::kPeriodTie;
}

// What one statement is to hold alone was tried in its own report, whatever else explains it.
bool is_of_one_statement(const rules::Identity& identity, const rules::RuleBook& book) {
  const auto* first = book.find_concept(identity.terms.front().concepts.front());
  return first != nullptr &&
         std::all_of(identity.terms.begin(), identity.terms.end(), [&](const auto& term) {
           const auto* known = book.find_concept(term.concepts.front());
           return known != nullptr && known->statements == first->statements &&
                  term.at != rules::ColumnAt::kOpening;
         });
}

bool applies(const rules::Identity& identity, const std::vector<Fact>& facts) {
  const auto has = [&facts](const std::string& concept_id) {
    return std::any_of(facts.begin(), facts.end(),
                       [&](const Fact& fact) { return fact.concept_id == concept_id; });
  };
  return std::all_of(identity.when.begin(), identity.when.end(), has) &&
         std::none_of(identity.unless.begin(), identity.unless.end(), has);
}

bool has_report_of(const FactsByReport& facts, Date end) {
  return std::any_of(facts.begin(), facts.end(), [end](const std::vector<Fact>& report) {
    return std::any_of(report.begin(), report.end(),
                       [end](const Fact& fact) { return fact.own && fact.end == end; });
  });
}

// The report that closed on the date, other than `but`; else one whose statements compare with it.
std::optional<std::size_t> report_closing(const FactsByReport& facts, Date end, std::size_t but) {
  for (const bool own : {true, false}) {
    for (std::size_t i = facts.size(); i-- > 0;) {
      const bool tells = std::any_of(facts[i].begin(), facts[i].end(), [&](const Fact& fact) {
        return fact.end == end && fact.own == own &&
               (fact.kind == rules::StatementKind::kBalanceSheet ||
                fact.kind == rules::StatementKind::kIncomeStatement);
      });
      if (i != but && tells) return i;
    }
  }
  return std::nullopt;
}

}  // namespace

void compare_periods(const FactsByReport& facts, Body& body) {
  for (std::size_t later = 0; later < facts.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      for (const Fact& fact : facts[later]) {
        if (fact.own || is_ambiguous(facts[later], fact)) continue;
        const auto printed =
            std::find_if(facts[earlier].begin(), facts[earlier].end(),
                         [&](const Fact& own) { return own.own && same_thing(own, fact); });
        if (printed == facts[earlier].end() || is_ambiguous(facts[earlier], *printed)) continue;
        const auto difference = between(fact, *printed);
        const bool stated = fact.scale_stated && printed->scale_stated;
        if (!difference || may_be_of_other_units(comparable(fact), comparable(*printed), stated)) {
          continue;
        }
        PeriodCheck check =
            check_of(fact.opening ? "period.opening" : "period.comparative", fact, *difference);
        check.against.push_back(printed->figure);
        if (!difference->agrees() &&
            ((fact.ocr && !fact.sound) || (printed->ocr && !printed->sound))) {
          check.outcome = PeriodOutcome::kUncertain;
        }
        body.checks.push_back(std::move(check));
      }
    }
  }
}

void tie_reports(const FactsByReport& facts, const rules::RuleBook& book, Body& body) {
  for (std::size_t report = 0; report < facts.size(); ++report) {
    std::set<std::tuple<std::string, rules::EntityScope, Date>> tried;
    for (const auto& identity : book.identities()) {
      if (!is_tie(identity) || identity.terms.empty() || is_of_one_statement(identity, book) ||
          !applies(identity, facts[report])) {
        continue;
      }
      const bool opening = speaks_of_opening(identity);
      for (const Fact& first : facts[report]) {
        const auto& names = identity.terms.front().concepts;
        if (std::find(names.begin(), names.end(), first.concept_id) == names.end()) continue;
        // The report's own period is tied to the balance it began with; comparative columns to the
        // report of their year. What one report holds alone was checked with that report.
        // A comparative column is tied to the balance it began with where its own report is not
        // at hand.
        const bool wanted = opening ? first.own || !has_report_of(facts, first.end) : !first.own;
        if (!wanted || is_ambiguous(facts[report], first)) continue;
        const auto other = report_closing(facts, opening ? opening_date(first) : first.end, report);
        if (!other || !tried.emplace(identity.id, first.scope, first.end).second) continue;
        const Setting setting{facts, report, first, other};
        const auto trial = best_trial(setting, identity);
        if (!trial) continue;
        PeriodCheck check = check_of(identity.id, first, trial->difference);
        bool doubtful = false;
        bool stated = true;
        for (const Fact* fact : trial->assignment.used) {
          stated = stated && fact->scale_stated;
          doubtful = doubtful || (fact->ocr && !fact->sound);
          if (fact != &first) check.against.push_back(fact->figure);
        }
        if (!trial->difference.agrees()) {
          const std::int64_t printed = comparable(first);
          const auto others =
              rules::checked_sub(Money(printed), Money(trial->difference.ore)).value_or(Money());
          if (may_be_of_other_units(printed, others.ore(), stated)) continue;
          if (doubtful) check.outcome = PeriodOutcome::kUncertain;
          // What seldom holds says something only where it does.
          if (identity.severity == rules::Severity::kInfo) continue;
        }
        body.checks.push_back(std::move(check));
      }
    }
  }
}

void tell_restatements(const FactsByReport& facts, Body& body) {
  const auto fact_at = [&facts](const HistoryFigure& figure) -> const Fact* {
    for (const auto& report : facts) {
      for (const Fact& fact : report) {
        if (fact.figure.report == figure.report && fact.figure.cell == figure.cell) return &fact;
      }
    }
    return nullptr;
  };
  const auto balanced = balanced_pairs(body, fact_at);
  for (auto& check : body.checks) {
    if (!is_of_period(check) || check.outcome != PeriodOutcome::kContradiction) continue;
    const Fact* later = fact_at(check.figure);
    const Fact* earlier = check.against.empty() ? nullptr : fact_at(check.against.front());
    if (later == nullptr || earlier == nullptr) continue;
    check.balanced = later->kind == rules::StatementKind::kBalanceSheet &&
                     balanced.contains(pair_of(check, *later)) && !later->failing &&
                     !earlier->failing;
    if (check.balanced || (later->sound && earlier->sound)) {
      check.outcome = PeriodOutcome::kRestated;
    }
  }
}

}  // namespace siffra::reconcile::internal
