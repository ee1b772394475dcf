#include "reconcile/internal/repair_solver.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <queue>
#include <tuple>
#include <unordered_set>

namespace siffra::reconcile::internal {
namespace {

// Explanations this much less likely than the best (1 : 3 000) change no decision.
constexpr double kWindow = 8;
constexpr std::size_t kMostDepartures = 6;

// A departure in one word, ordered as departures are: hundreds of thousands of states are kept.
using Word = std::uint64_t;
constexpr Word kVoidOption = 0xFFFFFFFF;

Word packed(const Departure& departure) {
  const Word option = departure.option == Departure::kVoid ? kVoidOption : departure.option;
  return (departure.equation ? Word{1} << 63 : 0) | Word{departure.index} << 32 | option;
}

Departure unpacked(Word word) {
  const Word option = word & kVoidOption;
  return {word >> 63 != 0, static_cast<std::size_t>(word << 1 >> 33),
          option == kVoidOption ? Departure::kVoid : static_cast<std::size_t>(option)};
}

// In order; unused places are the greatest word, so that arrays compare as the lists would.
using Departures = std::array<Word, kMostDepartures>;
constexpr Word kUnused = std::numeric_limits<Word>::max();

struct Hash {
  std::size_t operator()(const Departures& departures) const {
    Word hash = 0;
    for (const Word word : departures) {
      hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
      hash ^= hash >> 29;
    }
    return static_cast<std::size_t>(hash);
  }
};

struct State {
  double bound = 0;  // no explanation that comes of it costs less
  double cost = 0;
  bool weighed = false;  // the bound is its own, not that of the state it comes from
  Departures departures;

  [[nodiscard]] std::size_t size() const {
    const auto end = std::find(departures.begin(), departures.end(), kUnused);
    return static_cast<std::size_t>(end - departures.begin());
  }
};

struct Costlier {
  bool operator()(const State& a, const State& b) const {
    return std::tie(a.bound, a.departures) > std::tie(b.bound, b.departures);
  }
};

// What is yet to be paid in a state.
struct Outlook {
  std::optional<std::size_t> violated;  // the first such equation
  double least = 0;                     // at least this
  double most = 0;                      // calling every violated equation void comes to this
  std::size_t fewest = 0;               // departures, at least
  std::size_t equations = 0;            // violated
};

class Search {
 public:
  explicit Search(const Problem& problem) : problem_(problem), met_(problem.cells.size()) {}

  Solution run(std::size_t most_steps) {
    std::priority_queue<State, std::vector<State>, Costlier> open;
    State begin;
    begin.departures.fill(kUnused);
    open.push(begin);
    Solution solution;
    while (!open.empty()) {
      State state = open.top();
      open.pop();
      if (state.bound > affordable_ + kWindow) break;
      if (most_steps == 0) {
        solution.gave_up = true;
        break;
      }
      --most_steps;
      const Outlook outlook = outlook_of(state);
      if (!outlook.violated) {
        affordable_ = std::min(affordable_, state.cost);
        solution.explanations.push_back({listed(state), state.cost, 0});
        continue;
      }
      const std::size_t size = state.size();
      if (size + outlook.fewest > kMostDepartures) continue;
      if (size + outlook.equations <= kMostDepartures) {
        affordable_ = std::min(affordable_, state.cost + outlook.most);
      }
      if (!state.weighed) {
        state.weighed = true;
        state.bound = std::max(state.bound, state.cost + outlook.least);
        if (!open.empty() && Costlier()(state, open.top())) {
          open.push(state);
          continue;
        }
      }
      branch(state, *outlook.violated, open);
    }
    share_out(solution);
    return solution;
  }

 private:
  static std::vector<Departure> listed(const State& state) {
    std::vector<Departure> list;
    for (std::size_t i = 0; i < state.size(); ++i) list.push_back(unpacked(state.departures[i]));
    return list;
  }

