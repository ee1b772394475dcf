#include "reconcile/internal/concepts.h"

#include <algorithm>

namespace siffra::reconcile::internal {
namespace {

using rules::Nature;

// Positive minus negative cells of the rows of one nature.
int balance_of_signs(const Grid& grid, Nature nature) {
  int balance = 0;
  for (const GridRow& row : grid.rows) {
    if (row.nature != nature) continue;
    for (std::size_t column = 0; column < grid.columns; ++column) {
      const Figure& figure = row.figures[column];
      if (!figure.readable || grid.roles[column] == rules::ColumnRole::kVariance) continue;
      balance += figure.value > 0 ? 1 : figure.value < 0 ? -1 : 0;
    }
  }
  return balance;
}

// Cost rows that a proven total subtracts are printed positive, whatever a single sign says.
int votes_of_totals(const TableFacts& table) {
  int votes = 0;
  for (const SumStructure& sum : table.sums) {
    if (!is_proven(sum) || table.money.rows[sum.total].nature == Nature::kCost) continue;
    for (const SumTerm& term : sum.terms) {
      if (table.money.rows[term.row].nature == Nature::kCost) votes += term.weight < 0 ? 2 : -2;
    }
  }
  return votes;
}

bool is_main_kind(rules::StatementKind kind) { return kind != rules::StatementKind::kNote; }

}  // namespace

ConceptIndex::ConceptIndex(const extract::Extraction& extraction, const rules::RuleBook& book,
                           const std::vector<TableFacts>& tables)
    : extraction_(extraction), book_(book), tables_(tables) {
  for (std::size_t statement = 0; statement < tables.size(); ++statement) {
    conventions_.push_back(convention_of(tables[statement]));
    const Grid& grid = tables[statement].money;
    for (std::size_t row = 0; row < grid.rows.size(); ++row) {
      const std::string& id = extraction.statements[statement].rows[row].concept_id;
      if (id.empty()) continue;
      const rules::Concept* known = book.find_concept(id);
      if (known == nullptr) continue;
      const bool placed = !known->statements.empty()
                              ? std::find(known->statements.begin(), known->statements.end(),
                                          grid.kind) != known->statements.end()
                              : is_main_kind(grid.kind);
      if (placed && !extraction.statements[statement].rows[row].cells.empty()) {
        places_[id].push_back({statement, row});
      }
    }
  }
}

ConceptIndex::Convention ConceptIndex::convention_of(const TableFacts& table) {
  Convention convention;
  const int income = balance_of_signs(table.money, Nature::kIncome);
  const int costs = balance_of_signs(table.money, Nature::kCost) + votes_of_totals(table);
  // Ledgers print the credit side negative: income below zero, costs above it.
  if (income < 0 && costs > 0) convention.income = -1;
  if (costs > 0) convention.cost = -1;
  if (balance_of_signs(table.money, Nature::kCredit) < 0) convention.credit = -1;
  return convention;
}

std::optional<RowPlace> ConceptIndex::row_in(std::size_t statement,
                                             std::span<const std::string> concepts) const {
  for (const std::string& id : concepts) {
    const auto found = places_.find(id);
    if (found == places_.end()) continue;
    for (auto place = found->second.rbegin(); place != found->second.rend(); ++place) {
      if (place->statement == statement) return *place;
    }
  }
  return std::nullopt;
}

std::vector<std::size_t> ConceptIndex::statements_with(
    std::span<const std::string> concepts) const {
  std::vector<std::size_t> statements;
  for (const std::string& id : concepts) {
    const auto found = places_.find(id);
    if (found == places_.end()) continue;
    for (const RowPlace& place : found->second) statements.push_back(place.statement);
  }
  std::sort(statements.begin(), statements.end());
  statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
  return statements;
}

std::vector<std::size_t> ConceptIndex::statements_for(std::size_t near,
                                                      std::span<const std::string> concepts) const {
  std::vector<std::size_t> statements = statements_with(concepts);
  std::erase_if(statements, [&](std::size_t statement) {
    return extraction_.statements[statement].set != extraction_.statements[near].set;
  });
  const auto is_home = [&](std::size_t statement) {
    return std::any_of(concepts.begin(), concepts.end(), [&](const std::string& id) {
      const rules::Concept* known = book_.find_concept(id);
      return known != nullptr && !known->statements.empty() &&
             known->statements.front() == extraction_.statements[statement].kind;
    });
  };
  const auto distance = [&](std::size_t statement) {
    return statement > near ? statement - near : near - statement;
  };
  std::stable_sort(statements.begin(), statements.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(!is_home(a), distance(a)) < std::pair(!is_home(b), distance(b));
  });
  return statements;
}

int ConceptIndex::sign_of(const RowPlace& place) const {
  const Convention& convention = conventions_[place.statement];
  const Grid& grid = tables_[place.statement].money;
  switch (grid.rows[place.row].nature) {
    case Nature::kIncome:
      return convention.income;
    case Nature::kCost:
      return convention.cost;
    case Nature::kCredit:
      return convention.credit;
    case Nature::kResult:
      return grid.kind == rules::StatementKind::kBalanceSheet ? convention.credit
                                                              : convention.income;
    default:
      return 1;
  }
}

}  // namespace siffra::reconcile::internal
