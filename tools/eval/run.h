// Running the program on one document, and what it cost.
#pragma once

#include <string>

#include "rules/result.h"

namespace siffra::evaluation {

struct RunOutcome {
  std::string output;   // what it wrote on standard output
  int exit_status = 0;  // −1: ended by a signal
  double seconds = 0;   // wall
  double peak_megabytes = 0;
};

// `program check --format json file`; ended after `limit_seconds`.
rules::Result<RunOutcome> run_check(const std::string& program, const std::string& file,
                                    double limit_seconds);

}  // namespace siffra::evaluation
