#include "extract/internal/statement_merge.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "extract/internal/statement_columns.h"

namespace siffra::extract::internal {

namespace {

using rules::EntityScope;
using rules::StatementKind;

bool is_main(StatementKind kind) {
  return kind == StatementKind::kIncomeStatement || kind == StatementKind::kBalanceSheet ||
         kind == StatementKind::kCashFlowStatement;
}

std::set<std::string> concepts_of(const Statement& statement) {
  std::set<std::string> concepts;
  for (const StatementRow& row : statement.rows) {
    if (!row.concept_id.empty() && !row.cells.empty()) concepts.insert(row.concept_id);
  }
  return concepts;
}

// Share of the second's concepts that the first has too.
double overlap(const Statement& first, const Statement& second) {
  const std::set<std::string> a = concepts_of(first), b = concepts_of(second);
  if (b.empty()) return 0;
  const auto common =
      std::count_if(b.begin(), b.end(), [&](const std::string& id) { return a.contains(id); });
  return static_cast<double>(common) / static_cast<double>(b.size());
}

bool same_columns(const Draft& first, const Draft& second) {
  const auto& a = first.statement.columns;
  const auto& b = second.statement.columns;
  if (a.size() != b.size()) return false;
  if (!first.headed || !second.headed) return true;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].role != b[i].role || a[i].scope != b[i].scope) return false;
    if (a[i].period_end && b[i].period_end && *a[i].period_end != *b[i].period_end) return false;
  }
  return true;
}

bool same_entity(const Statement& a, const Statement& b) {
  return a.scope == b.scope || a.scope == EntityScope::kUnstated ||
         b.scope == EntityScope::kUnstated;
}

// A table begun on the page before, without a total yet, under the title that the next page
// repeats.
bool repeats_title(const Statement& a, const Statement& b) {
  const bool totalled = std::any_of(a.rows.begin(), a.rows.end(), [](const StatementRow& row) {
    return row.kind == rules::RowKind::kSum;
  });
  return !a.title.empty() && a.title == b.title && !totalled && b.pages.front() > a.pages.back();
}

bool belongs_to(const Draft& first, const Draft& second) {
  constexpr double kHardlyAny = 0.34;
  const Statement& a = first.statement;
  const Statement& b = second.statement;
  if (a.kind != b.kind || a.note != b.note || !same_entity(a, b)) return false;
  if (!is_main(a.kind) && !second.continued && !repeats_title(a, b)) return false;
  if (b.pages.front() - a.pages.back() > 1) return false;
  if (a.scale && b.scale && *a.scale != *b.scale) return false;
  return same_columns(first, second) && overlap(a, b) <= kHardlyAny;
}

void append(Draft& first, Draft&& second) {
  Statement& a = first.statement;
  Statement& b = second.statement;
  if (!first.headed && second.headed) {
    a.columns = std::move(b.columns);
    first.headed = true;
  }
  if (!a.scale) a.scale = b.scale;
  if (a.title.empty()) a.title = b.title;
  if (a.scope == EntityScope::kUnstated) a.scope = b.scope;
  for (const int page : b.pages) {
    if (std::find(a.pages.begin(), a.pages.end(), page) == a.pages.end()) a.pages.push_back(page);
  }
  std::move(b.rows.begin(), b.rows.end(), std::back_inserter(a.rows));
}

bool names_bodies(const Statement& statement) {
  return std::any_of(
      statement.columns.begin(), statement.columns.end(),
      [](const StatementColumn& column) { return column.scope != EntityScope::kUnstated; });
}

// A later statement of the same kind and entity that repeats the first one's concepts is another
// body's, and with it what follows.
void number_sets(std::vector<Statement>& statements) {
  constexpr double kRepeats = 0.5;
  int current = 0;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    Statement& statement = statements[i];
    if (is_main(statement.kind)) {
      int set = 0;
      for (std::size_t j = 0; j < i; ++j) {
        const Statement& earlier = statements[j];
        const bool alike = earlier.kind == statement.kind && earlier.scope == statement.scope;
        if (alike && overlap(earlier, statement) >= kRepeats) set = earlier.set + 1;
      }
      current = set;
    }
    statement.set = current;
  }
}

}  // namespace

void inherit_scopes(std::vector<Statement>& statements) {
  constexpr double kRepeats = 0.5;
  for (std::size_t i = 1; i < statements.size(); ++i) {
    Statement& statement = statements[i];
    const Statement& before = statements[i - 1];
    const bool may = is_main(statement.kind) || statement.kind == StatementKind::kOverview ||
                     statement.kind == StatementKind::kEquityChanges;
    if (!may || statement.scope != EntityScope::kUnstated || names_bodies(statement)) continue;
    if (before.scope == EntityScope::kUnstated || before.kind == StatementKind::kNote ||
        before.pages.back() != statement.pages.front()) {
      continue;
    }
    bool repeats = false;
    for (std::size_t j = 0; j < i; ++j) {
      const bool alike =
          statements[j].kind == statement.kind && statements[j].scope == before.scope;
      repeats = repeats || (alike && overlap(statements[j], statement) >= kRepeats);
    }
    if (!repeats) statement.scope = before.scope;
  }
}

std::vector<Statement> merged(std::vector<Draft> drafts) {
  std::vector<Draft> out;
  for (Draft& draft : drafts) {
    std::optional<std::size_t> target;
    for (std::size_t back = out.size(); back-- > 0 && !target;) {
      if (belongs_to(out[back], draft)) target = back;
      const StatementKind kind = out[back].statement.kind;
      if (kind != StatementKind::kOther) break;  // a statement between them ends the first
    }
    if (target) {
      append(out[*target], std::move(draft));
    } else {
      out.push_back(std::move(draft));
    }
  }
  std::vector<Statement> statements;
  for (Draft& draft : out) {
    mark_prior(draft.statement.columns);
    statements.push_back(std::move(draft.statement));
  }
  number_sets(statements);
  return statements;
}

}  // namespace siffra::extract::internal
