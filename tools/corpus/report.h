// A report of the corpus: its facts, its statements with every figure as printed, the equations its
// own structure says should hold, and the errors that are known to stand in it.
//
// Read from and written to the line-based files described in corpus/README.md. Rows and statements
// have short keys ("rr.net"), which equations and known errors use.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/result.h"

namespace siffra::corpus {

enum class RowStyle { kItem, kSum, kHeading, kOfWhich };

struct Column {
  std::string key;                // "c1"
  std::string role;               // as in the report file: "actual", "budget", …
  std::vector<std::string> head;  // lines
  std::string start, end;         // ISO dates; empty = none
  std::string scope;              // "group", "parent" or empty
  std::string formula;            // models only: a context ("now") or "= c1 - c2"
};

struct Row {
  std::string key;
  RowStyle style = RowStyle::kItem;
  std::string label, code, note;
  std::vector<std::optional<std::string>> cells;  // as printed, one per column; nullopt = blank
  std::string expression;                         // models only: what the row holds
  std::vector<std::string> cell_expressions;      // models only: or what each column of it holds
};

// sum: one row as others, in every column (or those named).
// across: one column as others, in every row (or those named).
struct SumLine {
  bool across = false;
  std::string result;
  std::vector<std::pair<int, std::string>> terms;  // weight and key
  std::vector<std::string> only;                   // columns of a sum, rows of an across
};

struct Statement {
  std::string key;        // "rr"
  std::string kind;       // as in the report file: "income_statement"
  std::string title;      // as printed
  std::string note;       // its number, for a note
  std::string unit;       // "kr", "tkr", "mkr"
  int decimals = 0;       // models only: how its figures are printed
  bool note_col = false;  // whether it has a column for note references
  bool as_list = false;   // printed as lines "label: figure kr", not as a table
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::vector<SumLine> sums;
};

// A cell, by keys.
struct CellName {
  std::string statement, row, column;
  friend auto operator<=>(const CellName&, const CellName&) = default;
};

// result = Σ weight·cell, over statements and units.
struct EquationLine {
  CellName result;
  std::vector<std::pair<int, CellName>> terms;
};

// A difference that truly stands in the report, or that may be reported either way.
struct KnownError {
  bool required = false;
  std::string statement, column;         // keys; column may be empty
  std::vector<std::string> differences;  // in kronor
  std::string what;
};

struct Report {
  std::string id, body, org, kind, heading, period_start, period_end, origin;
  bool as_printed = false;  // figures keep their own print; a house style leaves them alone
  std::vector<Statement> statements;
  std::vector<EquationLine> equations;
  std::vector<KnownError> known;
};

// Kronor per printed unit; 0 for an unknown unit.
std::int64_t scale_of(std::string_view unit);

const Statement* find_statement(const Report& report, std::string_view key);
std::optional<std::size_t> find_row(const Statement& statement, std::string_view key);
std::optional<std::size_t> find_column(const Statement& statement, std::string_view key);
// Of a model: whether some row has an expression for each column, as equity by its parts has.
bool has_rows_by_column(const Statement& statement);

// Reads a table file; `file` is named in errors.
rules::Result<Report> parse_report(std::string_view text, std::string_view file);
// Writes what parse_report reads, with columns lined up.
std::string print_report(const Report& report);

// The whole of a file.
rules::Result<std::string> read_file(const std::string& path);

std::string_view name_of(RowStyle style);

}  // namespace siffra::corpus
