// Small reports for tests, written as they are printed:
//
//   ReportBuilder report(book);
//   report.statement(StatementKind::kNote, "Not 2. Kostnader", {"2023", "2022"}).note("2")
//       .row("Hyra", {"1 200", "1 150"})
//       .row("Summa", {"1 200", "1 150"});
//   Audit result = report.audited();
//
// Columns named by a year get that year's period end; an empty text is a cell printed empty.
#pragma once

#include <cstdlib>
#include <string>
#include <vector>

#include "extract/statement.h"
#include "reconcile/audit.h"
#include "rules/amount.h"
#include "rules/rule_book.h"
#include "tests/source_folder.h"

namespace siffra::reconcile::testing {

inline const rules::RuleBook& test_book() {
  static const rules::RuleBook book = [] {
    const std::vector<std::filesystem::path> files = {siffra::source_folder() /
                                                      "tests/reconcile/test_pack.toml"};
    auto loaded = rules::RuleBook::load(files);
    if (!loaded) {
      std::fputs(rules::to_string(loaded.error()).c_str(), stderr);
      std::abort();
    }
    return std::move(*loaded);
  }();
  return book;
}

class StatementBuilder {
 public:
  StatementBuilder(extract::Extraction& extraction, std::size_t index)
      : extraction_(&extraction), index_(index) {}

  StatementBuilder& note(std::string number) {
    statement().note = std::move(number);
    return *this;
  }
  StatementBuilder& scale(std::int64_t scale) {
    statement().scale = scale;
    return *this;
  }
  StatementBuilder& scope(rules::EntityScope scope) {
    statement().scope = scope;
    return *this;
  }
  // The unit that the label of a row that is already there states.
  StatementBuilder& row_scale(std::size_t row, std::int64_t scale) {
    for (extract::StatementCell& cell : statement().rows[row].cells) {
      if (cell.amount) cell.amount->stated_scale = scale;
    }
    return *this;
  }
  StatementBuilder& header(std::size_t column, std::string header) {
    statement().columns[column].header = std::move(header);
    statement().columns[column].period_end.reset();
    return *this;
  }
  StatementBuilder& role(std::size_t column, rules::ColumnRole role) {
    statement().columns[column].role = role;
    statement().columns[column].period_end.reset();
    return *this;
  }
  // All cells of a row that is already there.
  StatementBuilder& unit(std::size_t row, rules::Unit unit) {
    for (extract::StatementCell& cell : statement().rows[row].cells) cell.unit = unit;
    return *this;
  }
  StatementBuilder& heading(std::string label) { return row(std::move(label), {}); }

  StatementBuilder& row(std::string label, const std::vector<std::string>& cells,
                        std::string note = "") {
    extract::StatementRow row;
    row.id = "r" + std::to_string(statement().rows.size() + 1);
    row.label = std::move(label);
    row.note = std::move(note);
    if (const auto match = test_book().concept_for(row.label, statement().kind)) {
      row.concept_id = match->concept_found->id;
    }
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (cells[column].empty()) continue;
      extract::StatementCell cell;
      cell.column = column;
      cell.raw = cells[column];
      cell.amount = rules::read_amount(cell.raw, {});
      if (cell.amount) cell.unit = cell.amount->unit;
      row.cells.push_back(std::move(cell));
    }
    if (row.cells.empty()) row.kind = rules::RowKind::kHeading;
    if (!row.cells.empty() && row.label.rfind("Summa", 0) == 0) row.kind = rules::RowKind::kSum;
    statement().rows.push_back(std::move(row));
    return *this;
  }

 private:
  extract::Statement& statement() { return extraction_->statements[index_]; }

  extract::Extraction* extraction_;
  std::size_t index_;
};

class ReportBuilder {
 public:
  StatementBuilder statement(rules::StatementKind kind, std::string title,
                             const std::vector<std::string>& columns) {
    extract::Statement statement;
    statement.id = "s" + std::to_string(extraction_.statements.size() + 1);
    statement.kind = kind;
    statement.title = std::move(title);
    statement.scale = 1;
    statement.pages = {1};
    for (const std::string& header : columns) {
      extract::StatementColumn column;
      column.id = "c" + std::to_string(statement.columns.size() + 1);
      column.header = header;
      if (header.size() == 4) {
        column.period_end = rules::Date{std::chrono::year(std::atoi(header.c_str())),
                                        std::chrono::December, std::chrono::day(31)};
      }
      statement.columns.push_back(std::move(column));
    }
    extraction_.statements.push_back(std::move(statement));
    return {extraction_, extraction_.statements.size() - 1};
  }

  [[nodiscard]] const extract::Extraction& extraction() const { return extraction_; }
  [[nodiscard]] Audit audited() const { return audit(extraction_, test_book()); }

 private:
  extract::Extraction extraction_;
};

// Every figure recognised plainly, a hundred points from column to column.
inline void recognise(extract::Extraction& extraction) {
  for (auto& statement : extraction.statements) {
    double y = 100;
    for (auto& row : statement.rows) {
      for (extract::StatementCell& cell : row.cells) {
        const double right = 300 + 100 * static_cast<double>(cell.column);
        cell.source = extract::Source::kOcr;
        cell.confidence = 0.998;
        cell.box = {right - 5 * static_cast<double>(cell.raw.size()), y, right, y + 8};
      }
      y += 12;
    }
  }
}

}  // namespace siffra::reconcile::testing
