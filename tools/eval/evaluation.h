// The whole evaluation: every document of a set run and scored, added up by style, level and body.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "rules/result.h"
#include "tools/eval/score.h"
#include "tools/eval/set.h"

namespace siffra::evaluation {

struct Evaluation {
  Tally all;
  std::map<std::string, Tally> by_style, by_level, by_body;
  std::vector<std::string> misses;  // "document: what", when asked for
};

struct EvaluationOptions {
  std::string program = "siffra";
  int jobs = 2;
  double limit_seconds = 300;  // for one document
  bool list_misses = false;
  std::string keep;  // folder for the report files; empty: not kept
};

rules::Result<Evaluation> evaluate(const std::vector<SetDocument>& documents,
                                   const EvaluationOptions& options);

}  // namespace siffra::evaluation
