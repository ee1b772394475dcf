// What a recogniser saw of a figure, step by step.
#include "extract/internal/figure_lattice.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace siffra::extract {
namespace {

FigureLattice lattice(const std::vector<std::vector<std::pair<std::string, double>>>& steps) {
  FigureLattice made;
  for (const auto& choices : steps) {
    LatticeStep step;
    for (const auto& [text, probability] : choices) FigureLattice::add_to(step, text, probability);
    made.add(step);
  }
  return made;
}

TEST(FigureLattice, ADoubtfulDigitLeavesBothReadingsWithTheirOdds) {
  const FigureLattice seen = lattice({{{"3", 0.6}, {"8", 0.4}}, {{"", 1}}, {{"4", 1}}, {{"", 1}}});
  const std::vector<Skeleton> best = seen.best(2);
  ASSERT_EQ(best.size(), 2U);
  EXPECT_EQ(best[0].text, "34");
  EXPECT_EQ(best[1].text, "84");
  EXPECT_NEAR(seen.log_likelihood("34") - seen.log_likelihood("84"), 0.405, 0.01);
}

TEST(FigureLattice, ARepeatedDigitNeedsSomethingBetween) {
  EXPECT_EQ(lattice({{{"7", 1}}, {{"7", 1}}}).best(1)[0].text, "7");
  EXPECT_EQ(lattice({{{"7", 1}}, {{"", 1}}, {{"7", 1}}}).best(1)[0].text, "77");
}

TEST(FigureLattice, SpacesPartWordsAndCommasStayCommas) {
  const FigureLattice seen = lattice({{{"1", 1}},
                                      {{" ", 0.9}},
                                      {{"2", 1}},
                                      {{"5", 1}},
                                      {{"0", 1}},
                                      {{",", 0.8}, {".", 0.2}},
                                      {{"4", 1}}});
  const std::vector<Skeleton> best = seen.best(1);
  ASSERT_FALSE(best.empty());
  EXPECT_EQ(best[0].text, "1250.4");
  const auto parts = seen.spelled("1250.4");
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].text, "1");
  EXPECT_EQ(parts[1].text, "250,4");
}

TEST(FigureLattice, LettersThatLookLikeDigitsCountAsThose) {
  EXPECT_EQ(lattice({{{"l", 1}}, {{"", 1}}, {{"O", 1}}}).best(1)[0].text, "10");
  EXPECT_EQ(skeleton_of("− 3l4 9O2,50"), "-314902.50");
}

TEST(FigureLattice, ASignThatLooksLikeAPercentSignMayBeOne) {
  for (const char* sign : {"&", "$"}) {
    const FigureLattice seen = lattice({{{"4", 1}}, {{"6", 1}}, {{sign, 0.9}, {"3", 0.1}}});
    EXPECT_GT(seen.log_likelihood("46%"), seen.log_likelihood("463")) << sign;
  }
}

}  // namespace
}  // namespace siffra::extract
