// The search for explanations, against trying everything.
#include "reconcile/internal/repair_solver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "reconcile/internal/repair_verdicts.h"

namespace siffra::reconcile::internal {
namespace {

// Options cost up to `likelier` less than what was read.
Problem random_problem(std::mt19937& random, double likelier = 0) {
  std::uniform_int_distribution<int> value(-9, 9);
  std::uniform_real_distribution<double> cost(0.5, 9);
  std::uniform_int_distribution<int> count(0, 2);
  Problem problem;
  for (int i = 0; i < 5; ++i) {
    SolverCell cell;
    cell.value = value(random);
    cell.quantum = 1;
    cell.void_cost = cost(random);
    for (int option = count(random); option > 0; --option) {
      cell.options.push_back({value(random), 1, cost(random) - likelier});
    }
    problem.cells.push_back(cell);
  }
  const std::vector<std::vector<std::size_t>> sums = {{0, 1, 2}, {2, 3}, {1, 3, 4}};
  for (const auto& cells : sums) {
    SolverEquation equation;
    for (const std::size_t cell : cells) {
      equation.terms.push_back({cell, cell == cells.back() ? -1 : 1});
    }
    equation.void_cost = cost(random);
    problem.equations.push_back(equation);
  }
  return problem;
}

// The cheapest of all assignments: each cell as read, void or one of its options.
class Everything {
 public:
  explicit Everything(const Problem& problem)
      : problem_(problem), choice_(problem.cells.size(), kAsRead) {}

  double cheapest(std::size_t cell = 0, double cost = 0) {
    if (cell == problem_.cells.size()) return cost + equations();
    double least = std::numeric_limits<double>::infinity();
    choice_[cell] = kAsRead;
    least = std::min(least, cheapest(cell + 1, cost));
    choice_[cell] = kVoid;
    least = std::min(least, cheapest(cell + 1, cost + problem_.cells[cell].void_cost));
    for (std::size_t i = 0; i < problem_.cells[cell].options.size(); ++i) {
      choice_[cell] = static_cast<int>(i);
      least = std::min(least, cheapest(cell + 1, cost + problem_.cells[cell].options[i].cost));
    }
    return least;
  }

 private:
  static constexpr int kAsRead = -1;
  static constexpr int kVoid = -2;

  double equations() const {
    double cost = 0;
    for (const SolverEquation& equation : problem_.equations) {
      std::int64_t sum = 0;
      bool any_void = false;
      for (const SolverTerm& term : equation.terms) {
        const int choice = choice_[term.cell];
        any_void = any_void || choice == kVoid;
        if (choice == kVoid) continue;
        const SolverCell& cell = problem_.cells[term.cell];
        const auto value =
            choice == kAsRead ? cell.value : cell.options[static_cast<std::size_t>(choice)].value;
        sum += value * term.weight;
      }
      const auto tolerance = static_cast<std::int64_t>(equation.terms.size());
      if (!any_void && 2 * std::abs(sum) > tolerance) cost += equation.void_cost;
    }
    return cost;
  }

  const Problem& problem_;
  std::vector<int> choice_;
};

TEST(RepairSolver, FindsTheCheapestExplanationOfAll) {
  std::mt19937 random(7);
  for (int i = 0; i < 800; ++i) {
    const Problem problem = random_problem(random, i < 400 ? 0 : 3);
    const Solution solution = solve(problem, 60000);
    ASSERT_FALSE(solution.explanations.empty());
    EXPECT_FALSE(solution.gave_up);
    EXPECT_NEAR(solution.explanations.front().cost, Everything(problem).cheapest(), 1e-9) << i;
    EXPECT_TRUE(std::is_sorted(solution.explanations.begin(), solution.explanations.end(),
                               [](const auto& a, const auto& b) { return a.cost < b.cost; }));
  }
}

TEST(RepairSolver, ExplainsManySumsThatFailAtOnce) {
  Problem problem;
  for (std::size_t i = 0; i < 5; ++i) {
    for (int part = 0; part < 8; ++part) {
      SolverCell cell;
      cell.value = part == 7 ? 29 : part;  // the total is 8 too much
      cell.quantum = 1;
      cell.void_cost = 7;
      for (int option = 0; option < 20; ++option) cell.options.push_back({100 + option, 1, 6.5});
      problem.cells.push_back(cell);
    }
    problem.cells.back().options.push_back({21, 1, 2});
    SolverEquation equation;
    for (std::size_t part = 0; part < 8; ++part) {
      equation.terms.push_back({8 * i + part, part == 7 ? -1 : 1});
    }
    equation.void_cost = 6;
    problem.equations.push_back(equation);
  }
  const Solution solution = solve(problem, 60000);
  ASSERT_FALSE(solution.explanations.empty());
  EXPECT_FALSE(solution.gave_up);
  EXPECT_NEAR(solution.explanations.front().cost, 10, 1e-9);
}

// Two sums share a figure. In the first another figure was misread, in the second the report is
// wrong: each is told as what it is.
TEST(RepairVerdicts, WeighEachSumByWhatTouchesIt) {
  Component component;
  component.problem.equations = {{{{0, 1}, {1, -1}}, 9}, {{{1, 1}, {2, -1}}, 9}};
  component.cells = {{0, 0, 0}, {0, 1, 0}, {0, 2, 0}};
  component.others.resize(3);
  component.others[0].push_back({"361 783", *rules::read_amount("361 783", {}), 0.4, true});
  component.report_share_of_cell = {0, 0, 1};
  component.report_share_of_equation = {1, 1};
  Solution solution;
  solution.explanations = {{{{false, 0, 0}, {false, 2, Departure::kVoid}}, 3, 1}};
  const Weighed first = weigh_equation(component, solution, 0);
  EXPECT_EQ(first.report_wrong, 0);
  EXPECT_TRUE(first.misread);
  EXPECT_EQ(first.value, "361783");
  const Weighed second = weigh_equation(component, solution, 1);
  EXPECT_EQ(second.report_wrong, 1);
  EXPECT_FALSE(second.misread);
  EXPECT_EQ(misread(component, solution, 0), 1);
  EXPECT_EQ(misread(component, solution, 2), 0);
}

TEST(RepairSolver, SaysWhenItGaveUp) {
  std::mt19937 random(7);
  Problem problem = random_problem(random);
  problem.cells[0].value = 500;
  EXPECT_TRUE(solve(problem, 1).gave_up);
}

}  // namespace
}  // namespace siffra::reconcile::internal
