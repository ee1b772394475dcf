// Which statement a table is: by the title over it, by the title in its head, by its rows.
//
// A title alone is not enough (a table of participants may stand under "Översikt"), nor are rows
// alone where they are few. The nearest title wins unless the rows speak plainly for another kind;
// a table without title or known rows is of no kind, since a wrong kind makes false findings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/internal/report_facts.h"
#include "extract/internal/statement_columns.h"
#include "extract/table.h"
#include "rules/rule_book.h"

namespace siffra::extract::internal {

struct TitleFound {
  rules::StatementKind kind = rules::StatementKind::kOther;
  std::string text;
  std::string note;
  rules::EntityScope scope = rules::EntityScope::kUnstated;
  bool titled = false;   // a title was printed over this table, or in it
  double font_size = 0;  // of the title; 0 = unknown
};

// Share of the labelled rows with figures whose label is known in such a statement.
struct KindShare {
  std::size_t rows = 0, known = 0;
  [[nodiscard]] double share() const {
    return rows == 0 ? 0 : static_cast<double>(known) / static_cast<double>(rows);
  }
};
KindShare share_of_kind(const Table& table, const ColumnPlan& plan, rules::StatementKind kind,
                        const rules::RuleBook& book);

// The note that a line is the title of.
std::optional<TitleFound> note_title(const TextLine& line, const rules::RuleBook& book);

// `corner` is what stands in the head over the labels. `before` are the lines of the document that
// lie before lines_above, nearest last: where the title is parted from its table by long prose.
TitleFound find_title(const Table& table, const ColumnPlan& plan,
                      const std::vector<TextLine>& before, const rules::RuleBook& book);

// The same from these lines alone, and only for a title that the rows bear out.
TitleFound find_title_in(const std::vector<TextLine>& lines, const Table& table,
                         const ColumnPlan& plan, const rules::RuleBook& book);

}  // namespace siffra::extract::internal
