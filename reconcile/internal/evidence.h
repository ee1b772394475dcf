// What one column says about a supposed total: how unlikely the agreement is by chance, in bits.
#pragma once

#include <vector>

#include "reconcile/internal/grid.h"

namespace siffra::reconcile::internal {

// The supposed parts of a total in one column, added up.
struct ColumnSum {
  Wide sum = 0;
  Wide doubled_tolerance = 0;
  Wide largest = 0;  // magnitude of the largest part
  int nonzero = 0;   // parts that are printed and not zero
  bool readable = true;

  void add(const Figure& figure, int weight);
};

struct ColumnEvidence {
  int bits = 0;        // for the reading; negative: against it
  bool holds = false;  // within the printed intervals, with something other than zero
  bool fails = false;
};

// Whether evidence_of() would find that the total holds: cheap, for the many readings that do not.
bool may_hold(const ColumnSum& parts, const Figure& total);

// Neutral (all zero) when the total is not printed in the column or something cannot be read.
ColumnEvidence evidence_of(const ColumnSum& parts, const Figure& total);

// Whether in some column the parts exceed the total by just what `row`, one of them, is.
bool is_one_too_many(const std::vector<ColumnSum>& parts, const GridRow& row, const GridRow& total);

// Whether two rows or more add up to about the total, in every column but variances.
bool comes_near(const Grid& grid, const std::vector<std::size_t>& rows, std::size_t total);

// Whether something printed without a minus is there to subtract, in more than one column or in a
// table of one. Taking away what is printed negative is no subtraction: one of the signs is wrong.
bool shows_subtraction(const Grid& grid, const std::vector<std::size_t>& rows, std::size_t total);

}  // namespace siffra::reconcile::internal
