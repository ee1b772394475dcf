#include "reconcile/internal/term_finder.h"

#include <algorithm>
#include <span>
#include <vector>

#include "reconcile/internal/columns.h"

namespace siffra::reconcile::internal {
namespace {

bool stands(const ConceptIndex& concepts, const std::string& id) {
  return !concepts.statements_with(std::span(&id, 1)).empty();
}

}  // namespace

std::optional<PlacedFigure> TermFinder::find(const rules::IdentityTerm& wanted,
                                             std::size_t statement, std::size_t column) const {
  const bool here = wanted.at == rules::ColumnAt::kSame;
  std::vector<std::size_t> places;
  if (here && concepts_.row_in(statement, wanted.concepts)) {
    places = {statement};
  } else {
    places = concepts_.statements_for(statement, wanted.concepts);
  }
  for (const std::size_t other : places) {
    const auto place = concepts_.row_in(other, wanted.concepts);
    if (!place) continue;
    const auto where = here ? matching_column(extraction_, statement, column, other, assumed_)
                            : opening_column(extraction_, statement, column, other, assumed_);
    if (!where) continue;
    const Grid& grid = tables_[other].money;
    const GridRow& row = grid.rows[place->row];
    const Figure& figure = row.figures[*where];
    if (!figure.present) continue;
    const int sign = wanted.absolute ? (figure.value < 0 ? -1 : 1) : concepts_.sign_of(*place);
    return PlacedFigure{{grid.statement, row.row, *where}, figure, sign * wanted.weight};
  }
  return std::nullopt;
}

bool applies(const ConceptIndex& concepts, const std::vector<std::string>& when,
             const std::vector<std::string>& unless) {
  return std::all_of(when.begin(), when.end(),
                     [&](const std::string& id) { return stands(concepts, id); }) &&
         std::none_of(unless.begin(), unless.end(),
                      [&](const std::string& id) { return stands(concepts, id); });
}

}  // namespace siffra::reconcile::internal
