// Tables over page breaks, and over the columns of a page.
#pragma once

#include <vector>

#include "extract/lines.h"
#include "extract/table.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

// Whether `below`, the first table of its page, goes on with `above`, the last of the page before:
// the same columns, the same heads if any, and nothing between them but headings of groups of rows
// and what is repeated on every page. The same for a table in the next column of the page, as on a
// spread, whose heads are repeated.
bool continues(const Table& above, const Table& below,
               const std::vector<std::vector<TextLine>>& pages, const rules::RuleBook* book);

// Adds the rows of `below`, and the headings torn from them, to `above`, which it continues.
void append(Table& above, const Table& below, const std::vector<std::vector<TextLine>>& pages,
            const rules::RuleBook* book);

}  // namespace siffra::extract::internal
