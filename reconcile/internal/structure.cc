#include "reconcile/internal/structure.h"

#include <algorithm>
#include <optional>

#include "reconcile/internal/evidence.h"
#include "reconcile/internal/labels.h"
#include "reconcile/internal/second_look.h"
#include "reconcile/internal/structure_state.h"
#include "reconcile/internal/structure_weights.h"

namespace siffra::reconcile::internal {
namespace {

// Bounds of the search. A block of more rows than this is not tried as one total.
constexpr std::size_t kLongestBlock = 120;
constexpr std::size_t kLongestSplit = 24;
constexpr std::size_t kLongestSkip = 60;
constexpr std::size_t kBeam = 10;
constexpr std::size_t kReadingsPerState = 4;

class Search {
 public:
  explicit Search(const Grid& grid) : grid_(grid), layout_(layout_of(grid)) {}

  std::vector<SumStructure> run() {
    std::vector<State> beam(1);
    for (std::size_t row = 0; row < grid_.rows.size(); ++row) {
      if (!grid_.rows[row].has_figures) continue;
      beam = advance(beam, row);
      printed_.push_back(row);
      if (grid_.rows[row].closes) below_ = row + 1;
    }
    std::vector<SumStructure> found;
    for (int step = beam.front().last_step; step >= 0;
         step = steps_[static_cast<std::size_t>(step)].previous) {
      found.push_back(steps_[static_cast<std::size_t>(step)].structure);
    }
    std::sort(found.begin(), found.end(),
              [](const SumStructure& a, const SumStructure& b) { return a.total < b.total; });
    return found;
  }

 private:
  // --- scoring -------------------------------------------------------------------------------

  struct Score {
    int bits = 0;
    int holding = 0, failing = 0;
  };
  // Variances of costs printed positive carry the opposite sign: where parts are subtracted, such
  // a column says nothing.
  Score score_columns(const std::vector<ColumnSum>& sums, std::size_t total,
                      bool subtracts = false) const {
    Score score;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      if (subtracts && grid_.roles[column] == rules::ColumnRole::kVariance) continue;
      const ColumnEvidence evidence = evidence_of(sums[column], grid_.rows[total].figures[column]);
      score.bits += evidence.bits;
      score.holding += evidence.holds ? 1 : 0;
      score.failing += evidence.fails ? 1 : 0;
    }
    return score;
  }

  bool holds_somewhere(const std::vector<ColumnSum>& sums, std::size_t total) const {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      if (may_hold(sums[column], grid_.rows[total].figures[column])) return true;
    }
    return false;
  }

