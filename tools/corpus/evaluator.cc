#include "tools/corpus/evaluator.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tools/corpus/table_parser.h"

namespace siffra::corpus {
namespace {

constexpr int kDeepest = 200;  // references through so many rows are a circle
constexpr std::int64_t kMillion = 1000000;

// A row without an expression of its own is what its first sum line says; a second one only checks.
Expression from_sum_line(const Statement& statement, const std::string& key) {
  Expression expression;
  for (const SumLine& line : statement.sums) {
    if (line.across || line.result != key) continue;
    expression.kind = ExpressionKind::kSum;
    for (const auto& [weight, name] : line.terms)
      expression.terms.push_back({weight * kMillion, name, "", false});
    break;
  }
  return expression;
}

}  // namespace

rules::Result<Evaluator> Evaluator::open(const Model& model, std::uint64_t seed) {
  Evaluator evaluator(model, seed);
  for (const Statement& statement : model.report.statements) {
    std::vector<Expression> expressions;
    for (const Row& row : statement.rows) {
      rules::Result<Expression> expression = parse_expression(row.expression);
      if (!expression) return expression.error();
      if (!row.cell_expressions.empty()) {
        expression->kind = ExpressionKind::kCells;
      } else if (expression->kind == ExpressionKind::kNone) {
        *expression = from_sum_line(statement, row.key);
      }
      expressions.push_back(std::move(*expression));
    }
    evaluator.rows_.push_back(std::move(expressions));
  }
  for (const NamedValue& value : model.values) {
    rules::Result<Expression> expression = parse_expression(value.expression);
    if (!expression) return expression.error();
    evaluator.values_.push_back(std::move(*expression));
  }
  return evaluator;
}

const Expression& Evaluator::expression(std::size_t statement, std::size_t row) const {
  return rows_[statement][row];
}

const Expression& Evaluator::cell_expression(std::size_t statement, std::size_t row,
                                             const Column& column) const {
  const auto cell = find_cell_value(statement, row, column);
  return cell ? values_[*cell] : rows_[statement][row];
}

bool Evaluator::prints(const Expression& expression, const Column& column) const {
  if (expression.kind == ExpressionKind::kNone) return false;
  const auto& only = expression.only;
  if (!only.empty() && std::find(only.begin(), only.end(), column.key) == only.end()) return false;
  if (column.formula.empty()) return false;
  if (column.formula.front() == '=') return expression.kind != ExpressionKind::kShare;
  const auto& when = expression.when;
  return when.empty() || std::any_of(when.begin(), when.end(), [&](const std::string& beginning) {
           return column.formula.rfind(beginning, 0) == 0;
         });
}

std::optional<std::int64_t> Evaluator::column_value(std::size_t statement, std::size_t row,
                                                    const Column& column) {
  const Statement& owner = model_->report.statements[statement];
  if (column.formula.front() != '=') {
    const Context* context = find_context(column.formula);
    if (context == nullptr) return fail("unknown context: " + column.formula);
    if (const auto cell = find_cell_value(statement, row, column))
      return value({kValue, *cell}, *context);
    if (!owner.rows[row].cell_expressions.empty()) return std::nullopt;
    if (has_rows_by_column(owner)) return summed_in_column(statement, row, column);
    return value({statement, row}, *context);
  }
  std::int64_t total = 0;
  for (const auto& [weight, key] : split_terms(column.formula.substr(1))) {
    const auto other = find_column(owner, key);
    if (!other) return fail("unknown column: " + key);
    if (owner.rows[row].cell_expressions.empty() &&
        !prints(expression(statement, row), owner.columns[*other]))
      return std::nullopt;
    total += weight * column_value(statement, row, owner.columns[*other]).value_or(0);
  }
  return expression(statement, row).flip ? -total : total;
}

std::optional<CellName> Evaluator::printed_cell(const Reference& reference, std::size_t statement,
                                                const std::string& context) const {
  const std::optional<Node> node = find_node(reference.name, statement);
  const Context* at = find_context(reference.context.empty() ? context : reference.context);
  if (at != nullptr && reference.opening) at = opening_of(*at);
  if (!node || node->first == kValue || at == nullptr) return std::nullopt;
  const Statement& owner = model_->report.statements[node->first];
  for (const Column& column : owner.columns)
    if (column.formula == at->name && prints(rows_[node->first][node->second], column))
      return CellName{owner.key, owner.rows[node->second].key, column.key};
  return std::nullopt;
}

const Context* Evaluator::find_context(const std::string& name) const {
  for (const Context& context : model_->contexts)
    if (context.name == name) return &context;
  return nullptr;
}

std::optional<std::size_t> Evaluator::find_cell_value(std::size_t statement, std::size_t row,
                                                      const Column& column) const {
  const Statement& owner = model_->report.statements[statement];
  if (owner.rows[row].cell_expressions.empty()) return std::nullopt;
  const std::string name = owner.key + "." + owner.rows[row].key + "." + column.key;
  for (std::size_t i = 0; i < model_->values.size(); ++i)
    if (model_->values[i].name == name) return i;
  return std::nullopt;
}

std::optional<Evaluator::Node> Evaluator::find_node(const std::string& name,
                                                    std::size_t statement) const {
  const auto& statements = model_->report.statements;
  if (const std::size_t dot = name.find('.'); dot != std::string::npos) {
    for (std::size_t s = 0; s < statements.size(); ++s) {
      if (statements[s].key != name.substr(0, dot)) continue;
      if (const auto row = find_row(statements[s], name.substr(dot + 1))) return Node{s, *row};
    }
  }
  if (statement != kValue)
    if (const auto row = find_row(statements[statement], name)) return Node{statement, *row};
  for (std::size_t i = 0; i < model_->values.size(); ++i)
    if (model_->values[i].name == name) return Node{kValue, i};
  return std::nullopt;
}

std::string Evaluator::name_of(const Node& node) const {
  if (node.first == kValue) return model_->values[node.second].name;
  const Statement& statement = model_->report.statements[node.first];
  return statement.key + "." + statement.rows[node.second].key;
}

bool Evaluator::is_stock(const Node& node, const Expression& expression) const {
  if (expression.stock) return true;
  if (expression.flow || node.first == kValue) return false;
  return model_->report.statements[node.first].kind == "balance_sheet";
}

const Context* Evaluator::opening_of(const Context& context) const {
  if (!context.parts.empty()) {
    const Context* first = find_context(context.parts.front());
    return first == nullptr ? nullptr : opening_of(*first);
  }
  return find_context(context.opening);
}

std::int64_t Evaluator::fail(const std::string& message) {
  if (trouble_.empty()) trouble_ = message;
  return 0;
}

std::int64_t Evaluator::value(const Node& node, const Context& context) {
  const auto key = std::make_pair(node, context.name);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  if (depth_ >= kDeepest) return fail("a circle of references at " + name_of(node));
  ++depth_;
  const std::int64_t result = computed(node, context);
  --depth_;
  return known_[key] = result;
}

std::int64_t Evaluator::computed(const Node& node, const Context& context) {
  const Expression& expression =
      node.first == kValue ? values_[node.second] : rows_[node.first][node.second];
  const auto applies = [&](const std::string& beginning) {
    return context.name.rfind(beginning, 0) == 0;
  };
  if (!expression.when.empty() &&
      std::none_of(expression.when.begin(), expression.when.end(), applies))
    return 0;
  switch (expression.kind) {
    case ExpressionKind::kNone:
      return 0;
    case ExpressionKind::kCells:
      return fail(name_of(node) + " has a value for each column: name one");
    case ExpressionKind::kDraw:
    case ExpressionKind::kCount:
      return drawn(node, expression, context);
    case ExpressionKind::kSum:
      return summed(node, expression, context);
    case ExpressionKind::kRolling: {
      if (!context.parts.empty()) {
        const Context* last = find_context(context.parts.back());
        return last == nullptr ? fail("unknown part of " + context.name) : value(node, *last);
      }
      const Context* opening = opening_of(context);
      if (opening == nullptr) return drawn(node, expression, context);
      return value(node, *opening) + summed(node, expression, context);
    }
    case ExpressionKind::kShare: {
      const std::int64_t whole = referred(expression.terms[1], node.first, context);
      const std::int64_t part = referred(expression.terms[0], node.first, context);
      return whole == 0
                 ? 0
                 : std::llround(100.0 * static_cast<double>(part) / static_cast<double>(whole));
    }
  }
  return 0;
}

std::int64_t Evaluator::drawn(const Node& node, const Expression& expression,
                              const Context& context) {
  const bool stock = is_stock(node, expression) || expression.kind == ExpressionKind::kCount;
  if (!context.parts.empty()) {
    std::int64_t total = 0;
    for (const std::string& name : context.parts) {
      const Context* part = find_context(name);
      if (part == nullptr) return fail("unknown part of " + context.name);
      total = (stock ? 0 : total) + value(node, *part);
    }
    return total;
  }
  Random random = random_.fork(name_of(node) + "@" + context.name);
  const double share = (1 + expression.spread * random.between(-1.0, 1.0)) * context.size *
                       (stock ? 1 : context.flow);
  const bool count = expression.kind == ExpressionKind::kCount;
  const std::int64_t unit = 100 * (count ? 1 : model_->scale);
  // The only place where an amount is a floating-point number: it is made here, not computed with.
  std::int64_t ore = std::llround(static_cast<double>(expression.base * unit) * share);
  const std::int64_t step = count ? 100 : unit * context.round;
  if (step > 0) ore = std::llround(static_cast<double>(ore) / static_cast<double>(step)) * step;
  return ore;
}

std::int64_t Evaluator::summed(const Node& node, const Expression& expression,
                               const Context& context) {
  std::int64_t total = 0;
  for (const Reference& reference : expression.terms)
    total += referred(reference, node.first, context);
  return total;
}

std::optional<std::int64_t> Evaluator::summed_in_column(std::size_t statement, std::size_t row,
                                                        const Column& column) {
  const Statement& owner = model_->report.statements[statement];
  std::int64_t total = 0;
  for (const Reference& reference : expression(statement, row).terms) {
    const auto term = find_row(owner, reference.name);
    if (!term) return fail("no row of this statement: " + reference.name);
    const std::int64_t part = column_value(statement, *term, column).value_or(0);
    total += reference.numerator > 0 ? part : -part;
  }
  return total;
}

std::int64_t Evaluator::referred(const Reference& reference, std::size_t statement,
                                 const Context& context) {
  const std::optional<Node> node = find_node(reference.name, statement);
  if (!node) return fail("unknown name: " + reference.name);
  const Context* at = reference.context.empty() ? &context : find_context(reference.context);
  if (at == nullptr) return fail("unknown context: " + reference.context);
  // Before the first context nothing is known to have been different.
  if (reference.opening && opening_of(*at) != nullptr) at = opening_of(*at);
  const std::int64_t whole = value(*node, *at);
  if (std::llabs(reference.numerator) == kMillion) return reference.numerator > 0 ? whole : -whole;
  return whole / kMillion * reference.numerator + whole % kMillion * reference.numerator / kMillion;
}

}  // namespace siffra::corpus
