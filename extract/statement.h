// Statements: tables whose meaning is known. The values every later stage works on; no outside
// library.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/document.h"
#include "rules/amount.h"
#include "rules/period.h"
#include "rules/rule_book.h"
#include "rules/terms.h"

namespace siffra::extract {

struct StatementColumn {
  std::string id;      // "c1"
  std::string header;  // as printed, lines joined by a space
  rules::ColumnRole role = rules::ColumnRole::kActual;
  std::optional<rules::Date> period_start, period_end;
  rules::EntityScope scope = rules::EntityScope::kUnstated;
  bool prior = false;                 // a comparative column: last year's
  std::optional<std::int64_t> scale;  // where one column has another unit than its table
};

// Another value a cell may hold, from another reading or another layout of the same print.
struct CellCandidate {
  std::string raw;
  std::optional<rules::ReportedAmount> amount;
  double log_likelihood = 0;
  bool layout = false;  // the same digits, grouped or placed otherwise
};

struct StatementCell {
  std::size_t column = 0;  // index into Statement::columns
  std::string raw;
  std::optional<rules::ReportedAmount> amount;  // nullopt: could not be read as an amount
  rules::Unit unit = rules::Unit::kMoney;
  double confidence = 1;
  int page = 1;
  Box box;
  Source source = Source::kTextLayer;
  std::vector<CellCandidate> candidates;  // other values, best first
  bool decided = false;                   // by a person, whom no picture and no sum overrules
};

struct StatementRow {
  std::string id;  // "r1"
  rules::RowKind kind = rules::RowKind::kItem;
  std::string label;
  std::string code;        // account or project number, split off the label
  std::string note;        // note reference as printed
  std::string concept_id;  // empty where none fits
  double indent = 0;       // points, relative to the table's leftmost label
  bool bold = false;
  int page = 1;
  Box box;                           // of the label
  std::vector<StatementCell> cells;  // by column; a cell printed empty has no entry
};

struct Statement {
  std::string id;  // "s3"
  rules::StatementKind kind = rules::StatementKind::kOther;
  std::string title;
  std::string note;                   // its number as printed, for notes
  std::optional<std::int64_t> scale;  // 1, 1000, 1000000; nullopt: not stated
  bool scale_inferred = false;        // taken from elsewhere in the document
  rules::EntityScope scope = rules::EntityScope::kUnstated;
  int set = 0;  // which set of accounts of the document (a report may hold two bodies)
  std::vector<int> pages;
  std::vector<StatementColumn> columns;
  std::vector<StatementRow> rows;
};

struct Entity {
  std::string name;        // empty: not found
  std::string org_number;  // "NNNNNN-NNNN", Luhn-checked; empty: not found
};

// All that extraction knows about one report.
struct Extraction {
  Entity entity;
  rules::ReportKind report_kind = rules::ReportKind::kUnknown;
  std::optional<rules::Date> period_start, period_end;
  std::vector<Statement> statements;  // reading order; tables that are no statement are left out,
                                      // except figure tables, kept as kOther
};

// A cell's name in reports and messages: "s3/r1/c1".
struct CellAddress {
  std::size_t statement = 0, row = 0, column = 0;
  friend auto operator<=>(const CellAddress&, const CellAddress&) = default;
};
std::string name_of(const Extraction& extraction, const CellAddress& address);
const StatementCell* find_cell(const Extraction& extraction, const CellAddress& address);

}  // namespace siffra::extract
