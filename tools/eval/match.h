// Which row the program read for which true row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/eval/prediction.h"
#include "tools/eval/truth.h"

namespace siffra::evaluation {

enum class Moment { kAfterRepair, kBeforeRepair };

struct RowMatch {
  std::optional<std::size_t> said;                // index into SaidReport::rows
  std::vector<std::optional<std::size_t>> cells;  // per true column: index into SaidRow::cells
  bool in_place = false;  // as many figures as printed; else only those found equal have cells
  std::size_t right = 0;  // of its figures
};

// One match per true row, in order; each said row serves at most one.
std::vector<RowMatch> match_rows(const Truth& truth, const SaidReport& said, Moment moment);

}  // namespace siffra::evaluation
