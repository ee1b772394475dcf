#include "tools/corpus/equations.h"

#include <algorithm>
#include <cstdlib>

#include "tools/corpus/figure.h"

namespace siffra::corpus {
namespace {

bool wanted(const std::vector<std::string>& only, const std::string& key) {
  return only.empty() || std::find(only.begin(), only.end(), key) != only.end();
}

// Columns whose figures are amounts.
bool holds_amounts(const Column& column) {
  return column.role != "percent" && column.role != "text";
}

std::optional<CellIndex> index_of(const Report& report, const CellName& name) {
  for (std::size_t s = 0; s < report.statements.size(); ++s) {
    if (report.statements[s].key != name.statement) continue;
    const auto row = find_row(report.statements[s], name.row);
    const auto column = find_column(report.statements[s], name.column);
    if (row && column) return CellIndex{s, *row, *column};
  }
  return std::nullopt;
}

class Expander {
 public:
  explicit Expander(const Report& report) : report_(report) {}

  void expand_sum(std::size_t s, const SumLine& line) {
    const Statement& statement = report_.statements[s];
    const std::size_t result = *find_row(statement, line.result);
    for (std::size_t c = 0; c < statement.columns.size(); ++c) {
      if (!holds_amounts(statement.columns[c]) || !wanted(line.only, statement.columns[c].key))
        continue;
      Equation equation{{{{s, result, c}, -1}}};
      if (!value_of(report_, equation.terms.front().cell)) continue;
      for (const auto& [weight, key] : line.terms) {
        const CellIndex cell{s, *find_row(statement, key), c};
        if (value_of(report_, cell)) equation.terms.push_back({cell, weight});
      }
      if (equation.terms.size() > 1) equations_.push_back(std::move(equation));
    }
  }

  void expand_across(std::size_t s, const SumLine& line) {
    const Statement& statement = report_.statements[s];
    const std::size_t result = *find_column(statement, line.result);
    for (std::size_t r = 0; r < statement.rows.size(); ++r) {
      if (!wanted(line.only, statement.rows[r].key)) continue;
      Equation equation{{{{s, r, result}, -1}}};
      for (const auto& [weight, key] : line.terms)
        equation.terms.push_back({{s, r, *find_column(statement, key)}, weight});
      add_if_complete(std::move(equation));
    }
  }

  void expand_line(const EquationLine& line) {
    const std::optional<CellIndex> result = index_of(report_, line.result);
    if (!result) return;
    Equation equation{{{*result, -1}}};
    for (const auto& [weight, name] : line.terms) {
      const std::optional<CellIndex> cell = index_of(report_, name);
      if (!cell) return;
      equation.terms.push_back({*cell, weight});
    }
    add_if_complete(std::move(equation));
  }

  std::vector<Equation> take() { return std::move(equations_); }

 private:
  void add_if_complete(Equation equation) {
    const bool complete = std::all_of(
        equation.terms.begin(), equation.terms.end(),
        [this](const Equation::Term& t) { return value_of(report_, t.cell).has_value(); });
    if (complete) equations_.push_back(std::move(equation));
  }

  const Report& report_;
  std::vector<Equation> equations_;
};

}  // namespace

std::optional<CellValue> value_of(const Report& report, const CellIndex& cell) {
  const Statement& statement = report.statements[cell.statement];
  const auto& text = statement.rows[cell.row].cells[cell.column];
  if (!text) return std::nullopt;
  const std::optional<Figure> figure = parse_figure(*text);
  if (!figure || figure->percent || figure->decimals > 2) return std::nullopt;
  const std::int64_t quantum = scale_of(statement.unit) * power_of_ten(2 - figure->decimals);
  return CellValue{figure->digits * quantum, quantum};
}

std::vector<Equation> equations_of(const Report& report) {
  Expander expander(report);
  for (std::size_t s = 0; s < report.statements.size(); ++s)
    for (const SumLine& line : report.statements[s].sums)
      line.across ? expander.expand_across(s, line) : expander.expand_sum(s, line);
  for (const EquationLine& line : report.equations) expander.expand_line(line);
  return expander.take();
}

Residual residual_of(const Report& report, const Equation& equation) {
  Residual residual;
  std::int64_t doubled_tolerance = 0;
  for (const Equation::Term& term : equation.terms) {
    const std::optional<CellValue> value = value_of(report, term.cell);
    if (!value) continue;
    residual.ore += term.weight * value->ore;
    doubled_tolerance += std::abs(term.weight) * value->quantum;
  }
  residual.holds = 2 * std::abs(residual.ore) <= doubled_tolerance;
  return residual;
}

CellName name_of(const Report& report, const CellIndex& cell) {
  const Statement& statement = report.statements[cell.statement];
  return {statement.key, statement.rows[cell.row].key, statement.columns[cell.column].key};
}

}  // namespace siffra::corpus
