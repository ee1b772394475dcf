// The most probable explanations of sums that do not hold.
//
// Cells and equations. A cell is as read, or it is one of its options, or it is *void*: wrong in
// the report or misread beyond its options, and then says nothing. An equation holds unless one of
// its cells is void or it is no equation of the report at all. Every departure has a cost, the
// logarithm of how much less likely it is than none; the explanations are the sets of departures
// after which all equations hold.
//
// Searched by least cost first: of the violated equations the first must hold one of the
// departures, so only those are branched on, and every explanation is reached. Violated equations
// without a common cell need a departure each, which bounds from below what a state will cost (A*:
// Hart, Nilsson, Raphael 1968). Explanations come in order of cost; the search ends when they are
// too unlikely to matter, or when its steps are used up, which is said.
//
// Example: 100 + 20 = 170 with 20 also read as 70: {20 → 70} costs ln(0.6/0.3) = 0.7, each void
// cell ln(1/0.002) = 6.2: the first has 0.99 of the probability.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace siffra::reconcile::internal {

__extension__ typedef __int128 SolverWide;

struct SolverOption {
  std::int64_t value = 0;
  std::int64_t quantum = 0;
  double cost = 0;  // less than nothing where it is likelier than what was read
};

struct SolverCell {
  std::int64_t value = 0;  // as read
  std::int64_t quantum = 0;
  bool readable = true;  // else no equation over it holds until it is given an option
  double void_cost = 0;
  std::vector<SolverOption> options;
};

struct SolverTerm {
  std::size_t cell = 0;
  int weight = 1;
};

struct SolverEquation {
  std::vector<SolverTerm> terms;
  double void_cost = 0;  // that it is no equation of the report
};

struct Problem {
  std::vector<SolverCell> cells;
  std::vector<SolverEquation> equations;
};

// One departure: option `option` of cell `index`, or void (kVoid); with `equation` an equation.
struct Departure {
  static constexpr std::size_t kVoid = static_cast<std::size_t>(-1);
  bool equation = false;
  std::size_t index = 0;
  std::size_t option = kVoid;
  friend auto operator<=>(const Departure&, const Departure&) = default;
};

struct Explained {
  std::vector<Departure> departures;  // in order
  double cost = 0;
  double probability = 0;  // among all explanations found
};

struct Solution {
  std::vector<Explained> explanations;  // best first
  bool gave_up = false;  // steps ran out before the explanations that matter were all found
};

Solution solve(const Problem& problem, std::size_t most_steps);

}  // namespace siffra::reconcile::internal
