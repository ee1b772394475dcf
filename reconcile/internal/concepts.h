// Where the concepts of the rule packs stand in a report, with signs made alike: income and assets
// positive, costs negative, the credit side positive, whatever convention each table prints.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/statement.h"
#include "reconcile/internal/tables.h"
#include "rules/rule_book.h"

namespace siffra::reconcile::internal {

struct RowPlace {
  std::size_t statement = 0;
  std::size_t row = 0;  // index into Grid::rows
};

class ConceptIndex {
 public:
  ConceptIndex(const extract::Extraction& extraction, const rules::RuleBook& book,
               const std::vector<TableFacts>& tables);

  // Statements in which one of the concepts stands.
  [[nodiscard]] std::vector<std::size_t> statements_with(
      std::span<const std::string> concepts) const;
  // The row of the first of the concepts that the statement has; of several rows for one concept
  // the last, where totals stand.
  [[nodiscard]] std::optional<RowPlace> row_in(std::size_t statement,
                                               std::span<const std::string> concepts) const;
  // The statement to take a concept from when it is not in `near`: same set of accounts, the
  // concept's own kind of statement first.
  [[nodiscard]] std::vector<std::size_t> statements_for(
      std::size_t near, std::span<const std::string> concepts) const;
  // +1, or −1 where the table prints the row with the opposite sign.
  [[nodiscard]] int sign_of(const RowPlace& place) const;

 private:
  struct Convention {
    int income = 1;
    int cost = 1;
    int credit = 1;
  };
  static Convention convention_of(const TableFacts& table);

  const extract::Extraction& extraction_;
  const rules::RuleBook& book_;
  const std::vector<TableFacts>& tables_;
  std::map<std::string, std::vector<RowPlace>, std::less<>> places_;
  std::vector<Convention> conventions_;
};

}  // namespace siffra::reconcile::internal
