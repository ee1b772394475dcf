#include "reconcile/internal/note_columns.h"

#include <algorithm>
#include <cstdlib>

#include "reconcile/internal/columns.h"

namespace siffra::reconcile::internal {
namespace {

// Figures of fewer digits agree by chance too often.
constexpr std::int64_t kLeastDigits = 100;
constexpr std::size_t kFewestRows = 2;

}  // namespace

NoteColumns::Year NoteColumns::year_of(std::size_t note, std::size_t column) const {
  const auto& head = extraction_.statements[note].columns[column];
  return {head.period_end, head.period_end ? 0 : column};
}

void NoteColumns::compare(std::size_t statement, std::size_t row, std::size_t note) {
  const GridRow& citing = tables_[statement].money.rows[row];
  const Grid& grid = tables_[note].money;
  for (std::size_t column = 0; column < citing.figures.size(); ++column) {
    const Figure& figure = citing.figures[column];
    if (!figure.readable) continue;
    if (std::abs(figure.value) < kLeastDigits * std::max<std::int64_t>(1, figure.quantum)) continue;
    for (std::size_t other = 0; other < grid.columns; ++other) {
      const bool agrees =
          std::any_of(grid.rows.begin(), grid.rows.end(), [&](const GridRow& offered) {
            return offered.figures[other].readable &&
                   std::abs(offered.figures[other].value) == std::abs(figure.value);
          });
      if (agrees) rows_[{statement, column, year_of(note, other)}].insert(row);
    }
  }
}

std::size_t NoteColumns::agreeing(std::size_t statement, std::size_t column,
                                  const Year& year) const {
  const auto found = rows_.find({statement, column, year});
  return found == rows_.end() ? 0 : found->second.size();
}

std::optional<std::size_t> NoteColumns::match(std::size_t statement, std::size_t column,
                                              std::size_t note) const {
  const auto by_head = matching_column(extraction_, statement, column, note);
  if (by_head) return by_head;
  const std::size_t columns = tables_[statement].money.columns;
  std::optional<std::size_t> best;
  for (std::size_t other = 0; other < tables_[note].money.columns; ++other) {
    const Year year = year_of(note, other);
    const std::size_t rows = agreeing(statement, column, year);
    if (rows < kFewestRows) continue;
    for (std::size_t rival = 0; rival < columns; ++rival) {
      if (rival != column && agreeing(statement, rival, year) >= rows) return std::nullopt;
    }
    if (best) return std::nullopt;
    best = other;
  }
  return best;
}

}  // namespace siffra::reconcile::internal
