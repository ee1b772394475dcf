#include "tools/corpus/model.h"

#include <cstdlib>

#include "tools/corpus/evaluator.h"
#include "tools/corpus/figure.h"
#include "tools/corpus/table_parser.h"

namespace siffra::corpus {
namespace {

// "context NAME after OTHER flow 0.67 size 1.2 round 10 parts a b"
rules::Result<Context> parse_context(std::string_view rest, const TableParser& parser, int number) {
  const std::vector<std::string> words = split_words(rest);
  if (words.empty()) return parser.error("expected: context NAME …", number);
  Context context;
  context.name = words[0];
  for (std::size_t i = 1; i < words.size(); i += 2) {
    if (words[i] == "parts") {
      context.parts.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
      return context;
    }
    if (i + 1 == words.size()) return parser.error("nothing after " + words[i], number);
    const std::string& value = words[i + 1];
    if (words[i] == "after") {
      context.opening = value;
    } else if (words[i] == "flow") {
      context.flow = std::strtod(value.c_str(), nullptr);
    } else if (words[i] == "size") {
      context.size = std::strtod(value.c_str(), nullptr);
    } else if (words[i] == "round") {
      context.round = std::strtol(value.c_str(), nullptr, 10);
    } else {
      return parser.error("unknown word of a context: " + words[i], number);
    }
  }
  return context;
}

// Half away from zero, as books do.
std::int64_t rounded(std::int64_t ore, std::int64_t unit) {
  const std::int64_t half = unit / 2;
  return ore < 0 ? -((-ore + half) / unit) : (ore + half) / unit;
}

class Maker {
 public:
  Maker(const Model& model, Evaluator& evaluator) : model_(model), evaluator_(evaluator) {}

  rules::Result<Report> make() {
    Report report = model_.report;
    for (std::size_t s = 0; s < report.statements.size(); ++s) {
      for (std::size_t r = 0; r < report.statements[s].rows.size(); ++r) {
        Row& row = report.statements[s].rows[r];
        for (std::size_t c = 0; c < report.statements[s].columns.size(); ++c)
          row.cells.push_back(cell({s, r, c}));
        row.expression.clear();
        row.cell_expressions.clear();
      }
    }
    if (!evaluator_.trouble().empty())
      return rules::Error{rules::ErrorCode::kMalformed, evaluator_.trouble(), {}};
    for (std::size_t s = 0; s < report.statements.size(); ++s)
      for (std::size_t r = 0; r < report.statements[s].rows.size(); ++r) add_ties(s, r, report);
    for (Statement& statement : report.statements)
      for (Column& column : statement.columns) column.formula.clear();
    return report;
  }

 private:
  std::optional<std::string> cell(const CellIndex& at) {
    const Statement& statement = model_.report.statements[at.statement];
    const Column& column = statement.columns[at.column];
    const Expression& expression = evaluator_.cell_expression(at.statement, at.row, column);
    if (!evaluator_.prints(expression, column)) return std::nullopt;
    const auto amount = evaluator_.column_value(at.statement, at.row, column);
    if (!amount) return std::nullopt;
    Figure figure;
    if (expression.kind == ExpressionKind::kShare) {
      figure.percent = true;
      figure.digits = *amount;
    } else if (expression.kind == ExpressionKind::kCount) {
      figure.digits = rounded(*amount, 100);
    } else {
      figure.decimals = statement.decimals;
      const std::int64_t unit = scale_of(statement.unit) * 100 / power_of_ten(statement.decimals);
      figure.digits = rounded(*amount, unit);
    }
    return print_figure(figure);
  }

  // A row that is made of rows elsewhere is a tie, in every column where those are printed too.
  void add_ties(std::size_t s, std::size_t r, Report& report) {
    const Statement& statement = model_.report.statements[s];
    // A sum of rows that differ by column is made within its column: its sum line says so already.
    if (has_rows_by_column(statement) && statement.rows[r].cell_expressions.empty()) return;
    for (std::size_t c = 0; c < statement.columns.size(); ++c) {
      const Expression& expression = evaluator_.cell_expression(s, r, statement.columns[c]);
      if (expression.kind != ExpressionKind::kSum || expression.terms.empty()) continue;
      const std::string& context = statement.columns[c].formula;
      if (context.empty() || context.front() == '=' || !report.statements[s].rows[r].cells[c])
        continue;
      EquationLine line;
      line.result = {statement.key, statement.rows[r].key, statement.columns[c].key};
      bool elsewhere = false;
      for (const Reference& reference : expression.terms) {
        const auto cell_name = evaluator_.printed_cell(reference, s, context);
        if (!cell_name || std::llabs(reference.numerator) != 1000000) {
          line.terms.clear();
          break;
        }
        elsewhere |=
            cell_name->statement != statement.key || cell_name->column != line.result.column;
        line.terms.emplace_back(reference.numerator > 0 ? 1 : -1, *cell_name);
      }
      if (elsewhere && !line.terms.empty()) report.equations.push_back(std::move(line));
    }
  }

  const Model& model_;
  Evaluator& evaluator_;
};

}  // namespace

rules::Result<Model> parse_model(std::string_view text, std::string_view file) {
  TableParser parser{std::string(file), RowCells::kExpression};
  Model model;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.substr(0, 8) == "context ") {
      rules::Result<Context> context = parse_context(line.substr(8), parser, number);
      if (!context) return context.error();
      model.contexts.push_back(std::move(*context));
    } else if (line.substr(0, 6) == "value ") {
      const std::vector<std::string> fields = split_fields(line.substr(6), '|');
      if (fields.size() != 2) return parser.error("expected: value NAME | expression", number);
      model.values.push_back({fields[0], fields[1]});
    } else if (line.substr(0, 5) == "unit ") {
      model.scale = scale_of(trimmed(line.substr(5)));
      if (model.scale == 0) return parser.error("unknown unit", number);
    } else {
      const rules::Result<bool> taken = parser.consume(line, number);
      if (!taken) return taken.error();
      if (!*taken) return parser.error("not a line of a model", number);
    }
  }
  model.report = parser.report();
  for (const Statement& statement : model.report.statements)
    for (const Row& row : statement.rows)
      for (std::size_t c = 0; c < row.cell_expressions.size(); ++c)
        if (!row.cell_expressions[c].empty())
          model.values.push_back({statement.key + "." + row.key + "." + statement.columns[c].key,
                                  row.cell_expressions[c]});
  return model;
}

rules::Result<Report> make_report(const Model& model, std::uint64_t seed) {
  rules::Result<Evaluator> evaluator = Evaluator::open(model, seed);
  if (!evaluator) return evaluator.error();
  return Maker(model, *evaluator).make();
}

}  // namespace siffra::corpus
