// Small grids for tests of structure inference: rows of whole kronor with a label.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/internal/grid.h"

namespace siffra::reconcile::testing {

inline constexpr std::int64_t kKrona = 100;

// A row by its label and its figures in kronor; nullopt is printed empty. Labels that begin with
// "summa" or "totalt" are totals by their word; no figures at all make a heading.
struct PlainRow {
  std::string label;
  std::vector<std::optional<std::int64_t>> figures;
  rules::Nature nature = rules::Nature::kUnknown;
  bool sum_concept = false;
  bool of_which = false;
};

inline internal::Grid grid_of(std::vector<PlainRow> rows, std::size_t columns) {
  internal::Grid grid;
  grid.columns = columns;
  grid.roles.assign(columns, rules::ColumnRole::kActual);
  for (std::size_t index = 0; index < rows.size(); ++index) {
    PlainRow& source = rows[index];
    internal::GridRow row;
    row.row = index;
    row.figures.resize(columns);
    row.set_aside.resize(columns);
    for (std::size_t column = 0; column < source.figures.size(); ++column) {
      if (!source.figures[column]) continue;
      row.figures[column] = {*source.figures[column] * kKrona, kKrona, true, true, false};
      row.has_figures = true;
    }
    row.sum_word = source.label.rfind("summa", 0) == 0 || source.label.rfind("totalt", 0) == 0;
    row.sum_concept = source.sum_concept;
    row.of_which = source.of_which;
    row.nature = source.nature;
    row.label = std::move(source.label);
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

}  // namespace siffra::reconcile::testing
