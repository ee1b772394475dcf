#include "reconcile/internal/tied_rows.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>

#include "reconcile/internal/columns.h"
#include "reconcile/internal/labels.h"
#include "reconcile/internal/note_names.h"

namespace siffra::reconcile::internal {
namespace {

using extract::Extraction;

// Figures of fewer digits agree by chance too often.
constexpr std::int64_t kLeastDigits = 100;

// Whether every column that can be compared agrees, and one of them says something. Of a row that
// the note repeats by name, one such column is enough: the other holds what is wrong.
bool rows_agree(const Extraction& extraction, const Grid& from, const GridRow& citing,
                const Grid& to, const GridRow& row) {
  const bool named_alike = !row.label.empty() && row.label == citing.label;
  bool told = false;
  for (std::size_t column = 0; column < from.columns; ++column) {
    const Figure& left = citing.figures[column];
    if (!left.readable) continue;
    const auto other = matching_column(extraction, from.statement, column, to.statement);
    if (!other) continue;
    const Figure& right = row.figures[*other];
    if (!right.present) continue;
    if (!right.readable || std::abs(left.value) != std::abs(right.value)) {
      if (!named_alike) return false;
      continue;
    }
    told = told || std::abs(left.value) >= kLeastDigits * std::max<std::int64_t>(1, left.quantum);
  }
  return told;
}

void mark_totals(Grid& note) {
  constexpr int kFewestParts = 2;
  int items = 0;
  for (GridRow& row : note.rows) {
    if (row.has_figures && row.tied && items >= kFewestParts) row.marked_sum = true;
    const bool item = row.has_figures && !row.tied && !is_labelled_total(row) && !row.of_which;
    items = item ? items + 1 : 0;
  }
}

}  // namespace

void mark_tied_rows(const Extraction& extraction, std::vector<TableFacts>& tables) {
  std::map<std::pair<int, std::string>, std::vector<std::size_t>> notes;
  for (std::size_t i = 0; i < extraction.statements.size(); ++i) {
    const extract::Statement& statement = extraction.statements[i];
    if (statement.kind != rules::StatementKind::kNote) continue;
    for (const std::string& number : note_numbers(statement.note)) {
      notes[{statement.set, number}].push_back(i);
    }
  }
  for (TableFacts& table : tables) {
    const extract::Statement& statement = extraction.statements[table.money.statement];
    if (statement.kind == rules::StatementKind::kNote) continue;
    for (GridRow& citing : table.money.rows) {
      if (!citing.has_figures) continue;
      for (const std::string& number : note_numbers(statement.rows[citing.row].note)) {
        const auto found = notes.find({statement.set, number});
        if (found == notes.end()) continue;
        for (const std::size_t note : found->second) {
          Grid& grid = tables[note].money;
          for (GridRow& row : grid.rows) {
            if (!row.has_figures) continue;
            if (!rows_agree(extraction, table.money, citing, grid, row)) continue;
            row.tied = true;
            citing.tied = true;
          }
        }
      }
    }
  }
  for (TableFacts& table : tables) {
    if (table.money.kind == rules::StatementKind::kNote) mark_totals(table.money);
  }
}

}  // namespace siffra::reconcile::internal
