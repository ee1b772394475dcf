// Which columns of a table hold references to notes, not figures.
#pragma once

#include <string>
#include <vector>

#include "extract/internal/table_columns.h"
#include "extract/lines.h"
#include "extract/table.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

// "3", "2, 3", "12a", "4)", and "Not 3" where `book` knows the word.
bool is_note_reference(std::string text, const rules::RuleBook* book);

// References stand before the first figures or after the last, under "Not" or with other columns'
// figures longer than theirs. Told before rows are made, since a label over several lines may have
// its reference on another of them than its figures.
void mark_reference_columns(const std::vector<TextLine>& body, const std::vector<TableRow>& heads,
                            const rules::RuleBook* book, Layout& layout);

}  // namespace siffra::extract::internal
