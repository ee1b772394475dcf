// The equations that a corpus report's own structure says should hold, cell by cell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tools/corpus/report.h"

namespace siffra::corpus {

struct CellIndex {
  std::size_t statement = 0, row = 0, column = 0;
  friend auto operator<=>(const CellIndex&, const CellIndex&) = default;
};

// Σ weight·cell = 0; the first term is the printed result, with weight −1.
struct Equation {
  struct Term {
    CellIndex cell;
    int weight = 1;
  };
  std::vector<Term> terms;
};

// Every sum line in every column, every across line in every row, every equation line. A blank
// operand of a sum is left out; an equation without its result, or across columns of which one is
// blank, is none.
std::vector<Equation> equations_of(const Report& report);

// How far the printed figures are from agreeing, in öre, and whether that is within their
// roundings.
struct Residual {
  std::int64_t ore = 0;
  bool holds = true;
};
Residual residual_of(const Report& report, const Equation& equation);

// The printed cell's value and the value of its last place, in öre; nullopt for a blank cell, a
// percentage or anything that is no figure.
struct CellValue {
  std::int64_t ore = 0;
  std::int64_t quantum = 0;
};
std::optional<CellValue> value_of(const Report& report, const CellIndex& cell);

CellName name_of(const Report& report, const CellIndex& cell);

}  // namespace siffra::corpus
