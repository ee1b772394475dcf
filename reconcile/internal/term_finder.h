// From a term of an identity to the printed figure it means: the right statement, row and column.
#pragma once

#include <cstddef>
#include <optional>

#include "extract/statement.h"
#include "reconcile/internal/concepts.h"
#include "reconcile/internal/draft.h"
#include "reconcile/internal/tables.h"
#include "rules/rule_book.h"

namespace siffra::reconcile::internal {

class TermFinder {
 public:
  TermFinder(const extract::Extraction& extraction, const std::vector<TableFacts>& tables,
             const ConceptIndex& concepts)
      : extraction_(extraction), tables_(tables), concepts_(concepts) {}

  // Whom a statement that does not say so is taken to speak of, until told otherwise.
  void assume(rules::EntityScope scope) { assumed_ = scope; }

  // The figure of the term for an equation tried in this column, its weight normalised for sign.
  // nullopt when the concept is not in the report, or no column speaks of the same.
  [[nodiscard]] std::optional<PlacedFigure> find(const rules::IdentityTerm& wanted,
                                                 std::size_t statement, std::size_t column) const;

 private:
  const extract::Extraction& extraction_;
  const std::vector<TableFacts>& tables_;
  const ConceptIndex& concepts_;
  rules::EntityScope assumed_ = rules::EntityScope::kUnstated;
};

// Whether an identity applies: all of `when` and none of `unless` stand in the report.
bool applies(const ConceptIndex& concepts, const std::vector<std::string>& when,
             const std::vector<std::string>& unless);

}  // namespace siffra::reconcile::internal
