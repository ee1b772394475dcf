#include "reconcile/internal/repair_solver.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <queue>
#include <set>
#include <tuple>

namespace siffra::reconcile::internal {
namespace {

// Explanations this much less likely than the best (1 : 3 000) change no decision.
constexpr double kWindow = 8;
constexpr std::size_t kMostDepartures = 6;

struct State {
  double cost = 0;
  std::vector<Departure> departures;
};

struct Costlier {
  bool operator()(const State& a, const State& b) const {
    return std::tie(a.cost, a.departures) > std::tie(b.cost, b.departures);
  }
};

class Search {
 public:
  explicit Search(const Problem& problem) : problem_(problem) {}

  Solution run(std::size_t most_steps) {
    std::priority_queue<State, std::vector<State>, Costlier> open;
    open.push({});
    seen_.insert(std::vector<Departure>{});
    Solution solution;
    while (!open.empty()) {
      const State state = open.top();
      open.pop();
      const bool any = !solution.explanations.empty();
      if (any && state.cost > solution.explanations.front().cost + kWindow) break;
      if (most_steps == 0) {
        solution.gave_up = true;
        break;
      }
      --most_steps;
      const std::optional<std::size_t> violated = first_violated(state);
      if (!violated) {
        solution.explanations.push_back({state.departures, state.cost, 0});
        continue;
      }
      if (state.departures.size() == kMostDepartures) continue;
      for (State& next : branches(state, *violated)) {
        if (seen_.insert(next.departures).second) open.push(std::move(next));
      }
    }
    share_out(solution);
    return solution;
  }

 private:
  // The option a cell has: none = as read.
  static std::optional<std::size_t> option_of(const State& state, std::size_t cell) {
    for (const Departure& departure : state.departures) {
      if (!departure.equation && departure.index == cell) return departure.option;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool holds(const State& state, std::size_t index) const {
    const SolverEquation& equation = problem_.equations[index];
    if (std::find(state.departures.begin(), state.departures.end(),
                  Departure{true, index, Departure::kVoid}) != state.departures.end()) {
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

  [[nodiscard]] std::optional<std::size_t> first_violated(const State& state) const {
    for (std::size_t i = 0; i < problem_.equations.size(); ++i) {
      if (!holds(state, i)) return i;
    }
    return std::nullopt;
  }

  static State with(const State& state, const Departure& departure, double cost) {
    State next = state;
    next.cost += cost;
    next.departures.insert(
        std::upper_bound(next.departures.begin(), next.departures.end(), departure), departure);
    return next;
  }

  [[nodiscard]] std::vector<State> branches(const State& state, std::size_t violated) const {
    std::vector<State> next;
    const SolverEquation& equation = problem_.equations[violated];
    next.push_back(with(state, {true, violated, Departure::kVoid}, equation.void_cost));
    for (const SolverTerm& term : equation.terms) {
      if (option_of(state, term.cell)) continue;
      const SolverCell& cell = problem_.cells[term.cell];
      next.push_back(with(state, {false, term.cell, Departure::kVoid}, cell.void_cost));
      for (std::size_t option = 0; option < cell.options.size(); ++option) {
        next.push_back(with(state, {false, term.cell, option}, cell.options[option].cost));
      }
    }
    return next;
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
  std::set<std::vector<Departure>> seen_;
};

}  // namespace

Solution solve(const Problem& problem, std::size_t most_steps) {
  return Search(problem).run(most_steps);
}

}  // namespace siffra::reconcile::internal
