// What the program said about a document: its report file, reduced to what is scored.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/result.h"
#include "tools/eval/decimal.h"

namespace siffra::evaluation {

struct SaidCell {
  std::string address;  // "s3/r1/c1"
  std::optional<Decimal> value, before_repair;
  double confidence = 1;
};

struct SaidRow {
  std::size_t statement = 0;  // index into SaidReport::statements
  std::string label, note;
  std::vector<SaidCell> cells;  // in column order, those with a value
};

struct SaidColumn {
  std::string role, end;
};

struct SaidStatement {
  std::string kind, title;
  std::optional<std::int64_t> scale;
  std::vector<SaidColumn> columns;
};

struct SaidRepair {
  std::string cell;
  std::optional<Decimal> to;
};

struct SaidFinding {
  std::string severity, title;
  std::vector<std::string> cells;    // suspects, most suspect first
  std::vector<std::string> touched;  // those and all terms of its checks
  std::vector<std::string> statement_titles;
  std::vector<double> differences;  // absolute, in kronor
};

struct SaidCheck {
  std::string id, verdict;
  std::vector<std::string> cells;  // its terms
};

struct SaidReport {
  std::string entity, org, report_kind;
  std::vector<SaidStatement> statements;
  std::vector<SaidRow> rows;
  std::vector<SaidRepair> repairs;
  std::vector<SaidFinding> findings;
  std::vector<SaidCheck> checks;
  int pages = 0;
};

rules::Result<SaidReport> parse_report_json(std::string_view json);

}  // namespace siffra::evaluation
