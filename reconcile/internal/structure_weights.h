// How much the search for sums prefers one reading of a row to another, in bits, before any figure
// is added: negative for what is rarely printed so.
#pragma once

namespace siffra::reconcile::internal {

inline constexpr int kBlockStart = 3;
inline constexpr int kNamedBlock = 6;
inline constexpr int kSingleRow = -3;
inline constexpr int kDifferenceOfTwo = -2;
inline constexpr int kKnownCosts = -1;
inline constexpr int kUnshownSubtraction = -60;
inline constexpr int kNeverSubtracted = -100;
inline constexpr int kSubtractionInNamedTotal = -9;
inline constexpr int kSplit = -5;
inline constexpr int kReversedDifference = -5;
inline constexpr int kMixedSigns = -6;
inline constexpr int kSkipInNamedTotal = -12;
inline constexpr int kSkip = -8;
inline constexpr int kAbove = -5;
// The state pays what all members pay together: the first row is no total of the others.
inline constexpr int kPlainItemAbove = -17;
inline constexpr int kUnprovenBlock = -10;
inline constexpr int kCoveredAgain = -7;
inline constexpr int kOfWhichAsItem = -8;

}  // namespace siffra::reconcile::internal