  // The option a cell has: none = as read.
  static std::optional<std::size_t> option_of(const State& state, std::size_t cell) {
    for (const Word word : state.departures) {
      if (word >> 32 == cell) return unpacked(word).option;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool holds(const State& state, std::size_t index) const {
    const SolverEquation& equation = problem_.equations[index];
    const Word as_void = packed({true, index, Departure::kVoid});
    if (std::find(state.departures.begin(), state.departures.end(), as_void) !=
        state.departures.end()) {
      return true;
    }
    SolverWide sum = 0;
    SolverWide tolerance = 0;
    bool readable = true;
    for (const SolverTerm& term : equation.terms) {
      const SolverCell& cell = problem_.cells[term.cell];
      const auto option = option_of(state, term.cell);
      if (option == Departure::kVoid) return true;
      const std::int64_t value = option ? cell.options[*option].value : cell.value;
      const std::int64_t quantum = option ? cell.options[*option].quantum : cell.quantum;
      readable = readable && (option || cell.readable);
      sum += static_cast<SolverWide>(value) * term.weight;
      tolerance += static_cast<SolverWide>(quantum) * std::abs(term.weight);
    }
    if (!readable) return false;
    return 2 * (sum < 0 ? -sum : sum) <= tolerance;
  }

  // Violated equations without a common cell need a departure each, so their cheapest add up.
  Outlook outlook_of(const State& state) {
    Outlook outlook;
    ++round_;
    for (std::size_t i = 0; i < problem_.equations.size(); ++i) {
      if (holds(state, i)) continue;
      const SolverEquation& equation = problem_.equations[i];
      if (!outlook.violated) outlook.violated = i;
      ++outlook.equations;
      outlook.most += equation.void_cost;
      const bool apart =
          std::none_of(equation.terms.begin(), equation.terms.end(),
                       [&](const SolverTerm& term) { return met_[term.cell] == round_; });
      if (!apart) continue;
      ++outlook.fewest;
      double least = equation.void_cost;
      for (const SolverTerm& term : equation.terms) {
        met_[term.cell] = round_;
        if (!option_of(state, term.cell)) least = std::min(least, cheapest(term.cell));
      }
      outlook.least += least;
    }
    return outlook;
  }

  [[nodiscard]] double cheapest(std::size_t index) const {
    const SolverCell& cell = problem_.cells[index];
    double least = cell.void_cost;
    for (const SolverOption& option : cell.options) least = std::min(least, option.cost);
    return least;
  }

  template <typename Queue>
  void branch(const State& state, std::size_t violated, Queue& open) {
    const SolverEquation& equation = problem_.equations[violated];
    const auto add = [&](const Departure& departure, double cost) {
      State next = state;
      next.weighed = false;
      next.cost += cost;
      next.bound = std::max(state.bound, next.cost);
      if (next.bound > affordable_ + kWindow) return;
      next.departures.back() = packed(departure);
      std::sort(next.departures.begin(), next.departures.end());
      if (seen_.insert(next.departures).second) open.push(next);
    };
    add({true, violated, Departure::kVoid}, equation.void_cost);
    for (const SolverTerm& term : equation.terms) {
      if (option_of(state, term.cell)) continue;
      const SolverCell& cell = problem_.cells[term.cell];
      add({false, term.cell, Departure::kVoid}, cell.void_cost);
      for (std::size_t option = 0; option < cell.options.size(); ++option) {
        add({false, term.cell, option}, cell.options[option].cost);
      }
    }
  }

  static void share_out(Solution& solution) {
    if (solution.explanations.empty()) return;
    double sum = 0;
    const double least = solution.explanations.front().cost;
    for (Explained& explained : solution.explanations) {
      explained.probability = std::exp(least - explained.cost);
      sum += explained.probability;
    }
    for (Explained& explained : solution.explanations) explained.probability /= sum;
  }

  const Problem& problem_;
  std::unordered_set<Departures, Hash> seen_;
  std::vector<std::size_t> met_;  // by cell: the last round that counted an equation over it
  std::size_t round_ = 0;
  double affordable_ = std::numeric_limits<double>::infinity();  // some explanation costs this much
};

// A problem in which nothing is likelier than what stands there, since the search goes by least
// cost: cells of which an option is change places with the best one.
class Turned {
 public:
  explicit Turned(const Problem& problem) : problem_(problem) {
    for (std::size_t i = 0; i < problem_.cells.size(); ++i) {
      SolverCell& cell = problem_.cells[i];
      const auto best =
          std::min_element(cell.options.begin(), cell.options.end(),
                           [](const auto& a, const auto& b) { return a.cost < b.cost; });
      if (best == cell.options.end() || best->cost >= 0) continue;
      const double less = best->cost;
      const auto option = static_cast<std::size_t>(best - cell.options.begin());
      cell.void_cost = std::max(0.0, cell.void_cost - less);
      for (SolverOption& other : cell.options) other.cost -= less;
      const SolverOption instead = *best;
      *best = {cell.value, cell.quantum, -less};
      cell.value = instead.value;
      cell.quantum = instead.quantum;
      turned_.push_back({false, i, option});
      shift_ += less;
    }
  }

  [[nodiscard]] const Problem& problem() const { return problem_; }

  // The explanations as departures from what was read.
  void turn_back(Solution& solution) const {
    for (Explained& explained : solution.explanations) {
      explained.cost += shift_;
      for (const Departure& turned : turned_) {
        const auto same_cell = [&](const Departure& departure) {
          return !departure.equation && departure.index == turned.index;
        };
        auto& departures = explained.departures;
        const auto found = std::find_if(departures.begin(), departures.end(), same_cell);
        if (found == departures.end()) {
          departures.push_back(turned);
        } else if (found->option == turned.option) {
          departures.erase(found);
        }
      }
      std::sort(explained.departures.begin(), explained.departures.end());
    }
  }

 private:
  Problem problem_;
  std::vector<Departure> turned_;
  double shift_ = 0;  // of all costs
};

}  // namespace

Solution solve(const Problem& problem, std::size_t most_steps) {
  const Turned turned(problem);
  Solution solution = Search(turned.problem()).run(most_steps);
  turned.turn_back(solution);
  return solution;
}

}  // namespace siffra::reconcile::internal
