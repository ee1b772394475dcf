// Periods read out of folded text. Which words name months and quarters comes from the rule packs.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/internal/tokens.h"
#include "rules/period.h"

namespace siffra::rules::internal {

enum class PeriodWord {
  kMonth,    // value 1–12
  kOrdinal,  // "första": value 1–12
  kQuarter,
  kThird,  // "tertial"
  kHalf,
  kMonths,    // "månader" after a number counted from the start of the year
  kFullYear,  // "helår"
  kThrough,   // "till", "t o m", between the ends of a period
  kFiller,    // "den", "a" in "1:a": may stand inside a period
  kRolling,   // "rullande", "R12": a period that is no part of one year; nothing is read then
};

struct PeriodMeaning {
  PeriodWord word = PeriodWord::kFiller;
  int value = 0;
};
using PeriodWords = PhraseTable<PeriodMeaning>;

struct FoundPeriod {
  Period period;
  std::vector<std::pair<std::size_t, std::size_t>> spans;  // bytes of the text it was read from
};

// The one period that the text names, whatever other words stand around it. nullopt when it names
// none, or several that are not the two ends of one ("2020 2019").
std::optional<FoundPeriod> read_period(std::string_view folded, const PeriodWords& words);

// Where dates, months and years stand in the text, however many periods they make.
std::vector<std::pair<std::size_t, std::size_t>> period_spans(std::string_view folded,
                                                              const PeriodWords& words);

}  // namespace siffra::rules::internal
