#include "extract/internal/statement_scale.h"

#include <algorithm>
#include <map>
#include <set>

#include "extract/internal/statement_text.h"

namespace siffra::extract::internal {

namespace {

using rules::RuleBook;
using rules::StatementKind;

constexpr std::size_t kLongestUnitLine = 80;  // a longer line mentions amounts, it states no unit

// A line with a figure in it ("14 312 000 kr") tells that figure's unit, not the table's.
std::optional<std::int64_t> scale_of_line(const std::string& text, const RuleBook& book) {
  if (text.size() > kLongestUnitLine || has_digit(text)) return std::nullopt;
  return book.unit_scale(text);
}

bool is_main(StatementKind kind) {
  return kind == StatementKind::kIncomeStatement || kind == StatementKind::kBalanceSheet ||
         kind == StatementKind::kCashFlowStatement;
}

bool prints_ore(const Statement& statement) {
  std::size_t figures = 0, with_ore = 0;
  for (const StatementRow& row : statement.rows) {
    for (const StatementCell& cell : row.cells) {
      if (!cell.amount || cell.unit != rules::Unit::kMoney || cell.amount->is_nil) continue;
      ++figures;
      with_ore += cell.amount->decimals == 2 ? 1u : 0u;
    }
  }
  return figures >= 2 && with_ore * 10 >= figures * 9;
}

// The one scale that all statements the filter takes agree on.
template <typename Filter>
std::optional<std::int64_t> agreed(const std::vector<Statement>& statements, Filter filter) {
  std::set<std::int64_t> scales;
  for (const Statement& statement : statements) {
    if (statement.scale && !statement.scale_inferred && filter(statement)) {
      scales.insert(*statement.scale);
    }
  }
  return scales.size() == 1 ? std::optional(*scales.begin()) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> stated_scale(const Table& table, const ColumnPlan& plan,
                                         const std::string& title, const RuleBook& book) {
  for (const std::string& text : plan.corner) {
    if (const auto scale = book.unit_scale(text)) return scale;
  }
  std::set<std::int64_t> of_columns;
  for (const StatementColumn& column : plan.columns) {
    if (column.scale) of_columns.insert(*column.scale);
  }
  if (of_columns.size() == 1) return *of_columns.begin();
  for (const TableRow& row : table.rows) {  // "Belopp i tkr" as a row of its own
    if (row.role == TableRowRole::kBody && row.cells.size() == 1) {
      if (const auto scale = scale_of_line(row.cells[0].text, book)) return scale;
    }
  }
  if (const auto scale = book.unit_scale(title); scale && title.size() <= kLongestUnitLine)
    return scale;
  for (std::size_t i = table.lines_above.size(); i-- > 0;) {
    if (const auto scale = scale_of_line(table.lines_above[i].text(), book)) return scale;
  }
  for (const TextLine& line : table.lines_below) {
    if (const auto scale = scale_of_line(line.text(), book)) return scale;
  }
  return std::nullopt;
}

std::optional<std::int64_t> document_scale(const DocumentLines& pages, const RuleBook& book) {
  constexpr std::size_t kLongestSentence = 130;
  std::map<std::int64_t, std::size_t> said;
  for (const std::vector<TextLine>& page : pages) {
    for (const TextLine& line : page) {
      const std::string text = line.text();
      const bool short_line = text.size() <= kLongestUnitLine && line.chunks.size() == 1;
      if (text.size() > kLongestSentence || !short_line || has_digit(text)) continue;
      if (const auto scale = book.unit_scale(text)) ++said[*scale];
    }
  }
  return said.size() == 1 ? std::optional(said.begin()->first) : std::nullopt;
}

void infer_scales(std::vector<Statement>& statements, std::optional<std::int64_t> document) {
  const auto of_main = agreed(statements, [](const Statement& s) { return is_main(s.kind); });
  for (Statement& statement : statements) {
    if (statement.scale) continue;
    const StatementKind kind = statement.kind;
    std::optional<std::int64_t> scale;
    if (prints_ore(statement)) scale = 1;
    if (!scale) {
      scale = agreed(statements, [&](const Statement& s) {
        return s.kind == kind && kind != StatementKind::kOther;
      });
    }
    const bool explains_main =
        is_main(kind) || kind == StatementKind::kNote || kind == StatementKind::kEquityChanges;
    if (!scale && explains_main) scale = of_main;
    if (!scale && (explains_main || !of_main)) scale = document;
    if (!scale) continue;
    statement.scale = scale;
    statement.scale_inferred = true;
  }
}

}  // namespace siffra::extract::internal
