// What belongs to a table but stood too far from it for alignment to tell: heads set apart from it,
// note numbers out in the margin.
#pragma once

#include <vector>

#include "extract/lines.h"
#include "extract/table.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

// The table with
// - heads over its columns where it has none, or where its heads are the same for several columns
//   ("2024 2023 2024 2023" under "juli–september" and "januari–september");
// - heads whole where a date was broken over two lines and its days were taken for figures;
// - the number of a note, printed in the margin beside its title, put before that title.
// `page` holds the lines of the table's first page.
Table with_context(Table table, const std::vector<TextLine>& page, const rules::RuleBook& book);

}  // namespace siffra::extract::internal
