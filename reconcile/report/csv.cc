#include "reconcile/report/csv.h"

#include <string_view>

namespace siffra::reconcile {
namespace {

std::string csv_field(std::string_view field) {
  if (field.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(field);
  std::string text = "\"";
  for (const char c : field) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + "\"";
}

void add_row(const extract::Statement& statement, const extract::StatementRow& row,
             std::string& into) {
  into += std::to_string(row.page);
  for (const std::string_view field :
       {rules::name_of(row.kind), std::string_view(row.code), std::string_view(row.label),
        std::string_view(row.note), std::string_view(row.concept_id)}) {
    into += "," + csv_field(field);
  }
  for (std::size_t column = 0; column < statement.columns.size(); ++column) {
    into += ",";
    for (const auto& cell : row.cells) {
      if (cell.column != column) continue;
      into += csv_field(cell.amount ? cell.amount->decimal_text() : cell.raw);
      break;
    }
  }
  into += "\n";
}

}  // namespace

std::string to_csv(const extract::Statement& statement) {
  std::string text = "page,kind,code,label,note,concept";
  for (const auto& column : statement.columns) {
    text += "," + csv_field(column.header.empty() ? column.id : column.header);
  }
  text += "\n";
  for (const auto& row : statement.rows) add_row(statement, row, text);
  return text;
}

}  // namespace siffra::reconcile
