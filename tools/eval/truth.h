// What truly stands in a document, from the files a corpus set or ../shared/reports/truth holds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/result.h"
#include "tools/eval/decimal.h"

namespace siffra::evaluation {

struct TrueColumn {
  std::string role, end;  // end: ISO date or empty
};

struct TrueRow {
  std::size_t statement = 0, row = 0;  // places in the truth's lists
  std::string label;                   // with its code before it
  std::string note;
  std::vector<std::optional<Decimal>> values;
};

struct TrueStatement {
  std::string kind, title;
  std::int64_t scale = 1;
  std::vector<TrueColumn> columns;
};

// A place in the truth's lists; the row is absent for one that was dropped.
struct TruePlace {
  std::size_t statement = 0;
  std::optional<std::size_t> row;
  std::size_t column = 0;
};

struct Planted {
  std::string kind;
  TruePlace cell;
  std::optional<Decimal> old_value, new_value;  // new: absent for a dropped row
  bool checkable = false;
  std::vector<std::vector<TruePlace>> equations;  // result first
};

struct Known {
  bool required = false;
  std::string title;
  std::vector<double> differences;
};

struct Truth {
  std::string entity, org, report_kind;
  std::vector<TrueStatement> statements;
  std::vector<TrueRow> rows;  // those with a figure
  std::vector<Planted> planted;
  std::vector<Known> known;
};

// `planted_file` and `known_file` may be empty.
rules::Result<Truth> read_truth(const std::string& truth_file, const std::string& planted_file,
                                const std::string& known_file, const std::string& id);

}  // namespace siffra::evaluation
