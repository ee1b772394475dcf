#include "reconcile/internal/note_equation.h"

#include <algorithm>
#include <utility>

namespace siffra::reconcile::internal {
namespace {

Wide total_of(const std::vector<PlacedFigure>& terms) {
  Wide sum = 0;
  for (const PlacedFigure& term : terms) {
    if (term.figure.readable) sum += static_cast<Wide>(term.figure.value) * term.weight;
  }
  return sum < 0 ? -sum : sum;
}

}  // namespace

std::vector<PlacedFigure> figures(const Grid& grid, const std::vector<SumTerm>& rows,
                                  std::size_t column, int sign) {
  std::vector<PlacedFigure> result;
  for (const SumTerm& term : rows) {
    result.push_back({{grid.statement, grid.rows[term.row].row, column},
                      grid.rows[term.row].figures[column],
                      sign * term.weight});
  }
  return result;
}

bool any_printed(const std::vector<PlacedFigure>& terms) {
  return std::any_of(terms.begin(), terms.end(),
                     [](const PlacedFigure& term) { return term.figure.present; });
}

std::vector<PlacedFigure> equation(const std::vector<TableFacts>& tables, const Side& citing,
                                   std::size_t citing_column, const Side& offer,
                                   std::size_t offer_column) {
  const Grid& from = tables[citing.statement].money;
  const Grid& to = tables[offer.statement].money;
  std::vector<PlacedFigure> left = figures(from, citing.rows, citing_column, -1);
  const std::vector<PlacedFigure> plain = figures(to, offer.rows, offer_column, 1);
  const std::vector<PlacedFigure> opposite = figures(to, offer.rows, offer_column, -1);
  if (!any_printed(left) || !any_printed(plain)) return {};
  std::vector<PlacedFigure> with_plain = left;
  with_plain.insert(with_plain.end(), plain.begin(), plain.end());
  std::vector<PlacedFigure> with_opposite = std::move(left);
  with_opposite.insert(with_opposite.end(), opposite.begin(), opposite.end());
  return total_of(with_opposite) < total_of(with_plain) ? with_opposite : with_plain;
}

Verdict verdict_of(const std::vector<PlacedFigure>& terms) {
  std::vector<WeightedFigure> weighted;
  for (const PlacedFigure& term : terms) weighted.push_back({term.figure, term.weight});
  return judge(weighted).verdict;
}

bool is_zero(const std::vector<PlacedFigure>& terms) {
  return std::all_of(terms.begin(), terms.end(),
                     [](const PlacedFigure& term) { return term.figure.value == 0; });
}

bool is_near(const std::vector<PlacedFigure>& terms) {
  std::vector<WeightedFigure> weighted;
  Wide size = 0;
  for (const PlacedFigure& term : terms) {
    weighted.push_back({term.figure, term.weight});
    const Wide value = term.figure.value;
    size = std::max(size, value < 0 ? -value : value);
  }
  const Wide miss = judge(weighted).difference;
  return 2 * (miss < 0 ? -miss : miss) <= size;
}

bool tells_of_the_sum(const std::vector<TableFacts>& tables, const Side& citing,
                      std::size_t citing_column, const Side& offer, std::size_t offer_column) {
  const TableFacts& table = tables[citing.statement];
  const auto agrees = [](const std::vector<PlacedFigure>& terms) {
    if (terms.empty() || is_zero(terms)) return false;
    const Verdict verdict = verdict_of(terms);
    return verdict == Verdict::kExact || verdict == Verdict::kRounding;
  };
  return std::any_of(table.sums.begin(), table.sums.end(), [&](const SumStructure& sum) {
    const bool part = std::any_of(sum.terms.begin(), sum.terms.end(), [&](const SumTerm& term) {
      return term.weight > 0 && term.row == citing.rows.front().row;
    });
    if (!part || sum.terms.size() < 2) return false;
    std::vector<PlacedFigure> parts = figures(table.money, sum.terms, citing_column, 1);
    const auto total = figures(table.money, {{sum.total, 1}}, citing_column, -1);
    parts.insert(parts.end(), total.begin(), total.end());
    const Side whole{citing.statement, {{sum.total, 1}}};
    return agrees(parts) && agrees(equation(tables, whole, citing_column, offer, offer_column));
  });
}

}  // namespace siffra::reconcile::internal
