#include "tools/corpus/table_parser.h"

#include <utility>

namespace siffra::corpus {
namespace {

std::pair<std::string_view, std::string_view> first_word(std::string_view text) {
  const std::size_t end = text.find(' ');
  if (end == std::string_view::npos) return {text, {}};
  return {text.substr(0, end), trimmed(text.substr(end))};
}

std::vector<std::string> head_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t bar = text.find("//");
    const std::string_view line = trimmed(text.substr(0, bar));
    if (!line.empty()) lines.emplace_back(line);
    if (bar == std::string_view::npos) return lines;
    text.remove_prefix(bar + 2);
  }
}

std::optional<RowStyle> row_style_from(std::string_view name) {
  for (const RowStyle style :
       {RowStyle::kItem, RowStyle::kSum, RowStyle::kHeading, RowStyle::kOfWhich})
    if (name == name_of(style)) return style;
  return std::nullopt;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::vector<std::string> split_fields(std::string_view text, char separator) {
  std::vector<std::string> fields;
  while (true) {
    const std::size_t end = text.find(separator);
    fields.emplace_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return fields;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::string& word : split_fields(text, ' '))
    if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::vector<std::pair<int, std::string>> split_terms(std::string_view text) {
  std::vector<std::pair<int, std::string>> terms;
  int weight = 1;
  for (const std::string& word : split_words(text)) {
    if (word == "+" || word == "-") {
      weight = word == "+" ? 1 : -1;
    } else {
      terms.emplace_back(weight, word);
      weight = 1;
    }
  }
  return terms;
}

CellName split_cell_name(std::string_view text) {
  const std::vector<std::string> parts = split_fields(text, '.');
  if (parts.size() != 3) return {};
  return {parts[0], parts[1], parts[2]};
}

rules::Error TableParser::error(std::string message, int number) const {
  return {rules::ErrorCode::kMalformed, std::move(message), {file_, 0, number}};
}

rules::Result<bool> TableParser::consume(std::string_view line, int number) {
  line = trimmed(line);
  if (line.empty() || line.front() == '#') return true;
  const auto [word, rest] = first_word(line);
  if (consume_fact(word, rest)) return true;
  if (word == "statement") return consume_statement(rest, number);
  if (word == "equation") return consume_equation(rest, number);
  if (word == "known") return consume_known(rest, number);
  const bool within = word == "column" || word == "row" || word == "sum" || word == "across";
  if (!within) return false;
  if (report_.statements.empty()) return error("no statement before this line", number);
  if (word == "column") return consume_column(rest, number);
  if (word == "row") return consume_row(rest, number);
  return consume_sum(rest, word == "across", number);
}

bool TableParser::consume_fact(std::string_view word, std::string_view rest) {
  if (word == "as-printed") return report_.as_printed = true;
  if (word == "period") {
    const std::vector<std::string> dates = split_words(rest);
    if (!dates.empty()) report_.period_start = dates.front();
    if (!dates.empty()) report_.period_end = dates.back();
    return true;
  }
  const std::pair<std::string_view, std::string*> facts[] = {
      {"report", &report_.id}, {"body", &report_.body},       {"org", &report_.org},
      {"kind", &report_.kind}, {"heading", &report_.heading}, {"origin", &report_.origin},
  };
  for (const auto& [name, value] : facts) {
    if (word != name) continue;
    if (word == "origin" && !value->empty()) value->append(" ");
    value->append(rest);
    return true;
  }
  return false;
}

rules::Result<bool> TableParser::consume_statement(std::string_view rest, int number) {
  const std::vector<std::string> fields = split_fields(rest, '|');
  const std::vector<std::string> names = split_words(fields.front());
  if (fields.size() != 3 || names.size() != 2)
    return error("expected: statement KEY KIND | title | unit …", number);
  Statement statement;
  statement.key = names[0];
  statement.kind = names[1];
  statement.title = fields[1];
  const std::vector<std::string> words = split_words(fields[2]);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool more = i + 1 < words.size();
    if (i == 0) {
      statement.unit = words[i];
    } else if (words[i] == "note" && more) {
      statement.note = words[++i];
    } else if (words[i] == "decimals" && more) {
      statement.decimals = words[++i] == "1" ? 1 : 2;
    } else if (words[i] == "notes") {
      statement.note_col = true;
    } else if (words[i] == "list") {
      statement.as_list = true;
    } else {
      return error("unknown word of a statement: " + words[i], number);
    }
  }
  if (scale_of(statement.unit) == 0) return error("unknown unit: " + statement.unit, number);
  if (find_statement(report_, statement.key) != nullptr)
    return error("the key is taken: " + statement.key, number);
  report_.statements.push_back(std::move(statement));
  return true;
}

rules::Result<bool> TableParser::consume_column(std::string_view rest, int number) {
  const std::vector<std::string> fields = split_fields(rest, '|');
  const std::vector<std::string> names = split_words(fields.front());
  if (fields.size() < 2 || fields.size() > 4 || names.size() < 2)
    return error("expected: column KEY ROLE | head | dates | formula", number);
  Column column;
  column.key = names[0];
  column.role = names[1];
  if (names.size() > 2) column.scope = names[2];
  column.head = head_lines(fields[1]);
  if (fields.size() > 2) {
    const std::vector<std::string> dates = split_words(fields[2]);
    if (dates.size() == 2) column.start = dates[0];
    if (!dates.empty()) column.end = dates.back();
  }
  if (fields.size() > 3) column.formula = fields[3];
  report_.statements.back().columns.push_back(std::move(column));
  return true;
}

rules::Result<bool> TableParser::consume_row(std::string_view rest, int number) {
  std::vector<std::string> fields = split_fields(rest, '|');
  const std::vector<std::string> names = split_words(fields.front());
  Statement& statement = report_.statements.back();
  if (fields.size() < 4 || names.size() != 2)
    return error("expected: row KEY STYLE | label | code | note | …", number);
  const std::optional<RowStyle> style = row_style_from(names[1]);
  if (!style) return error("unknown row style: " + names[1], number);
  if (find_row(statement, names[0])) return error("the key is taken: " + names[0], number);
  Row row{names[0], *style, fields[1], fields[2], fields[3], {}, {}, {}};
  if (cells_ == RowCells::kExpression) {
    if (fields.size() > 5 && fields.size() - 4 != statement.columns.size())
      return error("a row of a model has one expression, or one for each column", number);
    if (fields.size() == 5) row.expression = fields[4];
    if (fields.size() > 5) row.cell_expressions.assign(fields.begin() + 4, fields.end());
  } else {
    if (fields.size() - 4 != statement.columns.size())
      return error("expected " + std::to_string(statement.columns.size()) + " figures", number);
    for (std::size_t i = 4; i < fields.size(); ++i)
      row.cells.push_back(fields[i].empty() ? std::nullopt : std::optional(fields[i]));
  }
  statement.rows.push_back(std::move(row));
  return true;
}

rules::Result<bool> TableParser::consume_sum(std::string_view rest, bool across, int number) {
  const std::size_t equals = rest.find(" = ");
  if (equals == std::string_view::npos) return error("expected: KEY = KEY + KEY …", number);
  SumLine line;
  line.across = across;
  line.result = trimmed(rest.substr(0, equals));
  std::string_view right = rest.substr(equals + 3);
  const std::string_view mark = across ? " for " : " in ";
  if (const std::size_t at = right.find(mark); at != std::string_view::npos) {
    line.only = split_words(right.substr(at + mark.size()));
    right = right.substr(0, at);
  }
  line.terms = split_terms(right);
  const Statement& statement = report_.statements.back();
  std::vector<std::string> keys{line.result};
  for (const auto& [weight, key] : line.terms) keys.push_back(key);
  for (const std::string& key : keys) {
    const bool known =
        across ? find_column(statement, key).has_value() : find_row(statement, key).has_value();
    if (!known) return error("unknown key: " + key, number);
  }
  report_.statements.back().sums.push_back(std::move(line));
  return true;
}

rules::Result<bool> TableParser::consume_equation(std::string_view rest, int number) {
  const std::size_t equals = rest.find(" = ");
  if (equals == std::string_view::npos) return error("expected: a.b.c = d.e.f …", number);
  EquationLine line;
  line.result = split_cell_name(trimmed(rest.substr(0, equals)));
  for (const auto& [weight, name] : split_terms(rest.substr(equals + 3)))
    line.terms.emplace_back(weight, split_cell_name(name));
  std::vector<CellName> cells{line.result};
  for (const auto& [weight, cell] : line.terms) cells.push_back(cell);
  for (const CellName& cell : cells) {
    const Statement* statement = find_statement(report_, cell.statement);
    if (statement == nullptr || !find_row(*statement, cell.row) ||
        !find_column(*statement, cell.column))
      return error("no such cell: " + cell.statement + "." + cell.row + "." + cell.column, number);
  }
  report_.equations.push_back(std::move(line));
  return true;
}

rules::Result<bool> TableParser::consume_known(std::string_view rest, int number) {
  const std::vector<std::string> fields = split_fields(rest, '|');
  const std::vector<std::string> names = split_words(fields.front());
  if (fields.size() != 3 || names.size() < 2)
    return error("expected: known required|tolerated STATEMENT [COLUMN] | kronor … | what", number);
  if (find_statement(report_, names[1]) == nullptr)
    return error("unknown statement: " + names[1], number);
  KnownError known;
  known.required = names[0] == "required";
  known.statement = names[1];
  if (names.size() > 2) known.column = names[2];
  known.differences = split_words(fields[1]);
  known.what = fields[2];
  report_.known.push_back(std::move(known));
  return true;
}

}  // namespace siffra::corpus
