// How far a run has come: a bar that is written over on a terminal, one plain line for each report
// elsewhere. Both on standard error, so that results can be piped.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "tools/batch/run_row.h"

namespace siffra::tools {

class Progress {
 public:
  Progress(std::size_t all, reconcile::Language language);
  // `line` is told of the report that is done.
  void report(std::size_t done, const RunTotals& totals, const std::string& line);
  void tick(std::size_t done, const RunTotals& totals);  // on a terminal: the clock goes on
  void clear() const;                                    // before anything else is said there

 private:
  void draw(std::size_t done, const RunTotals& totals) const;

  std::size_t all_;
  reconcile::Language language_;
  bool terminal_;
  std::chrono::steady_clock::time_point begun_;
};

}  // namespace siffra::tools
