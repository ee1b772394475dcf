// The report file `siffra.report/1`. Keys stand in the order of its description (docs/formats.md);
// nothing but summary.seconds depends on when or where the program ran.
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "reconcile/report/decisions_file.h"
#include "reconcile/report/figures.h"
#include "reconcile/report/report.h"
#include "reconcile/report/version.h"

namespace siffra::reconcile {
namespace {

using Json = nlohmann::ordered_json;

// Adding zero takes the sign from a negative zero.
double to_tenth(double value) { return std::round(value * 10) / 10 + 0.0; }

Json box_json(const extract::Box& box) {
  return Json::array({to_tenth(box.x0), to_tenth(box.y0), to_tenth(box.x1), to_tenth(box.y1)});
}

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json date_or_null(const std::optional<rules::Date>& date) {
  return date ? Json(to_text(*date)) : Json();
}

std::string_view name_of_content(extract::PageContent content) {
  switch (content) {
    case extract::PageContent::kDigital:
      return "digital";
    case extract::PageContent::kScan:
      return "scan";
    case extract::PageContent::kScanWithText:
      return "scan+text";
    case extract::PageContent::kMixed:
      return "mixed";
    case extract::PageContent::kEmpty:
      break;
  }
  return "empty";
}

std::string_view name_of_reading(extract::PageReading reading) {
  switch (reading) {
    case extract::PageReading::kTextLayer:
      return "text-layer";
    case extract::PageReading::kOcr:
      return "ocr";
    case extract::PageReading::kBoth:
      return "both";
    case extract::PageReading::kSkipped:
      break;
  }
  return "skipped";
}

std::string_view name_of_unit(rules::Unit unit) {
  switch (unit) {
    case rules::Unit::kMoney:
      return "money";
    case rules::Unit::kPercent:
      return "percent";
    case rules::Unit::kCount:
      return "count";
    case rules::Unit::kOther:
      break;
  }
  return "other";
}

Json scope_or_null(rules::EntityScope scope) {
  switch (scope) {
    case rules::EntityScope::kGroup:
      return "group";
    case rules::EntityScope::kParent:
      return "parent";
    case rules::EntityScope::kUnstated:
      break;
  }
  return {};
}

Json source_json(const extract::Document& document) {
  Json pages = Json::array();
  for (const auto& page : document.pages) {
    pages.push_back({{"page", page.number},
                     {"width", to_tenth(page.width)},
                     {"height", to_tenth(page.height)},
                     {"content", name_of_content(page.content)},
                     {"reading", name_of_reading(page.reading)},
                     {"rotation_deg", to_tenth(page.rotation_deg)},
                     {"trouble", text_or_null(page.trouble)}});
  }
  return {{"file", document.file},
          {"sha256", document.sha256},
          {"bytes", document.bytes},
          {"media_type", document.media_type},
          {"pages", std::move(pages)}};
}

// Which repair, if any, changed a cell.
using RepairIds = std::map<extract::CellAddress, std::string>;

struct CellContext {
  const Report& report;
  const RepairIds& repairs;
};

// A cell whose value was changed keeps its raw reading but is known by both readings.
std::string_view reading_of(const extract::StatementCell& cell, bool repaired) {
  if (repaired) return "fused";
  return cell.source == extract::Source::kOcr ? "ocr" : "text-layer";
}

Json cell_json(const CellContext& context, const extract::CellAddress& address,
               const extract::StatementCell& cell) {
  const auto& columns = context.report.extraction.statements[address.statement].columns;
  const auto repair = context.repairs.find(address);
  const bool repaired = repair != context.repairs.end();
  Json json = {{"column", cell.column < columns.size() ? Json(columns[cell.column].id) : Json()},
               {"raw", cell.raw},
               {"value", cell.amount ? Json(cell.amount->decimal_text()) : Json()},
               {"confidence", std::round(cell.confidence * 1e6) / 1e6},
               {"page", cell.page},
               {"bbox", box_json(cell.box)},
               {"unit", name_of_unit(cell.unit)},
               {"reading", reading_of(cell, repaired)},
               {"repair", repaired ? Json(repair->second) : Json()}};
  const auto coverage = context.report.audit.coverage.find(address);
  const bool known = coverage != context.report.audit.coverage.end();
  json["coverage"] = {{"holding", known ? coverage->second.holding : 0},
                      {"failing", known ? coverage->second.failing : 0}};
  return json;
}

Json columns_json(const extract::Statement& statement) {
  Json columns = Json::array();
  for (const auto& column : statement.columns) {
    columns.push_back({{"id", column.id},
                       {"header", column.header},
                       {"role", rules::name_of(column.role)},
                       {"period_start", date_or_null(column.period_start)},
                       {"period_end", date_or_null(column.period_end)},
                       {"entity", scope_or_null(column.scope)},
                       {"prior", column.prior},
                       {"scale", column.scale ? Json(*column.scale) : Json()}});
  }
  return columns;
}

Json rows_json(const CellContext& context, std::size_t index) {
  Json rows = Json::array();
  const auto& statement = context.report.extraction.statements[index];
  for (std::size_t r = 0; r < statement.rows.size(); ++r) {
    const auto& row = statement.rows[r];
    Json cells = Json::array();
    for (const auto& cell : row.cells) {
      cells.push_back(cell_json(context, {index, r, cell.column}, cell));
    }
    rows.push_back({{"id", row.id},
                    {"kind", rules::name_of(row.kind)},
                    {"label", row.label},
                    {"code", text_or_null(row.code)},
                    {"note", text_or_null(row.note)},
                    {"concept", text_or_null(row.concept_id)},
                    {"page", row.page},
                    {"bbox", box_json(row.box)},
                    {"cells", std::move(cells)}});
  }
  return rows;
}

Json statements_json(const Report& report) {
  RepairIds repairs;
  for (const auto& repair : report.repairs) repairs[repair.cell] = repair.id;
  const CellContext context{report, repairs};
  Json statements = Json::array();
  for (std::size_t s = 0; s < report.extraction.statements.size(); ++s) {
    const auto& statement = report.extraction.statements[s];
    statements.push_back({{"id", statement.id},
                          {"kind", rules::name_of(statement.kind)},
                          {"title", statement.title},
                          {"note", text_or_null(statement.note)},
                          {"scale", statement.scale ? Json(*statement.scale) : Json()},
                          {"scale_inferred", statement.scale_inferred},
                          {"entity", scope_or_null(statement.scope)},
                          {"set", statement.set},
                          {"pages", statement.pages},
                          {"columns", columns_json(statement)},
                          {"rows", rows_json(context, s)}});
  }
  return statements;
}

Json checks_json(const Report& report, Language language) {
  Json checks = Json::array();
  for (const auto& check : report.audit.checks) {
    Json terms = Json::array();
    for (const auto& term : check.terms) {
      terms.push_back({{"cell", name_of(report.extraction, term.cell)}, {"weight", term.weight}});
    }
    checks.push_back(
        {{"id", check.id},
         {"rule", check.rule},
         {"kind", rules::name_of(check.kind)},
         {"verdict", name_of(check.verdict)},
         {"severity", rules::name_of(check.severity)},
         {"terms", std::move(terms)},
         {"difference", rules::to_decimal_kronor(check.difference)},
         {"tolerance", half_in_kronor(check.doubled_tolerance)},
         {"rounding_improbable", check.rounding_improbable},
         {"message", language == Language::kSwedish ? check.message_sv : check.message_en}});
  }
  return checks;
}

Json repairs_json(const Report& report) {
  Json repairs = Json::array();
  for (const auto& repair : report.repairs) {
    Json alternatives = Json::array();
    for (const auto& [value, probability] : repair.alternatives) {
      alternatives.push_back({{"value", value}, {"probability", probability}});
    }
    repairs.push_back({{"id", repair.id},
                       {"cell", name_of(report.extraction, repair.cell)},
                       {"from", repair.from},
                       {"to", repair.to},
                       {"probability", repair.probability},
                       {"evidence", repair.evidence},
                       {"alternatives", std::move(alternatives)}});
  }
  return repairs;
}

Json hypothesis_json(const Report& report, const std::optional<Hypothesis>& hypothesis) {
  if (!hypothesis) return {};
  return {{"kind", name_of(hypothesis->kind)},
          {"cell", text_or_null(name_of(report.extraction, hypothesis->cell))},
          {"value", text_or_null(hypothesis->value)},
          {"probability", std::round(hypothesis->probability * 1e6) / 1e6}};
}

Json decision_json(const Finding& finding) {
  if (finding.standing == Standing::kOpen && finding.comment.empty()) return {};
  return {{"action", name_of(finding.standing)}, {"comment", finding.comment}};
}

// What the auditor decided about single figures.
Json readings_json(const Report& report) {
  Json readings = Json::array();
  for (const auto& reading : report.readings) {
    readings.push_back({{"cell", name_of(report.extraction, reading.cell)},
                        {"action", name_of(reading.action)},
                        {"from", text_or_null(reading.from)},
                        {"to", text_or_null(reading.to)},
                        {"comment", reading.comment}});
  }
  return readings;
}

Json findings_json(const Report& report, Language language) {
  Json findings = Json::array();
  const bool swedish = language == Language::kSwedish;
  for (const auto& finding : report.audit.findings) {
    Json checks = Json::array(), cells = Json::array();
    for (const std::size_t check : finding.checks) {
      if (check < report.audit.checks.size()) checks.push_back(report.audit.checks[check].id);
    }
    for (const auto& cell : finding.cells) cells.push_back(name_of(report.extraction, cell));
    findings.push_back({{"id", finding.id},
                        {"key", finding.key},
                        {"severity", rules::name_of(finding.severity)},
                        {"checks", std::move(checks)},
                        {"cells", std::move(cells)},
                        {"difference", rules::to_decimal_kronor(finding.difference)},
                        {"decision", decision_json(finding)},
                        {"title", swedish ? finding.title_sv : finding.title_en},
                        {"explanation", swedish ? finding.explanation_sv : finding.explanation_en},
                        {"hypothesis", hypothesis_json(report, finding.hypothesis)}});
  }
  return findings;
}

Json summary_json(const Report& report) {
  const Totals totals = count_totals(report);
  const CoverageCount coverage = count_coverage(report);
  return {{"pages", totals.pages},
          {"statements", totals.statements},
          {"cells", totals.cells},
          {"checks", totals.checks},
          {"exact", totals.exact},
          {"rounding", totals.rounding},
          {"discrepancies", totals.discrepancies},
          {"unverifiable", totals.unverifiable},
          {"repaired_cells", totals.repaired_cells},
          {"uncertain_cells", totals.uncertain_cells},
          {"coverage",
           {{"two_or_more", coverage.two_or_more}, {"one", coverage.one}, {"none", coverage.none}}},
          {"seconds", std::round(report.seconds * 1000) / 1000}};
}

}  // namespace

std::string to_json(const Report& report, Language language) {
  const auto& extraction = report.extraction;
  const Json json = {{"schema", "siffra.report/1"},
                     {"tool", {{"name", "siffra"}, {"version", version()}}},
                     {"source", source_json(report.document)},
                     {"entity",
                      {{"name", text_or_null(extraction.entity.name)},
                       {"org_number", text_or_null(extraction.entity.org_number)}}},
                     {"report",
                      {{"kind", rules::name_of(extraction.report_kind)},
                       {"period_start", date_or_null(extraction.period_start)},
                       {"period_end", date_or_null(extraction.period_end)}}},
                     {"statements", statements_json(report)},
                     {"checks", checks_json(report, language)},
                     {"repairs", repairs_json(report)},
                     {"findings", findings_json(report, language)},
                     {"decided_readings", readings_json(report)},
                     {"summary", summary_json(report)}};
  // Text from outside may hold broken UTF-8, which is shown as U+FFFD rather than refused.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace siffra::reconcile
