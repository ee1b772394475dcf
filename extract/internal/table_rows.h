// Rows: the lines of a body put together where a label is wrapped over several of them.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/internal/table_columns.h"
#include "extract/lines.h"
#include "extract/table.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

// One row per label, in order. `layout` must be that of exactly these lines.
std::vector<TableRow> build_rows(const Page& page, const std::vector<TextLine>& body,
                                 const Layout& layout, const rules::RuleBook* book);

}  // namespace siffra::extract::internal
