#include "tools/corpus/truth.h"

#include <map>
#include <nlohmann/json.hpp>

namespace siffra::corpus {
namespace {

using Json = nlohmann::ordered_json;

// The names that truth files use for kinds of statements.
std::string kind_in_truth(const std::string& kind) {
  static const std::map<std::string, std::string> names{
      {"income_statement", "resultatrakning"},
      {"balance_sheet", "balansrakning"},
      {"cash_flow_statement", "kassaflodesanalys"},
      {"operating_account", "driftredovisning"},
      {"note", "not"},
      {"overview", "oversikt"},
      {"budget_follow_up", "budgetuppfoljning"},
      {"investment_account", "investeringsredovisning"},
      {"equity_changes", "eget_kapital"},
      {"balanced_result", "balanskravsutredning"}};
  const auto found = names.find(kind);
  return found == names.end() ? kind : found->second;
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json column_json(const Column& column) {
  return {{"header", column.head},
          {"role", column.role},
          {"start", or_null(column.start)},
          {"end", or_null(column.end)},
          {"scope", or_null(column.scope)}};
}

Json row_json(const Row& row) {
  Json cells = Json::array();
  for (const auto& cell : row.cells) cells.push_back(cell ? Json(*cell) : Json(nullptr));
  return {{"label", row.label},
          {"code", or_null(row.code)},
          {"note", or_null(row.note)},
          {"cells", cells},
          {"style", name_of(row.style)}};
}

Json statement_json(const Statement& statement) {
  Json columns = Json::array(), rows = Json::array();
  for (const Column& column : statement.columns) columns.push_back(column_json(column));
  for (const Row& row : statement.rows) rows.push_back(row_json(row));
  return {{"kind", kind_in_truth(statement.kind)},
          {"title", statement.title},
          {"note", or_null(statement.note)},
          {"unit", statement.unit},
          {"note_col", statement.note_col},
          {"columns", columns},
          {"rows", rows}};
}

Json decimals_json(const std::vector<std::string>& texts) {
  Json numbers = Json::array();
  for (const std::string& text : texts) numbers.push_back(Json::parse(text, nullptr, false));
  return numbers;
}

Json cell_json(const Report& report, const CellName& cell) {
  Json json{{"name", cell.statement + "." + cell.row + "." + cell.column},
            {"statement", nullptr},
            {"row", nullptr},
            {"column", nullptr}};
  for (std::size_t s = 0; s < report.statements.size(); ++s) {
    if (report.statements[s].key != cell.statement) continue;
    json["statement"] = s;
    if (const auto row = find_row(report.statements[s], cell.row)) json["row"] = *row;
    if (const auto column = find_column(report.statements[s], cell.column))
      json["column"] = *column;
  }
  return json;
}

}  // namespace

std::string truth_json(const Report& report, const std::string& id) {
  Json statements = Json::array();
  for (const Statement& statement : report.statements)
    statements.push_back(statement_json(statement));
  const Json truth{{"id", id},
                   {"entity", report.body},
                   {"org", or_null(report.org)},
                   {"report", report.kind},
                   {"heading", report.heading},
                   {"period", {report.period_start, report.period_end}},
                   {"statements", statements}};
  return truth.dump(1) + "\n";
}

std::string known_json(const Report& report, const std::vector<PlantedError>& planted) {
  Json required = Json::array(), tolerated = Json::array();
  for (const KnownError& known : report.known) {
    const Statement* statement = find_statement(report, known.statement);
    (known.required ? required : tolerated)
        .push_back({{"title", statement == nullptr ? "" : statement->title},
                    {"column", known.column},
                    {"diffs", decimals_json(known.differences)},
                    {"what", known.what}});
  }
  for (const PlantedError& error : planted) {
    if (!error.checkable) continue;
    required.push_back({{"title", error.title},
                        {"column", error.column},
                        {"diffs", decimals_json(error.differences)},
                        {"what", std::string(name_of(error.kind)) + ": " + error.label}});
  }
  return Json{{"required", required}, {"tolerated", tolerated}}.dump(1) + "\n";
}

std::string planted_json(const Report& report, const std::vector<PlantedError>& planted) {
  Json all = Json::array();
  for (const PlantedError& error : planted) {
    Json equations = Json::array();
    for (const auto& cells : error.equations) {
      Json one = Json::array();
      for (const CellName& cell : cells) one.push_back(cell_json(report, cell));
      equations.push_back(std::move(one));
    }
    all.push_back({{"kind", name_of(error.kind)},
                   {"cell", cell_json(report, error.cell)},
                   {"title", error.title},
                   {"label", error.label},
                   {"column", error.column},
                   {"old", error.old_figure},
                   {"new", or_null(error.new_figure)},
                   {"checkable", error.checkable},
                   {"diffs", decimals_json(error.differences)},
                   {"equations", equations}});
  }
  return all.dump(1) + "\n";
}

}  // namespace siffra::corpus
