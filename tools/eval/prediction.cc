#include "tools/eval/prediction.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

namespace siffra::evaluation {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json list_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : Json::array();
}

Json object_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_object() ? *found : Json::object();
}

std::optional<Decimal> decimal_of(const Json& object, const char* key) {
  return parse_plain(text_of(object, key));
}

class Reader {
 public:
  explicit Reader(const Json& json) : json_(json) {}

  SaidReport read() {
    const Json entity = object_of(json_, "entity");
    report_.entity = text_of(entity, "name");
    report_.org = text_of(entity, "org_number");
    report_.report_kind = text_of(object_of(json_, "report"), "kind");
    report_.pages = static_cast<int>(list_of(object_of(json_, "source"), "pages").size());
    for (const Json& repair : list_of(json_, "repairs")) {
      from_[text_of(repair, "cell")] = parse_printed(text_of(repair, "from"));
      report_.repairs.push_back({text_of(repair, "cell"), decimal_of(repair, "to")});
    }
    for (const Json& statement : list_of(json_, "statements")) add_statement(statement);
    for (const Json& check : list_of(json_, "checks")) add_check(check);
    for (const Json& finding : list_of(json_, "findings")) add_finding(finding);
    return std::move(report_);
  }

 private:
  void add_statement(const Json& json) {
    SaidStatement statement{text_of(json, "kind"), text_of(json, "title"), std::nullopt, {}};
    if (json.contains("scale") && json["scale"].is_number_integer())
      statement.scale = json["scale"].get<std::int64_t>();
    std::map<std::string, std::size_t> order;
    for (const Json& column : list_of(json, "columns")) {
      order[text_of(column, "id")] = statement.columns.size();
      statement.columns.push_back({text_of(column, "role"), text_of(column, "period_end")});
    }
    const std::string id = text_of(json, "id");
    titles_[id] = statement.title;
    for (const Json& row : list_of(json, "rows")) add_row(row, id, order);
    report_.statements.push_back(std::move(statement));
  }

  void add_row(const Json& json, const std::string& statement,
               const std::map<std::string, std::size_t>& order) {
    SaidRow row;
    row.statement = report_.statements.size();
    const std::string code = text_of(json, "code");
    row.label = (code.empty() ? "" : code + " ") + text_of(json, "label");
    row.note = text_of(json, "note");
    std::map<std::size_t, SaidCell> cells;
    for (const Json& cell : list_of(json, "cells")) {
      const auto place = order.find(text_of(cell, "column"));
      const std::optional<Decimal> value = decimal_of(cell, "value");
      if (!value || place == order.end()) continue;
      SaidCell said;
      said.address = statement + "/" + text_of(json, "id") + "/" + place->first;
      said.value = value;
      const auto repaired = from_.find(said.address);
      said.before_repair = repaired == from_.end() ? value : repaired->second;
      if (cell.contains("confidence") && cell["confidence"].is_number())
        said.confidence = cell["confidence"].get<double>();
      cells[place->second] = std::move(said);
    }
    for (auto& [place, cell] : cells) row.cells.push_back(std::move(cell));
    report_.rows.push_back(std::move(row));
  }

  void add_check(const Json& json) {
    SaidCheck check{text_of(json, "id"), text_of(json, "verdict"), {}};
    for (const Json& term : list_of(json, "terms")) check.cells.push_back(text_of(term, "cell"));
    checks_[check.id] = json;
    report_.checks.push_back(std::move(check));
  }

  void add_difference(const Json& object, SaidFinding& finding) {
    const std::optional<Decimal> difference = decimal_of(object, "difference");
    if (difference) finding.differences.push_back(std::abs(to_double(*difference)));
  }

  void add_finding(const Json& json) {
    SaidFinding finding;
    finding.severity = text_of(json, "severity");
    finding.title = text_of(json, "title");
    for (const Json& cell : list_of(json, "cells"))
      if (cell.is_string()) finding.cells.push_back(cell.get<std::string>());
    finding.touched = finding.cells;
    add_difference(json, finding);
    for (const Json& id : list_of(json, "checks")) {
      const auto check = checks_.find(id.is_string() ? id.get<std::string>() : "");
      if (check == checks_.end()) continue;
      add_difference(check->second, finding);
      for (const Json& term : list_of(check->second, "terms"))
        finding.touched.push_back(text_of(term, "cell"));
    }
    for (const std::string& cell : finding.touched)
      finding.statement_titles.push_back(titles_[cell.substr(0, cell.find('/'))]);
    report_.findings.push_back(std::move(finding));
  }

  const Json& json_;
  SaidReport report_;
  std::map<std::string, std::optional<Decimal>> from_;
  std::map<std::string, Json> checks_;
  std::map<std::string, std::string> titles_;
};

}  // namespace

rules::Result<SaidReport> parse_report_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object())
    return rules::Error{rules::ErrorCode::kWrongFormat, "is not a report file", {}};
  return Reader(json).read();
}

}  // namespace siffra::evaluation
