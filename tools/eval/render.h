// An evaluation written out: for a terminal, for a program, for a browser.
#pragma once

#include <string>

#include "rules/result.h"
#include "tools/eval/evaluation.h"

namespace siffra::evaluation {

std::string to_text(const Evaluation& evaluation);
// {"schema": "siffra.evaluation/1", "groups": [{"by", "name", "documents", metric: number, …}],
// "errors": […], "calibration": […]}. What nothing was counted for is left out.
std::string to_json(const Evaluation& evaluation);
// One page with tables and plots, needing nothing else.
std::string to_html(const Evaluation& evaluation);
// The doubt stated of figures against the share that was wrong, on logarithmic axes: a figure for
// the documentation. Below the diagonal figures are better than told.
std::string calibration_svg(const Evaluation& evaluation);

// Metric by metric against another evaluation's JSON: those of "all" and of every common group that
// differ.
rules::Result<std::string> compared(const Evaluation& evaluation, const std::string& other_file);

// Lines "metric bound" (a lowest value, or a highest for metrics where lower is better); what is
// not met, a line each. `#` begins a comment.
rules::Result<std::string> unmet_thresholds(const Evaluation& evaluation, const std::string& file);

}  // namespace siffra::evaluation
