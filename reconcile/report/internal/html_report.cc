#include "reconcile/report/internal/html_report.h"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "reconcile/decisions.h"
#include "reconcile/report/decisions_file.h"
#include "reconcile/report/figures.h"
#include "reconcile/report/internal/html_text.h"
#include "reconcile/report/internal/mark_texts.h"
#include "reconcile/report/internal/workbook_formula.h"
#include "reconcile/report/marks.h"
#include "reconcile/report/messages.h"
#include "reconcile/report/reasons.h"
#include "reconcile/report/version.h"

namespace siffra::reconcile::internal {
namespace {

using Json = nlohmann::ordered_json;
using extract::CellAddress;

struct Source {
  const Report& report;
  Marks marks;
  std::map<CellAddress, std::string> keys;
};

Json both(std::string_view swedish, std::string_view english) {
  return Json::array({swedish, english});
}

// The same sentence in both languages, from a function of the language.
template <typename Say>
Json in_both(Say say_it) {
  return both(say_it(Language::kSwedish), say_it(Language::kEnglish));
}

std::string name_of_cell(const CellAddress& cell) {
  return std::to_string(cell.statement) + "/" + std::to_string(cell.row) + "/" +
         std::to_string(cell.column);
}

Json box_json(const extract::Box& box) {
  const auto tenth = [](double value) { return std::round(value * 10) / 10; };
  return Json::array({tenth(box.x0), tenth(box.y0), tenth(box.x1), tenth(box.y1)});
}

double to_millionth(double value) { return std::round(value * 1e6) / 1e6; }

Message kind_message(rules::ReportKind kind) {
  switch (kind) {
    case rules::ReportKind::kInterim:
      return Message::kInterim;
    case rules::ReportKind::kInterimClosing:
      return Message::kInterimClosing;
    case rules::ReportKind::kAnnual:
      return Message::kAnnual;
    case rules::ReportKind::kUnknown:
      break;
  }
  return Message::kUnknownReport;
}

std::string period_of(const extract::Extraction& extraction) {
  std::string period;
  if (extraction.period_start) period = to_text(*extraction.period_start) + " – ";
  if (extraction.period_end) period += to_text(*extraction.period_end);
  return period;
}

Json candidates_json(const extract::StatementCell& cell) {
  Json candidates = Json::array();
  for (const auto& candidate : cell.candidates) {
    if (!candidate.amount) continue;
    candidates.push_back({{"raw", candidate.raw},
                          {"value", candidate.amount->decimal_text()},
                          {"probability", to_millionth(std::exp(candidate.log_likelihood))},
                          {"layout", candidate.layout}});
  }
  return candidates;
}

Json cell_json(const Source& source, const CellAddress& address,
               const extract::StatementCell& cell) {
  const CellMarks& marks = source.marks.at(address);
  Json json = {{"column", cell.column}, {"raw", cell.raw}};
  if (cell.amount) json["value"] = cell.amount->decimal_text();
  const auto value = measured_value(source.report.extraction, address);
  if (cell.amount && value) json["measured"] = std::to_string(*value);
  json["worth"] = std::to_string(unit_worth(source.report.extraction, address));
  if (cell.source == extract::Source::kOcr) json["recognised"] = true;
  if (cell.unit == rules::Unit::kPercent) json["percent"] = true;
  json["page"] = cell.page;
  json["box"] = box_json(cell.box);
  json["state"] = name_of(marks.state);
  json["confidence"] = to_millionth(cell.confidence);
  const auto key = source.keys.find(address);
  json["key"] = key == source.keys.end() ? std::string() : key->second;
  if (!marks.ticks.empty()) {
    json["ticks"] = Json::array();
    for (const Tick tick : marks.ticks) json["ticks"].push_back(name_of(tick));
  }
  if (!marks.checks.empty()) json["checks"] = marks.checks;
  if (!marks.findings.empty()) json["findings"] = marks.findings;
  if (marks.repair) json["repair"] = *marks.repair;
  if (!cell.candidates.empty()) json["candidates"] = candidates_json(cell);
  return json;
}

Json row_json(const Source& source, std::size_t statement, std::size_t index) {
  const auto& row = source.report.extraction.statements[statement].rows[index];
  Json cells = Json::array();
  for (const auto& cell : row.cells) {
    cells.push_back(cell_json(source, {statement, index, cell.column}, cell));
  }
  return {{"kind", rules::name_of(row.kind)},
          {"label", row.label},
          {"code", row.code},
          {"note", row.note},
          {"indent", std::round(row.indent)},
          {"bold", row.bold},
          {"page", row.page},
          {"box", box_json(row.box)},
          {"cells", std::move(cells)}};
}

Json statements_json(const Source& source) {
  Json statements = Json::array();
  const auto& all = source.report.extraction.statements;
  for (std::size_t s = 0; s < all.size(); ++s) {
    Json columns = Json::array(), rows = Json::array();
    for (const auto& column : all[s].columns) {
      columns.push_back({{"header", column.header}, {"prior", column.prior}});
    }
    for (std::size_t r = 0; r < all[s].rows.size(); ++r) rows.push_back(row_json(source, s, r));
    statements.push_back({{"kind", rules::name_of(all[s].kind)},
                          {"kindText", in_both([&](Language language) {
                             return std::string(kind_for_people(all[s].kind, language));
                           })},
                          {"title", all[s].title},
                          {"note", all[s].note},
                          {"scale", all[s].scale ? Json(*all[s].scale) : Json()},
                          {"pages", all[s].pages},
                          {"columns", std::move(columns)},
                          {"rows", std::move(rows)}});
  }
  return statements;
}

std::string in_measure_of(const Report& report, const Check& check, rules::Money difference) {
  if (check.terms.empty()) return std::to_string(difference.ore());
  return std::to_string(in_measure(report.extraction, check.terms.front().cell, difference));
}

// The measure of a check without terms is that of money.
std::int64_t measure_of_check(const Report& report, const Check& check) {
  return check.terms.empty() ? 100 : measure_of(report.extraction, check.terms.front().cell);
}

Json checks_json(const Report& report) {
  Json checks = Json::array();
  for (const auto& check : report.audit.checks) {
    Json terms = Json::array();
    for (const auto& term : check.terms) {
      terms.push_back({{"cell", name_of_cell(term.cell)}, {"weight", term.weight}});
    }
    checks.push_back({{"id", check.id},
                      {"rule", check.rule},
                      {"tick", name_of(tick_of(check.kind))},
                      {"verdict", name_of(check.verdict)},
                      {"terms", std::move(terms)},
                      {"sum", is_linear(report.extraction, check)},
                      {"measure", measure_of_check(report, check)},
                      {"difference", in_measure_of(report, check, check.difference)},
                      {"doubledTolerance", in_measure_of(report, check, check.doubled_tolerance)},
                      {"message", both(check.message_sv, check.message_en)}});
  }
  return checks;
}

// The page a finding is about: that of its most suspect figure.
int page_of(const Report& report, const Finding& finding) {
  std::vector<CellAddress> places = finding.cells;
  for (const std::size_t index : finding.checks) {
    if (index >= report.audit.checks.size()) continue;
    for (const auto& term : report.audit.checks[index].terms) places.push_back(term.cell);
  }
  for (const auto& place : places) {
    const auto* cell = extract::find_cell(report.extraction, place);
    if (cell != nullptr) return cell->page;
  }
  return 0;
}

// Statements that a finding touches, for the filter.
std::set<std::size_t> statements_of(const Report& report, const Finding& finding) {
  std::set<std::size_t> statements;
  for (const auto& cell : finding.cells) statements.insert(cell.statement);
  for (const std::size_t index : finding.checks) {
    if (index >= report.audit.checks.size()) continue;
    for (const auto& term : report.audit.checks[index].terms) {
      statements.insert(term.cell.statement);
    }
  }
  return statements;
}

// In the measure of the check that leads the finding.
std::string difference_of(const Report& report, const Finding& finding) {
  const bool known = !finding.checks.empty() && finding.checks.front() < report.audit.checks.size();
  return known ? in_measure_of(report, report.audit.checks[finding.checks.front()],
                               finding.difference)
               : std::to_string(finding.difference.ore());
}

Json findings_json(const Report& report) {
  const std::vector<std::string> keys = keys_of_findings(report.audit);
  Json findings = Json::array();
  for (std::size_t i = 0; i < report.audit.findings.size(); ++i) {
    const Finding& finding = report.audit.findings[i];
    Json cells = Json::array();
    for (const auto& cell : finding.cells) cells.push_back(name_of_cell(cell));
    Json json = {{"key", keys[i]},
                 {"severity", rules::name_of(finding.severity)},
                 {"checks", finding.checks},
                 {"cells", std::move(cells)},
                 {"statements", statements_of(report, finding)},
                 {"page", page_of(report, finding)},
                 {"difference", difference_of(report, finding)},
                 {"title", both(finding.title_sv, finding.title_en)},
                 {"explanation", both(finding.explanation_sv, finding.explanation_en)},
                 {"action", name_of(finding.standing)},
                 {"comment", finding.comment}};
    if (finding.hypothesis) {
      json["hypothesis"] = {{"cell", name_of_cell(finding.hypothesis->cell)},
                            {"value", finding.hypothesis->value},
                            {"probability", to_millionth(finding.hypothesis->probability)}};
    }
    findings.push_back(std::move(json));
  }
  return findings;
}

Json repairs_json(const Report& report) {
  Json repairs = Json::array();
  for (const auto& repair : report.repairs) {
    Json alternatives = Json::array();
    Json evidence = Json::array();
    for (const auto& name : repair.evidence) {
      evidence.push_back(
          in_both([&](Language language) { return evidence_text(report, name, language); }));
    }
    for (const auto& [value, probability] : repair.alternatives) {
      alternatives.push_back({{"value", value}, {"probability", to_millionth(probability)}});
    }
    repairs.push_back({{"cell", name_of_cell(repair.cell)},
                       {"from", repair.from},
                       {"to", repair.to},
                       {"probability", to_millionth(repair.probability)},
                       {"evidence", std::move(evidence)},
                       {"alternatives", std::move(alternatives)}});
  }
  return repairs;
}

// Readings decided before this check, so that saving again keeps them.
Json decided_json(const Source& source) {
  Json decided = Json::array();
  for (const auto& reading : source.report.readings) {
    const auto key = source.keys.find(reading.cell);
    if (key == source.keys.end()) continue;
    decided.push_back({{"key", key->second},
                       {"action", name_of(reading.action)},
                       {"value", reading.to},
                       {"comment", reading.comment}});
  }
  return decided;
}

Json pages_json(const extract::Document& document) {
  Json pages = Json::array();
  for (const auto& page : document.pages) {
    Json json = {{"number", page.number}, {"width", page.width}, {"height", page.height}};
    if (!page.trouble.empty()) {
      json["trouble"] =
          in_both([&](Language language) { return reason_for_people(page.trouble, language); });
    }
    pages.push_back(std::move(json));
  }
  return pages;
}

Json ticks_json() {
  Json ticks = Json::object();
  for (const Tick tick : {Tick::kFooted, Tick::kTied, Tick::kPrior, Tick::kRecomputed,
                          Tick::kIncluded, Tick::kRounding, Tick::kDiffers}) {
    ticks[std::string(name_of(tick))] = {
        {"symbol", symbol_of(tick)},
        {"text", in_both([&](Language language) { return tick_text(tick, language); })}};
  }
  return ticks;
}

Json states_json() {
  Json states = Json::object();
  for (const CellState state :
       {CellState::kTwice, CellState::kOnce, CellState::kUnchecked, CellState::kRounding,
        CellState::kRepaired, CellState::kUnsure, CellState::kDiffers}) {
    states[std::string(name_of(state))] =
        in_both([&](Language language) { return state_text(state, language); });
  }
  return states;
}

}  // namespace

std::string review_data(const Report& report, Language language, const std::string& stem) {
  const Source source{report, mark_figures(report), keys_of_cells(report.extraction)};
  const auto& entity = report.extraction.entity;
  const Totals totals = count_totals(report);
  const Json json = {
      {"version", version()},
      {"language", language == Language::kSwedish ? "sv" : "en"},
      {"stem", stem},
      {"source", {{"file", file_name(report)}, {"sha256", report.document.sha256}}},
      {"entity", {{"name", entity.name}, {"orgNumber", entity.org_number}}},
      {"kind", in_both([&](Language spoken) {
         return say(kind_message(report.extraction.report_kind), spoken);
       })},
      {"period", period_of(report.extraction)},
      {"pages", pages_json(report.document)},
      {"statements", statements_json(source)},
      {"checks", checks_json(report)},
      {"findings", findings_json(report)},
      {"repairs", repairs_json(report)},
      {"decidedReadings", decided_json(source)},
      {"open", {{"error", totals.errors}, {"warning", totals.warnings}, {"info", totals.remarks}}},
      {"checksSummary", in_both([&](Language spoken) { return checks_summary(report, spoken); })},
      {"coverageSummary",
       in_both([&](Language spoken) { return coverage_summary(report, spoken); })},
      {"ticks", ticks_json()},
      {"states", states_json()},
  };
  // Text from outside may hold broken UTF-8, which is shown as U+FFFD rather than refused.
  return script_safe(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace siffra::reconcile::internal
