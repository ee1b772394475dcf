// Tables that are several, printed as one: assets beside liabilities, one statement under another.
#pragma once

#include <vector>

#include "extract/table.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

// The table itself, or its parts in reading order. A balance sheet in the form of a T gives its
// left and right side; a table with titles of statements between its rows is cut before each of
// them, the parts keeping the heads of the first when they have none.
std::vector<Table> table_parts(const Table& table, const rules::RuleBook& book);

// A table of contents: titles, leaders, and page numbers that the document has.
bool is_contents(const Table& table, std::size_t page_count, const rules::RuleBook& book);

}  // namespace siffra::extract::internal
