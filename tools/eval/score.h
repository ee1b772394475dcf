// One document: what the program said against what is true. A cell counts as right in the row and
// place where it was printed; a row when all its cells do.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "tools/eval/prediction.h"
#include "tools/eval/truth.h"

namespace siffra::evaluation {

// A share: how many of how many.
struct Share {
  long right = 0, of = 0;
  void count(bool is_right) {
    ++of;
    if (is_right) ++right;
  }
  void add(const Share& other) {
    right += other.right;
    of += other.of;
  }
  [[nodiscard]] double value() const {
    return of == 0 ? 0 : static_cast<double>(right) / static_cast<double>(of);
  }
};

// Bins of stated probability; the last holds 0.999 and above.
constexpr std::array<double, 8> kCalibrationBounds{0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999};

struct Tally {
  Share cells, cells_before;  // after and before repair
  Share rows, kind, notes, units, roles, periods, facts;
  Share found;    // planted errors in a checkable cell that some finding's checks touch
  Share located;  // of all those: the cell is among the finding's suspects
  Share first;    // … and the first of them
  std::map<std::string, Share> found_by_kind;
  long planted_unfindable = 0;  // planted where no equation sees it
  long masked = 0;
  long false_alarms = 0;  // findings of severity error that nothing explains
  Share required;         // errors known to stand in the report
  Share repairs;          // right of those whose true value is known
  std::array<Share, kCalibrationBounds.size()> calibration;
  std::array<double, kCalibrationBounds.size()> stated{};  // sum of the stated probabilities
  long extra = 0;
  long documents = 0, failed = 0, pages = 0;
  double seconds = 0, peak_megabytes = 0;

  void add(const Tally& other);
};

// `misses`, when given, takes a line for every row, error or alarm that counts against the program.
Tally score(const Truth& truth, const SaidReport& said, std::vector<std::string>* misses);

}  // namespace siffra::evaluation