  void add_row(std::vector<ColumnSum>& sums, std::size_t row, int weight) const {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      sums[column].add(grid_.rows[row].figures[column], weight);
    }
  }

  int block_preference(std::size_t first, std::size_t total) const {
    const bool rolls = grid_.rows[first].opening && grid_.rows[total].closing;
    if (rolls || layout_.named_block[total] == first) return kNamedBlock;
    return layout_.begins_block[first] ? kBlockStart : 0;
  }

  // --- readings of one row as a total ----------------------------------------------------------

  static int weight_of_cost(const OpenRow& row) { return row.cost ? -1 : 1; }

  // Keeps a reading that some column supports, or that covers a whole block of a labelled total.
  void keep(std::vector<Reading>& readings, const Score& score, int preference, bool whole_block,
            Reading reading) const {
    if (score.holding == 0 && !whole_block) return;
    reading.score = score.bits + preference;
    readings.push_back(std::move(reading));
  }

  static std::vector<int> weights(std::size_t length, std::size_t negative_tail) {
    std::vector<int> result(length, 1);
    std::fill(result.end() - static_cast<std::ptrdiff_t>(negative_tail), result.end(), -1);
    return result;
  }

  void read_plain(const State& state, std::size_t total, std::vector<Reading>& readings) const {
    const std::size_t most = std::min(state.open.size(), kLongestBlock);
    std::vector<ColumnSum> plain(grid_.columns);
    std::vector<ColumnSum> with_costs(grid_.columns);
    bool any_cost = false;
    bool all_cost = true;
    for (std::size_t length = 1; length <= most; ++length) {
      const OpenRow& oldest = state.open[state.open.size() - length];
      add_row(plain, oldest.row, 1);
      add_row(with_costs, oldest.row, weight_of_cost(oldest));
      any_cost = any_cost || oldest.cost;
      all_cost = all_cost && oldest.cost;
      const int block = block_preference(oldest.first, total);
      const int single = length == 1 ? kSingleRow : 0;
      if (length == 1 && !is_labelled_total(grid_.rows[total])) continue;
      const bool whole = block > 0 && is_labelled_total(grid_.rows[total]);
      keep(readings, score_columns(plain, total), block + single, whole,
           {0, length, weights(length, 0), Shape::kBelow, false});
      if (any_cost && !all_cost) {
        std::vector<int> signs(length);
        for (std::size_t i = 0; i < length; ++i) {
          signs[i] = weight_of_cost(state.open[state.open.size() - length + i]);
        }
        if (layout_.subtracted[total]) read_net_cost(with_costs, signs, total, block, readings);
        keep(readings, score_columns(with_costs, total, true), block + kKnownCosts, false,
             {0, length, std::move(signs), Shape::kBelow, false});
      }
    }
  }

  // Costs less income, all printed positive: "Verksamhetens nettokostnad".
  void read_net_cost(std::vector<ColumnSum> sums, std::vector<int> signs, std::size_t total,
                     int block, std::vector<Reading>& readings) const {
    for (ColumnSum& sum : sums) sum.sum = -sum.sum;
    for (int& sign : signs) sign = -sign;
    keep(readings, score_columns(sums, total, true), block + kKnownCosts, false,
         {0, signs.size(), std::move(signs), Shape::kBelow, false});
  }

  // Unless subtracting is shown, a lost sign would explain itself.
  int price_of_subtracting(const State& state, std::size_t tail, std::size_t total) const {
    std::vector<std::size_t> rows;
    for (std::size_t i = 1; i <= tail; ++i) {
      rows.push_back(state.open[state.open.size() - i].row);
      const int price = price_of_sign(grid_.rows[rows.back()]);
      if (price < 0) return price;
    }
    if (!shows_subtraction(grid_, rows, total)) return kUnshownSubtraction;
    return grid_.rows[total].sum_word ? kSubtractionInNamedTotal : 0;
  }

  // The older rows minus the newer ones: income − costs printed positive.
  void read_splits(const State& state, std::size_t total, std::vector<Reading>& readings) const {
    const std::size_t most = std::min(state.open.size(), kLongestSplit);
    // The sums of the newest rows; taking the tail away twice turns its sign.
    std::vector<std::vector<ColumnSum>> newest(most + 1, std::vector<ColumnSum>(grid_.columns));
    for (std::size_t length = 1; length <= most; ++length) {
      newest[length] = newest[length - 1];
      add_row(newest[length], state.open[state.open.size() - length].row, 1);
    }
    for (std::size_t tail = 1; tail < most; ++tail) {
      std::optional<int> price;
      for (std::size_t length = tail + 1; length <= most; ++length) {
        std::vector<ColumnSum>& sums = newest[0];
        for (std::size_t column = 0; column < grid_.columns; ++column) {
          sums[column] = newest[length][column];
          sums[column].sum -= 2 * newest[tail][column].sum;
        }
        if (!holds_somewhere(sums, total)) continue;
        if (!price) price = price_of_subtracting(state, tail, total);
        const OpenRow& oldest = state.open[state.open.size() - length];
        const int kind = (length == 2 ? kDifferenceOfTwo : kSplit) + *price;
        keep(readings, score_columns(sums, total, true),
             kind + block_preference(oldest.first, total), false,
             {0, length, weights(length, tail), Shape::kBelow, false});
      }
    }
  }

  void read_mixed(const State& state, std::size_t total, std::vector<Reading>& readings) const {
    static const std::vector<std::pair<std::vector<int>, int>> patterns = {
        {{-1, 1}, kReversedDifference},    {{1, -1, 1}, kMixedSigns},
        {{-1, 1, 1}, kMixedSigns},         {{-1, -1, 1}, kMixedSigns - 1},
        {{1, -1, 1, -1}, kMixedSigns - 1}, {{1, 1, -1, 1}, kMixedSigns - 1}};
    for (const auto& [signs, preference] : patterns) {
      if (state.open.size() < signs.size()) continue;
      std::vector<ColumnSum> sums(grid_.columns);
      const std::size_t base = state.open.size() - signs.size();
      int price = 0;
      for (std::size_t i = 0; i < signs.size(); ++i) {
        const std::size_t row = state.open[base + i].row;
        add_row(sums, row, signs[i]);
        if (signs[i] > 0) continue;
        const bool shown = shows_subtraction(grid_, {row}, total);
        price = std::min({price, shown ? 0 : kUnshownSubtraction, price_of_sign(grid_.rows[row])});
      }
      keep(readings, score_columns(sums, total, true),
           preference + price + block_preference(state.open[base].first, total), false,
           {0, signs.size(), signs, Shape::kBelow, false});
    }
  }

  // One row of the block left out, found from what is missing in some column.
  void read_skips(const State& state, std::size_t total, std::vector<Reading>& readings) const {
    const std::size_t most = std::min(state.open.size(), kLongestSkip);
    std::vector<ColumnSum> plain(grid_.columns);
    const int price = grid_.rows[total].sum_word ? kSkipInNamedTotal : kSkip;
    for (std::size_t length = 1; length <= most; ++length) {
      const OpenRow& oldest = state.open[state.open.size() - length];
      add_row(plain, oldest.row, 1);
      for (std::size_t skipped = 1; skipped < length; ++skipped) {
        const std::size_t row = state.open[state.open.size() - skipped].row;
        if (is_labelled_total(grid_.rows[row])) continue;
        if (!is_one_too_many(plain, grid_.rows[row], grid_.rows[total])) continue;
        std::vector<ColumnSum> sums(grid_.columns);
        std::vector<int> signs(length, 1);
        signs[length - skipped] = 0;
        for (std::size_t i = 0; i < length; ++i) {
          if (signs[i] != 0) add_row(sums, state.open[state.open.size() - length + i].row, 1);
        }
        keep(readings, score_columns(sums, total), price + block_preference(oldest.first, total),
             false, {0, length, std::move(signs), Shape::kBelow, false});
      }
    }
  }

  // The current row closes a block whose total is printed above it.
  void read_above(const State& state, std::size_t last, std::vector<Reading>& readings) const {
    const std::size_t most = std::min(state.open.size(), kLongestSplit);
    std::vector<ColumnSum> sums(grid_.columns);
    add_row(sums, last, 1);
    const bool closes = last + 1 >= grid_.rows.size() || !grid_.rows[last + 1].has_figures ||
                        is_labelled_total(grid_.rows[last + 1]);
    for (std::size_t length = 2; length <= most; ++length) {
      const OpenRow& part = state.open[state.open.size() - length + 1];
      const OpenRow& total = state.open[state.open.size() - length];
      add_row(sums, part.row, 1);
      const Score score = score_columns(sums, total.row);
      if (score.holding < score.failing) continue;
      const int preference = preference_above(grid_.rows[total.row]) + (closes ? 2 : 0) -
                             (grid_.rows[last].sum_word ? 6 : 0);
      keep(readings, score, preference, false,
           {0, length, weights(length - 1, 0), Shape::kAbove, true});
    }
  }

  std::vector<Reading> readings_of(const State& state, std::size_t row) const {
    std::vector<Reading> readings;
    read_plain(state, row, readings);
    const bool settled = std::any_of(readings.begin(), readings.end(), [&](const Reading& r) {
      return r.score >= 20 && holds_everywhere(state, row, r);
    });
    if (!settled) {
      read_splits(state, row, readings);
      read_mixed(state, row, readings);
      read_skips(state, row, readings);
    }
    const int preference = preference_for_total(grid_.rows[row]);
    for (Reading& reading : readings) reading.score += preference;
    read_above(state, row, readings);
    std::erase_if(readings, [&](const Reading& r) { return joins_across(state, row, r); });
    std::stable_sort(readings.begin(), readings.end(),
                     [](const Reading& a, const Reading& b) { return a.score > b.score; });
    if (readings.size() > kReadingsPerState) readings.resize(kReadingsPerState);
    return readings;
  }

  // Adds what is printed below the statement's end to what stands above it. Below may stand a total
  // of what is above ("Beräknat resultat"), but nothing unknown is one.
  bool joins_across(const State& state, std::size_t row, const Reading& reading) const {
    const std::size_t oldest = state.open[state.open.size() - reading.length].row;
    if (oldest >= below_) return false;
    if ((reading.above ? row : state.open.back().row) >= below_) return true;
    const GridRow& total = grid_.rows[row];
    return row >= below_ && !is_labelled_total(total) && total.nature == rules::Nature::kUnknown;
  }

  bool holds_everywhere(const State& state, std::size_t row, const Reading& reading) const {
    std::vector<ColumnSum> sums(grid_.columns);
    for (std::size_t i = 0; i < reading.length; ++i) {
      add_row(sums, state.open[state.open.size() - reading.length + i].row, reading.weights[i]);
    }
    return score_columns(sums, row).failing == 0;
  }

  // --- the beam ----------------------------------------------------------------------------------

  std::vector<State> advance(const std::vector<State>& beam, std::size_t row) {
    std::vector<State> next;
    for (const State& state : beam) {
      push_item(state, row, next);
      for (const Reading& reading : readings_of(state, row)) push_total(state, row, reading, next);
      if (is_labelled_total(grid_.rows[row])) {
        push_unproven(state, row, next);
        push_difference(state, row, next);
        push_repeated_total(state, row, next);
      } else if (grid_.rows[row].nature == rules::Nature::kCost &&
                 comes_near(grid_, block_before(state), row)) {
        push_unproven(state, row, next);
      }
    }
    std::stable_sort(next.begin(), next.end(),
                     [](const State& a, const State& b) { return a.score > b.score; });
    std::vector<State> kept;
    for (State& state : next) {
      const bool known = std::any_of(kept.begin(), kept.end(),
                                     [&](const State& k) { return k.open == state.open; });
      if (!known) kept.push_back(std::move(state));
      if (kept.size() == kBeam) break;
    }
    return kept;
  }

  // The costs one by one, above what may be their total though no word says so.
  std::vector<std::size_t> block_before(const State& state) const {
    std::vector<std::size_t> rows;
    for (auto open = state.open.rbegin(); open != state.open.rend(); ++open) {
      if (is_labelled_total(grid_.rows[open->row])) break;
      rows.push_back(open->row);
      if (layout_.begins_block[open->row]) break;
    }
    return rows;
  }

  OpenRow open_row(std::size_t row, std::size_t first) const {
    return {row, first, layout_.subtracted[row]};
  }

  void push_item(const State& state, std::size_t row, std::vector<State>& next) const {
    State item = state;
    if (grid_.rows[row].of_which) {
      next.push_back(item);
      item.score += kOfWhichAsItem;
    }
    item.score += price_of_item(grid_.rows[row]);
    item.open.push_back(open_row(row, row));
    next.push_back(std::move(item));
  }

  int record(int previous, SumStructure structure) {
    steps_.push_back({previous, std::move(structure)});
    return static_cast<int>(steps_.size()) - 1;
  }

  void push_total(const State& state, std::size_t row, const Reading& reading,
                  std::vector<State>& next) {
    const std::size_t base = state.open.size() - reading.length;
    SumStructure structure;
    structure.shape = reading.shape;
    structure.total = reading.above ? state.open[base].row : row;
    State result;
    result.score = state.score + reading.score;
    result.open.assign(state.open.begin(), state.open.begin() + static_cast<std::ptrdiff_t>(base));
    bool all_cost = true;
    for (std::size_t i = reading.above ? 1 : 0; i < reading.length; ++i) {
      const OpenRow& part = state.open[base + i];
      const int weight = reading.above ? 1 : reading.weights[i];
      if (weight != 0) structure.terms.push_back({part.row, weight});
      structure.skips = structure.skips || weight == 0;
      all_cost = all_cost && part.cost;
    }
    if (reading.above) {
      structure.terms.push_back({row, 1});
      result.open.push_back(state.open[base]);
    } else {
      OpenRow total = open_row(row, state.open[base].first);
      total.cost = total.cost || all_cost;
      result.open.push_back(total);
    }
    finish(structure, state.open[base].first);
    result.last_step = record(state.last_step, std::move(structure));
    next.push_back(std::move(result));
  }

  void finish(SumStructure& structure, std::size_t first) const {
    const int block =
        structure.shape == Shape::kBelow ? block_preference(first, structure.total) : 0;
    structure.natural = block > 0 || structure.shape == Shape::kAbove;
    structure.heading_match = block == kNamedBlock;
    std::vector<ColumnSum> sums(grid_.columns);
    bool subtracts = false;
    for (const SumTerm& term : structure.terms) {
      add_row(sums, term.row, term.weight);
      subtracts = subtracts || term.weight < 0;
    }
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      if (subtracts && grid_.roles[column] == rules::ColumnRole::kVariance) continue;
      const ColumnEvidence evidence =
          evidence_of(sums[column], grid_.rows[structure.total].figures[column]);
      structure.holding += evidence.holds ? 1 : 0;
      structure.failing += evidence.fails ? 1 : 0;
      if (evidence.holds) structure.evidence += evidence.bits;
    }
  }

  // A labelled total that nothing explains still covers its block: from its heading, else back to
  // the last place where a block begins.
  void push_unproven(const State& state, std::size_t row, std::vector<State>& next) {
    std::size_t start = state.open.size();
    while (start > 0) {
      const std::size_t first = state.open[--start].first;
      if (layout_.named_block[row] == first) break;
      if (layout_.named_block[row] == Layout::kNone && layout_.begins_block[first]) break;
    }
    const std::size_t length = state.open.size() - start;
    if (length == 0 || length > kLongestBlock) return;
    const Reading reading{kUnprovenBlock, length, weights(length, 0), Shape::kBelow, false};
    if (!joins_across(state, row, reading)) push_total(state, row, reading, next);
  }

  // A total of rows that another total has covered already keeps what is open as it is.
  void push_covered_again(const State& state, std::size_t row, SumStructure structure,
                          std::vector<State>& next) {
    std::vector<ColumnSum> sums(grid_.columns);
    bool subtracts = false;
    for (const SumTerm& term : structure.terms) {
      add_row(sums, term.row, term.weight);
      subtracts = subtracts || term.weight < 0;
    }
    const Score score = score_columns(sums, row, subtracts);
    if (score.holding == 0) return;
    State result = state;
    finish(structure, structure.terms.back().row);
    result.score += score.bits + kCoveredAgain + preference_for_total(grid_.rows[row]);
    if (structure.shape == Shape::kBelow) result.open.pop_back();
    result.open.push_back(open_row(row, row));
    result.last_step = record(state.last_step, std::move(structure));
    next.push_back(std::move(result));
  }

  // The last "Summa" of a cash flow is closing − opening, though closing has taken opening in.
  void push_difference(const State& state, std::size_t row, std::vector<State>& next) {
    if (printed_.size() < 2) return;
    SumStructure structure;
    structure.total = row;
    structure.shape = Shape::kDifference;
    structure.terms = {{printed_[printed_.size() - 1], 1}, {printed_[printed_.size() - 2], -1}};
    push_covered_again(state, row, std::move(structure), next);
  }

  // When a total is wrong, one of the same rows below it still agrees with them; where it is wrong
  // in all columns, so does a result of those rows and some before them.
  void push_repeated_total(const State& state, std::size_t row, std::vector<State>& next) {
    if (state.last_step < 0 || state.open.empty()) return;
    const SumStructure& last = steps_[static_cast<std::size_t>(state.last_step)].structure;
    if (last.total != state.open.back().row || last.shape != Shape::kBelow) return;
    if (last.terms.size() < 2) return;
    const bool wrong = last.holding == 0 && last.failing > 0;  // asked before the steps move
    SumStructure structure;
    structure.total = row;
    structure.terms = last.terms;
    structure.natural = last.natural;
    push_covered_again(state, row, structure, next);
    constexpr std::size_t kMostBefore = 4;
    State before = state;
    for (std::size_t count = 1; wrong && count <= kMostBefore && before.open.size() >= 2; ++count) {
      const OpenRow oldest = before.open[before.open.size() - 2];
      before.open.erase(before.open.end() - 2);
      structure.terms.insert(structure.terms.begin(), {oldest.row, 1});
      push_covered_again(before, row, structure, next);
    }
  }

  const Grid& grid_;
  Layout layout_;
  std::vector<Step> steps_;
  std::vector<std::size_t> printed_;  // rows with figures seen so far
  std::size_t below_ = 0;             // the first row below one that closes its statement; 0 = none
};

}  // namespace

bool is_proven(const SumStructure& structure) {
  constexpr int kEnoughBits = 9;
  return structure.holding > 0 && structure.evidence >= kEnoughBits;
}

std::vector<SumStructure> infer_sums(const Grid& grid) {
  if (grid.columns == 0) return {};
  return second_look(grid, Search(grid).run());
}

}  // namespace siffra::reconcile::internal
