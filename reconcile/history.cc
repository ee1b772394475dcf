#include "reconcile/history.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/internal/history_facts.h"
#include "reconcile/internal/history_ties.h"
#include "reconcile/internal/same_body.h"
#include "reconcile/report/figures.h"

namespace siffra::reconcile {
namespace {

using internal::Fact;
using internal::FactsByReport;
using rules::Date;

Date period_of(const HistoryReport& report) {
  return report.report.extraction.period_end.value_or(Date{});
}

void name_body(const std::vector<HistoryReport>& reports, Body& body) {
  for (auto i = body.reports.rbegin(); i != body.reports.rend(); ++i) {
    const auto& entity = reports[*i].report.extraction.entity;
    if (body.org_number.empty()) body.org_number = entity.org_number;
    if (entity.name.empty()) continue;
    if (body.name.empty()) {
      body.name = entity.name;
    } else if (entity.name != body.name &&
               std::find(body.names.begin(), body.names.end(), entity.name) == body.names.end()) {
      body.names.push_back(entity.name);
    }
  }
}

int months_of(const Fact& fact) {
  if (!fact.start) return 0;
  const auto days = (std::chrono::sys_days(fact.end) - std::chrono::sys_days(*fact.start)).count();
  return static_cast<int>((days + 16) * 12 / 365);
}

// A series follows the main statements; overviews retell them.
bool makes_series(const Fact& fact) {
  return (fact.kind == rules::StatementKind::kIncomeStatement ||
          fact.kind == rules::StatementKind::kBalanceSheet ||
          fact.kind == rules::StatementKind::kCashFlowStatement) &&
         !fact.opening;
}

struct Candidate {
  const Fact* fact = nullptr;
  bool disputed = false;
};

void add_series(const FactsByReport& facts, const rules::RuleBook& book, Body& body) {
  using Key = std::tuple<rules::StatementKind, std::string, rules::EntityScope, int>;
  std::map<Key, std::map<Date, Candidate>> found;
  std::vector<Key> order;
  for (const auto& report : facts) {
    for (const Fact& fact : report) {
      if (!makes_series(fact)) continue;
      const Key key{fact.kind, fact.concept_id, fact.scope, months_of(fact)};
      auto [series, is_new] = found.try_emplace(key);
      if (is_new) order.push_back(key);
      Candidate& there = series->second[fact.end];
      // The report of the period itself goes before what later ones say of it.
      if (there.fact == nullptr || (fact.own && !there.fact->own)) there.fact = &fact;
    }
  }
  for (auto& check : body.checks) {
    if (check.rule != "period.comparative" || check.outcome == PeriodOutcome::kAgrees) continue;
    for (auto& [key, points] : found) {
      const auto point = points.find(check.date);
      if (std::get<1>(key) == check.concept_id && point != points.end()) {
        point->second.disputed = true;
      }
    }
  }
  for (const Key& key : order) {
    Series series;
    std::tie(series.kind, series.concept_id, series.scope, series.months) = key;
    if (const auto* known = book.find_concept(series.concept_id)) {
      series.name_sv = known->name_sv;
      series.name_en = known->name_en;
    }
    bool disputed = false;
    for (const auto& [date, candidate] : found.at(key)) {
      series.points.push_back({date, candidate.fact->figure, disputed});
      disputed = candidate.disputed;
    }
    body.series.push_back(std::move(series));
  }
}

void gather_evidence(const FactsByReport& facts, Body& body) {
  std::map<std::pair<std::size_t, extract::CellAddress>, const Fact*> by_cell;
  for (const auto& report : facts) {
    for (const Fact& fact : report) by_cell[{fact.figure.report, fact.figure.cell}] = &fact;
  }
  for (const auto& check : body.checks) {
    if (check.outcome != PeriodOutcome::kUncertain || check.against.size() != 1) continue;
    const Fact* a = by_cell[{check.figure.report, check.figure.cell}];
    const Fact* b = by_cell[{check.against[0].report, check.against[0].cell}];
    if (a == nullptr || b == nullptr) continue;
    const auto doubtful = [](const Fact& fact) { return fact.ocr && !fact.sound; };
    if (doubtful(*a) && !doubtful(*b)) body.evidence.push_back({a->figure, b->figure});
    if (doubtful(*b) && !doubtful(*a)) body.evidence.push_back({b->figure, a->figure});
  }
}

void word_check(const std::vector<HistoryReport>& reports, PeriodCheck& check) {
  const auto year = [](const HistoryReport& report) {
    const auto& end = report.report.extraction.period_end;
    return end ? to_text(*end) : std::string("?");
  };
  const std::string later = year(reports[check.figure.report]);
  const std::string earlier =
      check.against.empty() ? "?" : year(reports[check.against.back().report]);
  const std::string date = to_text(check.date);
  const std::string printed = kronor_for_people(check.figure.value);
  const std::string difference = kronor_for_people(check.difference);
  const bool single = check.against.size() == 1;
  const std::string other = single ? kronor_for_people(check.against[0].value) : std::string();
  switch (check.outcome) {
    case PeriodOutcome::kAgrees:
      check.message_sv = "\"" + check.label + "\" " + date + " i rapporten till " + later +
                         " stämmer med rapporten till " + earlier + ".";
      check.message_en = "\"" + check.label + "\" " + date + " in the report to " + later +
                         " agrees with the report to " + earlier + ".";
      return;
    case PeriodOutcome::kRestated:
      check.message_sv = "\"" + check.label + "\" " + date + " är omräknad: rapporten till " +
                         later + " anger " + printed + " kr, rapporten till " + earlier + " " +
                         other + " kr. " +
                         (check.balanced ? "Skillnaderna mellan de två balansräkningarna tar ut "
                                           "varandra: tillgångarna ändras lika mycket som eget "
                                           "kapital och skulder."
                                         : "Båda stämmer med sina egna summor.");
      check.message_en = "\"" + check.label + "\" " + date + " was restated: the report to " +
                         later + " prints " + printed + ", the report to " + earlier + " " + other +
                         " kronor. " +
                         (check.balanced ? "The differences between the two balance sheets "
                                           "balance: assets change by as much as equity and "
                                           "liabilities."
                                         : "Both agree with their own sums.");
      return;
    case PeriodOutcome::kUncertain:
      check.message_sv =
          "\"" + check.label + "\" " + date + ": rapporten till " + later + " anger " + printed +
          " kr, vilket skiljer " + difference + " kr från rapporten till " + earlier +
          ". Ett av beloppen är inläst från bild utan att någon summa bekräftar det.";
      check.message_en = "\"" + check.label + "\" " + date + ": the report to " + later +
                         " prints " + printed + ", " + difference + " kronor from the report to " +
                         earlier +
                         ". One of the figures was read from a scan and no sum confirms it.";
      return;
    case PeriodOutcome::kContradiction:
      check.message_sv = "\"" + check.label + "\" " + date + ": rapporten till " + later +
                         " anger " + printed + " kr, vilket skiljer " + difference +
                         " kr från rapporten till " + earlier + ".";
      check.message_en = "\"" + check.label + "\" " + date + ": the report to " + later +
                         " prints " + printed + ", " + difference + " kronor from the report to " +
                         earlier + ".";
  }
}

Body trace_body(const std::vector<HistoryReport>& reports, std::vector<std::size_t> members,
                const rules::RuleBook& book) {
  Body body;
  std::stable_sort(members.begin(), members.end(), [&reports](std::size_t a, std::size_t b) {
    return std::make_pair(period_of(reports[a]), reports[a].path) <
           std::make_pair(period_of(reports[b]), reports[b].path);
  });
  body.reports = std::move(members);
  name_body(reports, body);
  FactsByReport facts;
  for (const std::size_t report : body.reports) {
    facts.push_back(internal::facts_of(reports[report], report, book));
  }
  internal::compare_periods(facts, body);
  internal::tie_reports(facts, book, body);
  internal::tell_restatements(facts, body);
  std::stable_sort(body.checks.begin(), body.checks.end(), [&](const auto& a, const auto& b) {
    return std::make_tuple(period_of(reports[a.figure.report]), a.figure.report, a.figure.cell) <
           std::make_tuple(period_of(reports[b.figure.report]), b.figure.report, b.figure.cell);
  });
  for (auto& check : body.checks) word_check(reports, check);
  add_series(facts, book, body);
  gather_evidence(facts, body);
  return body;
}

}  // namespace

std::vector<Body> trace_history(const std::vector<HistoryReport>& reports,
                                const rules::RuleBook& book) {
  std::vector<extract::Entity> entities;
  for (const auto& report : reports) entities.push_back(report.report.extraction.entity);
  std::vector<Body> bodies;
  for (auto& members : internal::group_bodies(entities)) {
    std::erase_if(members, [&reports](std::size_t i) {
      return reports[i].report.extraction.statements.empty();
    });
    if (!members.empty()) bodies.push_back(trace_body(reports, std::move(members), book));
  }
  std::stable_sort(bodies.begin(), bodies.end(),
                   [](const Body& a, const Body& b) { return a.name < b.name; });
  return bodies;
}

}  // namespace siffra::reconcile
