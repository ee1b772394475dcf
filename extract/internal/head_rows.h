// One line of heads above a table, and the rows that such lines make.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extract/internal/table_columns.h"
#include "extract/lines.h"
#include "extract/table.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

struct HeadCell {
  std::size_t first = 0, last = 0;  // columns
  Chunk chunk;
};

struct HeadLine {
  std::size_t line = 0;
  std::vector<HeadCell> cells;  // of the columns
  std::vector<Chunk> label;     // what stands over the labels
  bool grouped = false;         // its cells span columns that lower heads tell apart
};

// A date broken after its dash ("2021-" over "12-31") is put together as it is written on one line.
void add_head_text(std::string& head, const std::string& below);

// The head rows of a table, from top to bottom: groups of columns first, each on a row of its own,
// then the heads of the columns, their lines joined. `values` are the columns that hold no labels,
// in the order the cells of `heads` count them; `book` may be null.
std::vector<TableRow> rows_of_heads(const Page& page, const std::vector<TextLine>& lines,
                                    const std::vector<HeadLine>& heads,
                                    const std::vector<std::size_t>& values, const Layout& layout,
                                    const rules::RuleBook* book);

}  // namespace siffra::extract::internal
