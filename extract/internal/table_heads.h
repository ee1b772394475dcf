// Heads: the lines above a table's body that name its columns.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/internal/table_columns.h"
#include "extract/internal/table_region.h"
#include "extract/lines.h"
#include "extract/table.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

struct Heads {
  std::vector<TableRow> rows;  // head rows from top to bottom; wrapped heads joined
  std::size_t first_line =
      0;  // topmost line of the heads (the first of the body when there are none)
  std::size_t first_body =
      0;  // first line of the body, with the headings without figures that open it
};

// `lines` are those of the block; the body starts at `body` and heads are sought down to `bound`.
// With a book, a line repeated on other pages counts as heads when its words are those of heads.
Heads find_heads(const Page& page, const std::vector<TextLine>& lines,
                 const std::vector<LineKind>& kinds, std::size_t body, std::size_t bound,
                 const Layout& layout, const rules::RuleBook* book);

}  // namespace siffra::extract::internal
