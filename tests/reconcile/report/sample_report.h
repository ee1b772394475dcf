// An invented report with one wrong sum and one tie between statements, for the writers' tests.
#pragma once

#include "reconcile/report/report.h"

namespace siffra::reconcile {

// Statement s1 (page 2): income 1 500 + costs −1 200 = printed 400 (should be 300), and a row with
// a figure that could not be read. Statement s2 (page 3, tkr): equity that ties to s1.
Report sample_report();

}  // namespace siffra::reconcile
