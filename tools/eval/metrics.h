// The figures of a tally under the names that tables, files and thresholds use.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/eval/score.h"

namespace siffra::evaluation {

enum class Better { kHigher, kLower };

struct Metric {
  std::string_view name;     // "cells"
  std::string_view heading;  // of its table column
  Better better = Better::kHigher;
  int decimals = 4;
  double (*value)(const Tally&) = nullptr;
  bool (*applies)(const Tally&) = nullptr;  // false: nothing to count
};

const std::vector<Metric>& metrics();
const Metric* find_metric(std::string_view name);

}  // namespace siffra::evaluation
