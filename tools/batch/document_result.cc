#include "tools/batch/document_result.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "reconcile/report/messages.h"

namespace siffra::tools {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<DocumentState, std::string_view>, 4> kStates = {{
    {DocumentState::kChecked, "checked"},
    {DocumentState::kEmpty, "empty"},
    {DocumentState::kUnreadable, "unreadable"},
    {DocumentState::kFailed, "failed"},
}};

std::string date_text(const std::optional<rules::Date>& date) {
  return date ? reconcile::to_text(*date) : std::string();
}

FigurePlace place_of(const extract::Extraction& extraction, const extract::CellAddress& address,
                     reconcile::Language language) {
  FigurePlace place;
  if (address.statement >= extraction.statements.size()) return place;
  const auto& statement = extraction.statements[address.statement];
  place.cell = extract::name_of(extraction, address);
  place.statement = statement.title.empty()
                        ? std::string(reconcile::kind_for_people(statement.kind, language))
                        : statement.title;
  if (!statement.pages.empty()) place.page = statement.pages.front();
  if (address.row < statement.rows.size()) {
    place.label = statement.rows[address.row].label;
    place.page = statement.rows[address.row].page;
  }
  if (address.column < statement.columns.size()) {
    place.column = statement.columns[address.column].header;
  }
  return place;
}

std::string decision_of(const reconcile::Finding& finding) {
  switch (finding.standing) {
    case reconcile::Standing::kConfirmed:
      return "accept";
    case reconcile::Standing::kDismissed:
      return "dismiss";
    case reconcile::Standing::kOpen:
      break;
  }
  return {};
}

void add_findings(DocumentResult& result, const reconcile::Report& report,
                  reconcile::Language language) {
  const bool swedish = language == reconcile::Language::kSwedish;
  for (const auto& finding : report.audit.findings) {
    FindingFacts facts;
    facts.id = finding.id;
    facts.key = finding.key;
    facts.severity = rules::name_of(finding.severity);
    if (!finding.cells.empty()) {
      facts.place = place_of(report.extraction, finding.cells.front(), language);
    }
    facts.difference = rules::to_decimal_kronor(finding.difference);
    facts.title = swedish ? finding.title_sv : finding.title_en;
    facts.explanation = swedish ? finding.explanation_sv : finding.explanation_en;
    facts.decision = decision_of(finding);
    result.findings.push_back(std::move(facts));
  }
}

Json to_json(const FigurePlace& place) {
  return {place.cell, place.page, place.statement, place.label, place.column};
}

FigurePlace place_from(const Json& json) {
  return {json.at(0), json.at(1), json.at(2), json.at(3), json.at(4)};
}

Json to_json(const reconcile::Totals& t) {
  return {t.pages,    t.statements,    t.cells,        t.checks,         t.exact,
          t.rounding, t.discrepancies, t.unverifiable, t.repaired_cells, t.uncertain_cells,
          t.errors,   t.warnings,      t.remarks,      t.dismissed};
}

reconcile::Totals totals_from(const Json& j) {
  return {j.at(0), j.at(1), j.at(2), j.at(3),  j.at(4),  j.at(5),  j.at(6),
          j.at(7), j.at(8), j.at(9), j.at(10), j.at(11), j.at(12), j.at(13)};
}

DocumentResult result_from(const Json& json) {
  DocumentResult result;
  result.sha256 = json.at("sha256");
  result.bytes = json.at("bytes");
  result.media_type = json.at("media_type");
  result.state = document_state_from(json.at("state").get<std::string>()).value_or(result.state);
  result.reason = json.at("reason");
  result.outside_cause = json.at("outside_cause");
  result.entity = json.at("entity");
  result.org_number = json.at("org_number");
  result.kind = json.at("kind");
  result.period_start = json.at("period_start");
  result.period_end = json.at("period_end");
  result.totals = totals_from(json.at("totals"));
  result.troubles = json.at("troubles");
  result.suffixes = json.at("suffixes");
  for (const auto& entry : json.at("findings")) {
    result.findings.push_back({entry.at("id"), entry.at("key"), entry.at("severity"),
                               place_from(entry.at("place")), entry.at("difference"),
                               entry.at("title"), entry.at("explanation"), entry.at("decision")});
  }
  for (const auto& entry : json.at("repairs")) {
    result.repairs.push_back({entry.at("id"), place_from(entry.at("place")), entry.at("from"),
                              entry.at("to"), entry.at("probability")});
  }
  return result;
}

}  // namespace

std::string_view name_of(DocumentState state) {
  for (const auto& [known, name] : kStates) {
    if (known == state) return name;
  }
  return "failed";
}

std::optional<DocumentState> document_state_from(std::string_view name) {
  for (const auto& [state, known] : kStates) {
    if (known == name) return state;
  }
  return std::nullopt;
}

DocumentResult result_of(const reconcile::Report& report, reconcile::Language language) {
  DocumentResult result;
  result.sha256 = report.document.sha256;
  result.bytes = report.document.bytes;
  result.media_type = report.document.media_type;
  result.state =
      report.extraction.statements.empty() ? DocumentState::kEmpty : DocumentState::kChecked;
  const auto& extraction = report.extraction;
  result.entity = extraction.entity.name;
  result.org_number = extraction.entity.org_number;
  result.kind = rules::name_of(extraction.report_kind);
  result.period_start = date_text(extraction.period_start);
  result.period_end = date_text(extraction.period_end);
  result.totals = reconcile::count_totals(report);
  for (const auto& page : report.document.pages) {
    if (page.trouble.empty()) continue;
    result.troubles.push_back("page " + std::to_string(page.number) + ": " + page.trouble);
  }
  add_findings(result, report, language);
  for (const auto& repair : report.repairs) {
    result.repairs.push_back({repair.id, place_of(extraction, repair.cell, language), repair.from,
                              repair.to, repair.probability});
  }
  return result;
}

std::string to_text(const DocumentResult& result) {
  Json findings = Json::array(), repairs = Json::array();
  for (const auto& finding : result.findings) {
    findings.push_back({{"id", finding.id},
                        {"key", finding.key},
                        {"severity", finding.severity},
                        {"place", to_json(finding.place)},
                        {"difference", finding.difference},
                        {"title", finding.title},
                        {"explanation", finding.explanation},
                        {"decision", finding.decision}});
  }
  for (const auto& repair : result.repairs) {
    repairs.push_back({{"id", repair.id},
                       {"place", to_json(repair.place)},
                       {"from", repair.from},
                       {"to", repair.to},
                       {"probability", repair.probability}});
  }
  const Json json = {{"sha256", result.sha256},
                     {"bytes", result.bytes},
                     {"media_type", result.media_type},
                     {"state", name_of(result.state)},
                     {"reason", result.reason},
                     {"outside_cause", result.outside_cause},
                     {"entity", result.entity},
                     {"org_number", result.org_number},
                     {"kind", result.kind},
                     {"period_start", result.period_start},
                     {"period_end", result.period_end},
                     {"totals", to_json(result.totals)},
                     {"troubles", result.troubles},
                     {"suffixes", result.suffixes},
                     {"findings", std::move(findings)},
                     {"repairs", std::move(repairs)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<DocumentResult> document_result_from(std::string_view text) {
  // The library throws on a missing key or a wrong type; both mean that this is no result.
  try {
    const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
    if (!json.is_object()) return std::nullopt;
    return result_from(json);
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace siffra::tools
