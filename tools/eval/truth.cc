#include "tools/eval/truth.h"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

namespace siffra::evaluation {
namespace {

using Json = nlohmann::json;

rules::Result<Json> read_json(const std::string& file) {
  std::ifstream in(file);
  if (!in) return rules::Error{rules::ErrorCode::kNotFound, "cannot be opened", {file, 0, 0}};
  Json json = Json::parse(in, nullptr, false);
  if (json.is_discarded())
    return rules::Error{rules::ErrorCode::kWrongFormat, "is not JSON", {file, 0, 0}};
  return json;
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string kind_of(const std::string& name) {
  static const std::map<std::string, std::string> kinds{
      {"resultatrakning", "income_statement"},
      {"balansrakning", "balance_sheet"},
      {"kassaflodesanalys", "cash_flow_statement"},
      {"driftredovisning", "operating_account"},
      {"not", "note"},
      {"oversikt", "overview"},
      {"nyckeltal", "overview"},
      {"budgetuppfoljning", "budget_follow_up"},
      {"investeringsredovisning", "investment_account"},
      {"totalresultat", "income_statement"},
      {"eget_kapital", "equity_changes"},
      {"balanskravsutredning", "balanced_result"}};
  const auto found = kinds.find(name);
  return found == kinds.end() ? name : found->second;
}

std::int64_t scale_of(const std::string& unit) {
  if (unit == "tkr") return 1000;
  return unit == "mkr" ? 1000000 : 1;
}

void add_statement(const Json& json, Truth& truth) {
  TrueStatement statement;
  statement.kind = kind_of(text_of(json, "kind"));
  statement.title = text_of(json, "title");
  statement.scale = scale_of(text_of(json, "unit"));
  for (const Json& column : json.value("columns", Json::array()))
    statement.columns.push_back({text_of(column, "role"), text_of(column, "end")});
  std::size_t index = 0;
  for (const Json& json_row : json.value("rows", Json::array())) {
    TrueRow row;
    row.statement = truth.statements.size();
    row.row = index++;
    const std::string code = text_of(json_row, "code");
    row.label = (code.empty() ? "" : code + " ") + text_of(json_row, "label");
    row.note = text_of(json_row, "note");
    bool any = false;
    for (const Json& cell : json_row.value("cells", Json::array())) {
      row.values.push_back(cell.is_string() ? parse_printed(cell.get<std::string>())
                                            : std::nullopt);
      any |= row.values.back().has_value();
    }
    if (any) truth.rows.push_back(std::move(row));
  }
  truth.statements.push_back(std::move(statement));
}

TruePlace place_of(const Json& json) {
  TruePlace place;
  const auto number = [&json](const char* key) -> std::optional<std::size_t> {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_unsigned()) return std::nullopt;
    return found->get<std::size_t>();
  };
  place.statement = number("statement").value_or(0);
  place.row = number("row");
  place.column = number("column").value_or(0);
  return place;
}

void add_planted(const Json& json, Truth& truth) {
  Planted planted;
  planted.kind = text_of(json, "kind");
  planted.cell = place_of(json.value("cell", Json::object()));
  planted.old_value = parse_printed(text_of(json, "old"));
  planted.new_value = parse_printed(text_of(json, "new"));
  planted.checkable = json.value("checkable", false);
  for (const Json& equation : json.value("equations", Json::array())) {
    std::vector<TruePlace> places;
    for (const Json& cell : equation) places.push_back(place_of(cell));
    planted.equations.push_back(std::move(places));
  }
  truth.planted.push_back(std::move(planted));
}

void add_known(const Json& json, Truth& truth) {
  for (const char* list : {"required", "tolerated"}) {
    for (const Json& item : json.value(list, Json::array())) {
      Known known;
      known.required = std::string_view(list) == "required";
      known.title = text_of(item, "title");
      for (const Json& difference : item.value("diffs", Json::array()))
        if (difference.is_number()) known.differences.push_back(difference.get<double>());
      truth.known.push_back(std::move(known));
    }
  }
}

}  // namespace

rules::Result<Truth> read_truth(const std::string& truth_file, const std::string& planted_file,
                                const std::string& known_file, const std::string& id) {
  Truth truth;
  const rules::Result<Json> json = read_json(truth_file);
  if (!json) return json.error();
  truth.entity = text_of(*json, "entity");
  truth.org = text_of(*json, "org");
  truth.report_kind = text_of(*json, "report");
  for (const Json& statement : json->value("statements", Json::array()))
    add_statement(statement, truth);
  if (!planted_file.empty()) {
    const rules::Result<Json> planted = read_json(planted_file);
    if (!planted) return planted.error();
    for (const Json& one : *planted) add_planted(one, truth);
  }
  if (!known_file.empty()) {
    const rules::Result<Json> known = read_json(known_file);
    if (!known) return known.error();
    if (known->contains(id)) add_known((*known)[id], truth);
  }
  return truth;
}

}  // namespace siffra::evaluation
