// What the picture's witnesses are worth together.
#include "tools/asked_picture.h"

#include <gtest/gtest.h>

#include <limits>

namespace siffra::tools {
namespace {

TEST(AskedPicture, WhatTheModelsDenyOutweighsNoShapes) {
  EXPECT_GT(with_models(2.5, -25), 0) << "the models only repeat what they read";
  EXPECT_LT(with_models(0, -25), 0);
  EXPECT_GT(with_models(0, -25), -3) << "by themselves they deny nothing clearly";
}

TEST(AskedPicture, WhatTheModelsAffirmCountsInPart) {
  EXPECT_GT(with_models(0, 12), 3);
  EXPECT_LT(with_models(0, 6), 3);
}

// A lone dash is no figure to them, and so infinitely less likely than "-1".
TEST(AskedPicture, ModelsThatCanMakeNothingOfWhatWasReadAffirmNoOther) {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  EXPECT_EQ(with_models(0, kInfinite), 0);
  EXPECT_EQ(with_models(0, kInfinite - kInfinite), 0);
  EXPECT_LT(with_models(0, -kInfinite), 0);
}

}  // namespace
}  // namespace siffra::tools
