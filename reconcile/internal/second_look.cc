#include "reconcile/internal/second_look.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "reconcile/internal/labels.h"
#include "reconcile/internal/passed_over.h"

namespace siffra::reconcile::internal {
namespace {

// A block whose rows fall short by no more than a quarter was meant to add up to its total.
constexpr int kNear = 4;

// All rows from the last heading or labelled total down to the total, each counted once.
SumStructure plain_block(const Grid& grid, std::size_t total) {
  SumStructure block;
  block.total = total;
  block.natural = true;
  for (std::size_t row = total; row-- > 0;) {
    const GridRow& part = grid.rows[row];
    if (!part.has_figures) {
      if (!part.label.empty()) break;
      continue;
    }
    if (is_labelled_total(part)) break;
    if (!part.of_which) block.terms.insert(block.terms.begin(), {row, 1});
  }
  return weighed(grid, std::move(block));
}

bool comes_near_everywhere(const Grid& grid, const SumStructure& block) {
  for (std::size_t column = 0; column < grid.columns; ++column) {
    const Figure& total = grid.rows[block.total].figures[column];
    if (!total.readable || total.value == 0) continue;
    Wide sum = 0;
    for (const SumTerm& term : block.terms) sum += grid.rows[term.row].figures[column].value;
    const Wide miss = sum < total.value ? total.value - sum : sum - total.value;
    const Wide size = total.value < 0 ? -static_cast<Wide>(total.value) : Wide{total.value};
    if (kNear * miss > size) return false;
  }
  return true;
}

// Items within the block that the search took for one another's totals.
bool is_inside(const Grid& grid, const SumStructure& structure, const SumStructure& block) {
  if (is_labelled_total(grid.rows[structure.total])) return false;
  const auto in_block = [&](std::size_t row) {
    return std::any_of(block.terms.begin(), block.terms.end(),
                       [&](const SumTerm& term) { return term.row == row; });
  };
  return in_block(structure.total) &&
         std::all_of(structure.terms.begin(), structure.terms.end(),
                     [&](const SumTerm& term) { return in_block(term.row); });
}

Wide miss_in(const Grid& grid, const SumStructure& structure, std::size_t column) {
  Wide sum = grid.rows[structure.total].figures[column].value;
  for (const SumTerm& term : structure.terms) {
    sum -= static_cast<Wide>(grid.rows[term.row].figures[column].value) * term.weight;
  }
  return sum < 0 ? -sum : sum;
}

// A «Summa» that leaves out a row of its block in one column, and in every other comes nearer with
// that row than without: the one column is wrong, not the row foreign.
bool is_led_astray(const Grid& grid, const SumStructure& structure, const SumStructure& block) {
  const GridRow& named = grid.rows[structure.total];
  if ((!named.sum_word && !named.sum_concept) || structure.shape != Shape::kBelow) return false;
  if (structure.terms.size() >= block.terms.size() || structure.failing == 0) return false;
  const bool part_of_block =
      std::all_of(structure.terms.begin(), structure.terms.end(), [&](const SumTerm& term) {
        return std::find(block.terms.begin(), block.terms.end(), term) != block.terms.end();
      });
  if (!part_of_block) return false;
  // Of several columns that all come nearer, none needs to come much nearer.
  const bool several = structure.failing > structure.holding && structure.failing > 1;
  for (std::size_t column = 0; column < grid.columns; ++column) {
    const Figure& total = grid.rows[structure.total].figures[column];
    if (!total.readable || total.value == 0) continue;
    const Wide miss = miss_in(grid, structure, column);
    const Wide allowed = total.quantum * static_cast<Wide>(structure.terms.size() + 1);
    if (2 * miss <= allowed) continue;
    const Wide with_row = miss_in(grid, block, column);
    if (several ? 10 * with_row > 9 * miss : kNear * with_row > miss) return false;
  }
  return true;
}

// The last rows of a block.
SumStructure tail_of(const Grid& grid, const SumStructure& block, std::size_t count) {
  SumStructure tail;
  tail.total = block.total;
  tail.natural = block.natural;
  tail.terms.assign(block.terms.end() - static_cast<std::ptrdiff_t>(count), block.terms.end());
  return weighed(grid, std::move(tail));
}

// Gives a total the row that it leaves out in one column only; a sum that adds the row beside the
// total then counts it twice no more.
void put_right(const Grid& grid, const SumStructure& block, SumStructure& own,
               std::vector<SumStructure>& all) {
  std::optional<SumStructure> better;
  for (std::size_t count = own.terms.size() + 1; !better && count <= block.terms.size(); ++count) {
    SumStructure tail = tail_of(grid, block, count);
    if (is_led_astray(grid, own, tail)) better = std::move(tail);
  }
  if (!better) return;
  std::set<std::size_t> added;
  for (const SumTerm& term : better->terms) added.insert(term.row);
  for (const SumTerm& term : own.terms) added.erase(term.row);
  std::vector<std::pair<SumStructure*, SumStructure>> changes;
  for (SumStructure& other : all) {
    const bool counts_it = std::any_of(other.terms.begin(), other.terms.end(),
                                       [&](const SumTerm& t) { return t.row == own.total; });
    if (!counts_it || other.total == own.total) continue;
    SumStructure once = other;
    std::erase_if(once.terms, [&](const SumTerm& t) { return added.contains(t.row); });
    if (once.terms.size() == other.terms.size()) continue;
    once = weighed(grid, std::move(once));
    // The larger total shows that the row stands beside this one.
    if (once.holding < other.holding) return;
    changes.emplace_back(&other, std::move(once));
  }
  own = std::move(*better);
  for (auto& [other, once] : changes) *other = std::move(once);
}

// A «Summa» for which nothing was found that adds up to it, and which was then given rows from
// before its own block.
bool reaches_too_far(const Grid& grid, const SumStructure& structure) {
  if (structure.holding > 0 || structure.shape != Shape::kBelow) return false;
  if (!grid.rows[structure.total].sum_word) return false;
  const SumStructure block = plain_block(grid, structure.total);
  return block.terms.size() > 1 && block.terms.size() < structure.terms.size() &&
         comes_near_everywhere(grid, block);
}

// The rows between a heading and a total that the table has printed before ("Förändring av
// rörelsekapital", and below it its specification): they were meant to add up to it again.
SumStructure specification(const Grid& grid, std::size_t total) {
  SumStructure block;
  block.total = total;
  block.natural = true;
  if (!is_repeated(grid, total)) return block;
  std::size_t row = total;
  while (row-- > 0) {
    const GridRow& part = grid.rows[row];
    if (part.has_figures && !part.of_which) block.terms.insert(block.terms.begin(), {row, 1});
    if (part.label == grid.rows[total].label) return {};
    if (!part.has_figures && !part.label.empty()) break;
  }
  return row < total ? weighed(grid, std::move(block)) : SumStructure{};
}

// Whether the rows were meant to add up to the total though they do so in no column.
bool is_asked_for(const Grid& grid, const SumStructure& block,
                  const std::vector<SumStructure>& structures) {
  const GridRow& total = grid.rows[block.total];
  if (total.tied && total.closing) return true;
  if (comes_near_everywhere(grid, block)) return total.sum_word || total.tied;
  return total.sum_word &&
         std::any_of(structures.begin(), structures.end(), [&](const SumStructure& structure) {
           return is_inside(grid, structure, block);
         });
}

}  // namespace

std::vector<SumStructure> second_look(const Grid& grid, std::vector<SumStructure> structures) {
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    const GridRow& total = grid.rows[row];
    if (!total.has_figures || !is_labelled_total(total)) continue;
    const auto own =
        std::find_if(structures.begin(), structures.end(),
                     [&](const SumStructure& structure) { return structure.total == row; });
    if (own != structures.end() && own->terms.size() > 1 && !reaches_too_far(grid, *own)) {
      put_right(grid, plain_block(grid, row), *own, structures);
      continue;
    }
    if (own != structures.end() && own->holding > 0) continue;
    const bool taken =
        std::any_of(structures.begin(), structures.end(), [&](const SumStructure& structure) {
          return structure.shape == Shape::kAbove && structure.holding > 0 &&
                 std::any_of(structure.terms.begin(), structure.terms.end(),
                             [&](const SumTerm& term) { return term.row == row; });
        });
    if (taken) continue;
    SumStructure block = plain_block(grid, row);
    const bool asked =
        block.terms.size() >= 2 && (block.holding > 0 || is_asked_for(grid, block, structures));
    if (!asked) block = specification(grid, row);
    if (block.terms.size() < 2) continue;
    if (own != structures.end()) structures.erase(own);
    std::erase_if(structures,
                  [&](const SumStructure& structure) { return is_inside(grid, structure, block); });
    structures.push_back(block);
  }
  for (const auto& look_for : {passed_over, remainders}) {
    std::vector<SumStructure> more = look_for(grid, structures);
    structures.insert(structures.end(), more.begin(), more.end());
  }
  std::sort(structures.begin(), structures.end(),
            [](const SumStructure& a, const SumStructure& b) { return a.total < b.total; });
  return structures;
}

}  // namespace siffra::reconcile::internal
