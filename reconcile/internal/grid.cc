#include "reconcile/internal/grid.h"

#include <algorithm>
#include <optional>

namespace siffra::reconcile::internal {
namespace {

// Shares and counts are kept in hundredths, as money is in öre.
constexpr std::int64_t kShareScale = 100;

std::int64_t scale_of(const extract::Statement& statement, std::size_t column) {
  if (column < statement.columns.size() && statement.columns[column].scale) {
    return *statement.columns[column].scale;
  }
  return statement.scale.value_or(1);
}

Figure money_figure(const rules::ReportedAmount& amount, std::int64_t scale) {
  Figure figure;
  figure.present = true;
  const auto value = amount.money(scale);
  const auto quantum = amount.quantum(scale);
  if (!value || !quantum) return figure;
  figure.value = value->ore();
  figure.quantum = quantum->ore();
  figure.readable = true;
  figure.nil = amount.is_nil;
  return figure;
}

Figure plain_figure(const rules::ReportedAmount& amount) {
  Figure figure;
  figure.present = true;
  std::int64_t quantum = kShareScale;
  for (int place = 0; place < amount.decimals; ++place) quantum /= 10;
  std::int64_t value = 0;
  if (quantum == 0 || __builtin_mul_overflow(amount.digits, quantum, &value)) return figure;
  figure.value = value;
  figure.quantum = quantum;
  figure.readable = true;
  figure.nil = amount.is_nil;
  return figure;
}

// A dash or a bare zero is as precise as its column: beside "12,3" it means 0,0.
void sharpen_zeros(Grid& grid) {
  for (std::size_t column = 0; column < grid.columns; ++column) {
    std::int64_t finest = 0;
    for (const GridRow& row : grid.rows) {
      const Figure& figure = row.figures[column];
      if (figure.readable && figure.value != 0 && (finest == 0 || figure.quantum < finest)) {
        finest = figure.quantum;
      }
    }
    if (finest == 0) continue;
    for (GridRow& row : grid.rows) {
      Figure& figure = row.figures[column];
      if (figure.readable && figure.value == 0) figure.quantum = std::min(figure.quantum, finest);
    }
  }
}

// The value of a cell of another unit as if it were of the grid's.
std::int64_t value_as(const extract::Statement& statement, const extract::StatementCell& cell,
                      const Grid& grid) {
  extract::StatementCell same = cell;
  same.unit = grid.unit;
  return figure_of(statement, same, grid.unit).value;
}

GridRow make_row(const extract::Statement& statement, std::size_t index, Grid& grid,
                 const rules::RuleBook& book) {
  const extract::StatementRow& source = statement.rows[index];
  GridRow row;
  row.row = index;
  row.figures.resize(grid.columns);
  row.set_aside.resize(grid.columns);
  row.label = rules::fold(source.label);
  for (const extract::StatementCell& cell : source.cells) {
    if (cell.column >= grid.columns) continue;
    row.figures[cell.column] = figure_of(statement, cell, grid.unit);
    if (cell.unit == rules::Unit::kOther)
      row.set_aside[cell.column] = value_as(statement, cell, grid);
    row.has_figures = row.has_figures || row.figures[cell.column].present;
  }
  row.sum_word = book.has_word(source.label, rules::LabelWord::kSum);
  row.of_which = source.kind == rules::RowKind::kOfWhich ||
                 book.has_word(source.label, rules::LabelWord::kOfWhich);
  row.deduction = book.has_word(source.label, rules::LabelWord::kDeduction);
  row.opening = book.has_word(source.label, rules::LabelWord::kOpening);
  row.closing = book.has_word(source.label, rules::LabelWord::kClosing);
  row.marked_sum = source.kind == rules::RowKind::kSum;
  row.concept_id = source.concept_id;
  if (const rules::Concept* known = book.find_concept(source.concept_id)) {
    row.nature = known->nature;
    row.sum_concept = known->row_kind == rules::RowKind::kSum;
    row.closes = known->closes;
    row.of_which = row.of_which || known->row_kind == rules::RowKind::kOfWhich;
  }
  return row;
}

}  // namespace

Figure figure_of(const extract::Statement& statement, const extract::StatementCell& cell,
                 rules::Unit unit) {
  if (cell.unit != unit) return {};
  if (cell.column < statement.columns.size()) {
    const rules::ColumnRole role = statement.columns[cell.column].role;
    if (role == rules::ColumnRole::kText) return {};
    if (role == rules::ColumnRole::kPercent && unit != rules::Unit::kPercent) return {};
  }
  if (!cell.amount) {
    Figure unreadable;
    unreadable.present = !cell.raw.empty();
    return unreadable;
  }
  if (unit == rules::Unit::kMoney) {
    return money_figure(*cell.amount, scale_of(statement, cell.column));
  }
  return plain_figure(*cell.amount);
}

Grid make_grid(const extract::Extraction& extraction, std::size_t statement, rules::Unit unit,
               const rules::RuleBook& book) {
  const extract::Statement& source = extraction.statements[statement];
  Grid grid;
  grid.statement = statement;
  grid.unit = unit;
  grid.kind = source.kind;
  grid.columns = source.columns.size();
  for (const extract::StatementColumn& column : source.columns) grid.roles.push_back(column.role);
  grid.rows.reserve(source.rows.size());
  for (std::size_t row = 0; row < source.rows.size(); ++row) {
    grid.rows.push_back(make_row(source, row, grid, book));
  }
  sharpen_zeros(grid);
  return grid;
}

}  // namespace siffra::reconcile::internal
