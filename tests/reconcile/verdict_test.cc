#include "reconcile/internal/verdict.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace siffra::reconcile {
namespace {

using internal::Judgement;
using internal::WeightedFigure;

WeightedFigure figure(std::int64_t value, std::int64_t quantum, int weight) {
  return {{value, quantum, true, true, false}, weight};
}

Judgement judged(const std::vector<WeightedFigure>& terms) { return internal::judge(terms); }

TEST(Judge, CallsEqualFiguresExact) {
  const Judgement result = judged({figure(300, 100, -1), figure(100, 100, 1), figure(200, 100, 1)});
  EXPECT_EQ(result.verdict, Verdict::kExact);
  EXPECT_EQ(result.difference, 0);
  EXPECT_EQ(result.doubled_tolerance, 300);
}

TEST(Judge, AllowsWhatThePrintedIntervalsAllow) {
  EXPECT_EQ(judged({figure(400, 100, -1), figure(100, 100, 1), figure(200, 100, 1)}).verdict,
            Verdict::kRounding);
  EXPECT_EQ(judged({figure(500, 100, -1), figure(100, 100, 1), figure(200, 100, 1)}).verdict,
            Verdict::kDiscrepancy);
}

TEST(Judge, StatesPrintedMinusRecomputed) {
  EXPECT_EQ(judged({figure(500, 100, -1), figure(100, 100, 1), figure(200, 100, 1)}).difference,
            200);
}

TEST(Judge, DoubtsADifferenceBeyondThreeStandardDeviations) {
  std::vector<WeightedFigure> terms = {figure(0, 1, -1)};
  for (int i = 0; i < 4; ++i) terms.push_back(figure(0, 1, 1));
  terms[0].figure.value = 2;
  EXPECT_EQ(judged(terms).verdict, Verdict::kRounding);
  EXPECT_TRUE(judged(terms).improbable);
  terms[0].figure.value = 1;
  EXPECT_FALSE(judged(terms).improbable);
}

TEST(Judge, CannotDecideWhatCannotBeRead) {
  WeightedFigure unread;
  unread.figure.present = true;
  EXPECT_EQ(judged({figure(1, 1, -1), unread}).verdict, Verdict::kUnverifiable);
}

TEST(Judge, CannotDecideWhatDoesNotFit) {
  constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(judged({figure(kLargest, 1, -1), figure(-kLargest, 1, 1)}).verdict,
            Verdict::kUnverifiable);
}

}  // namespace
}  // namespace siffra::reconcile
