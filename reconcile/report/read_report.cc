#include "reconcile/report/read_report.h"

#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "rules/amount.h"

namespace siffra::reconcile {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<rules::Date> date_of(const Json& json, const char* key) {
  const std::string text = text_of(json, key);
  if (text.size() != 10) return std::nullopt;
  const auto year = number_in(text.substr(0, 4)), month = number_in(text.substr(5, 2)),
             day = number_in(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  const rules::Date date{std::chrono::year(*year),
                         std::chrono::month(static_cast<unsigned>(*month)),
                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<std::int64_t> scale_of(const Json& json) {
  const auto found = json.find("scale");
  if (found == json.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

rules::EntityScope scope_of(const Json& json) {
  const std::string name = text_of(json, "entity");
  if (name == "group") return rules::EntityScope::kGroup;
  return name == "parent" ? rules::EntityScope::kParent : rules::EntityScope::kUnstated;
}

rules::Unit unit_of(const Json& json) {
  const std::string name = text_of(json, "unit");
  if (name == "money") return rules::Unit::kMoney;
  if (name == "percent") return rules::Unit::kPercent;
  return name == "count" ? rules::Unit::kCount : rules::Unit::kOther;
}

// "-1234.50" → digits −123450, decimals 2.
std::optional<rules::ReportedAmount> amount_of(const Json& json, const std::string& raw) {
  std::string text = text_of(json, "value");
  if (text.empty()) return std::nullopt;
  rules::ReportedAmount amount;
  amount.raw = raw;
  if (const auto point = text.find('.'); point != std::string::npos) {
    amount.decimals = static_cast<int>(text.size() - point - 1);
    text.erase(point, 1);
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount.digits);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return amount;
}

extract::StatementColumn column_from(const Json& json) {
  extract::StatementColumn column;
  column.id = text_of(json, "id");
  column.header = text_of(json, "header");
  column.role = rules::column_role_from(text_of(json, "role")).value_or(rules::ColumnRole::kText);
  column.period_start = date_of(json, "period_start");
  column.period_end = date_of(json, "period_end");
  column.scope = scope_of(json);
  column.prior = json.value("prior", false);
  column.scale = scale_of(json);
  return column;
}

struct ReportReader {
  Report report;

  void read_cell(const Json& json, const extract::CellAddress& row,
                 const std::map<std::string, std::size_t>& columns) {
    const auto column = columns.find(text_of(json, "column"));
    if (column == columns.end()) return;
    extract::StatementCell cell;
    cell.column = column->second;
    cell.raw = text_of(json, "raw");
    cell.amount = amount_of(json, cell.raw);
    cell.unit = unit_of(json);
    cell.confidence = json.value("confidence", 1.0);
    cell.page = json.value("page", 1);
    cell.source = text_of(json, "reading") == "text-layer" ? extract::Source::kTextLayer
                                                           : extract::Source::kOcr;
    const auto coverage = json.find("coverage");
    if (coverage != json.end() && coverage->is_object()) {
      report.audit.coverage[{row.statement, row.row, cell.column}] = {
          coverage->value("holding", 0), coverage->value("failing", 0)};
    }
    report.extraction.statements[row.statement].rows[row.row].cells.push_back(std::move(cell));
  }

  void read_statement(const Json& json) {
    auto& statements = report.extraction.statements;
    const std::size_t index = statements.size();
    extract::Statement statement;
    statement.id = text_of(json, "id");
    statement.kind =
        rules::statement_kind_from(text_of(json, "kind")).value_or(rules::StatementKind::kOther);
    statement.title = text_of(json, "title");
    statement.scale = scale_of(json);
    statement.scope = scope_of(json);
    statement.set = json.value("set", 0);
    statement.pages = json.value("pages", std::vector<int>());
    std::map<std::string, std::size_t> columns;
    for (const auto& column : json.at("columns")) {
      statement.columns.push_back(column_from(column));
      columns.emplace(statement.columns.back().id, columns.size());
    }
    statements.push_back(std::move(statement));
    for (const auto& entry : json.at("rows")) {
      extract::StatementRow row;
      row.id = text_of(entry, "id");
      row.kind = rules::row_kind_from(text_of(entry, "kind")).value_or(rules::RowKind::kItem);
      row.label = text_of(entry, "label");
      row.concept_id = text_of(entry, "concept");
      row.page = entry.value("page", 1);
      statements[index].rows.push_back(std::move(row));
      for (const auto& cell : entry.at("cells")) {
        read_cell(cell, {index, statements[index].rows.size() - 1, 0}, columns);
      }
    }
  }

  void read(const Json& json) {
    report.document.file = text_of(json.at("source"), "file");
    report.document.sha256 = text_of(json.at("source"), "sha256");
    auto& extraction = report.extraction;
    extraction.entity = {text_of(json.at("entity"), "name"),
                         text_of(json.at("entity"), "org_number")};
    const auto& facts = json.at("report");
    for (const auto kind : {rules::ReportKind::kInterim, rules::ReportKind::kInterimClosing,
                            rules::ReportKind::kAnnual}) {
      if (rules::name_of(kind) == text_of(facts, "kind")) extraction.report_kind = kind;
    }
    extraction.period_start = date_of(facts, "period_start");
    extraction.period_end = date_of(facts, "period_end");
    for (const auto& statement : json.at("statements")) read_statement(statement);
  }
};

}  // namespace

rules::Result<Report> read_report(std::string_view json) {
  const auto refused = [](const std::string& why) {
    return rules::Error{rules::ErrorCode::kWrongFormat, why, {}};
  };
  // The library throws where a key or a type is not as described.
  try {
    const Json parsed = Json::parse(json.begin(), json.end(), nullptr, false);
    if (!parsed.is_object() || text_of(parsed, "schema") != "siffra.report/1") {
      return refused("this is not a report file of siffra (siffra.report/1)");
    }
    ReportReader reader;
    reader.read(parsed);
    return std::move(reader.report);
  } catch (const Json::exception& error) {
    return refused(std::string("this report file is damaged: ") + error.what());
  }
}

}  // namespace siffra::reconcile
