// The figures of one statement as integers that can be added: values in öre with their quanta, and
// what the label of each row says about its part in the sums.
//
// A grid holds the cells of one unit only (money, counts or shares), since only like can be added.
// Cells printed empty are absent; cells that could not be read are present but not readable, and
// whatever needs them cannot be decided.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "extract/statement.h"
#include "rules/rule_book.h"

namespace siffra::reconcile::internal {

// Sums and squares of 64-bit amounts fit without overflow.
__extension__ typedef __int128 Wide;

struct Figure {
  std::int64_t value = 0;    // öre; for shares and counts hundredths
  std::int64_t quantum = 0;  // of the last printed place, in the same measure
  bool present = false;      // something is printed
  bool readable = false;     // and it is an amount
  bool nil = false;          // a lone dash: zero, or nothing to say
};

struct GridRow {
  std::size_t row = 0;  // index into Statement::rows
  std::vector<Figure> figures;
  std::vector<std::int64_t> set_aside;  // by column: the value of a cell that was taken for another
                                        // unit, as if it were of this one; 0 = none
  std::string label;                    // folded
  bool has_figures = false;
  bool sum_word = false;     // the label says that the row is a total
  bool sum_concept = false;  // a pack knows the row as a total
  bool marked_sum = false;   // the page shows it as a total (set in bold, ruled)
  bool tied = false;         // another statement repeats the row (tied_rows.h)
  bool of_which = false;
  bool closes = false;  // no sum joins rows above and below it
  bool deduction = false;
  bool opening = false;
  bool closing = false;
  rules::Nature nature = rules::Nature::kUnknown;
  std::string concept_id;
};

struct Grid {
  std::size_t statement = 0;  // index into Extraction::statements
  rules::Unit unit = rules::Unit::kMoney;
  rules::StatementKind kind = rules::StatementKind::kOther;
  std::size_t columns = 0;
  std::vector<rules::ColumnRole> roles;  // by column
  std::vector<GridRow> rows;             // all rows of the statement, headings too
};

Grid make_grid(const extract::Extraction& extraction, std::size_t statement, rules::Unit unit,
               const rules::RuleBook& book);

// The figure of one cell in its own unit; not present when the cell is missing or of another unit.
Figure figure_of(const extract::Statement& statement, const extract::StatementCell& cell,
                 rules::Unit unit);

}  // namespace siffra::reconcile::internal
