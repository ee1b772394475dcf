// The groups of an evaluation in the order they are shown.
#pragma once

#include <string>
#include <vector>

#include "tools/eval/evaluation.h"

namespace siffra::evaluation {

struct Group {
  std::string by, name;
  const Tally* tally = nullptr;
};

std::vector<Group> groups_of(const Evaluation& evaluation);

// "0.9981" with so many decimals.
std::string fixed(double value, int decimals);

}  // namespace siffra::evaluation
