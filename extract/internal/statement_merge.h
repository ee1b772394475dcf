// Parts of one statement put together, and statements of different bodies kept apart.
#pragma once

#include <vector>

#include "extract/statement.h"

namespace siffra::extract::internal {

struct Draft {
  Statement statement;
  bool headed = false;     // its value columns have heads of their own
  bool continued = false;  // its title says so ("Driftredovisning, forts.")
};

// A balance sheet with assets on one page and liabilities on the next, or side by side, becomes one
// statement: parts of the same kind and entity, next to each other, with the same columns and
// hardly a concept in common. So does any table whose title says that it goes on, or repeats that
// of a table without a total on the page before. What repeats the concepts of an earlier part is
// another set of accounts.
std::vector<Statement> merged(std::vector<Draft> drafts);

// What follows a statement of the group (or the parent) on the same page without naming its body is
// the same body's: the other comprehensive income under the income statement, key figures under the
// cash flow. What repeats a statement of that body is not.
void inherit_scopes(std::vector<Statement>& statements);

}  // namespace siffra::extract::internal
