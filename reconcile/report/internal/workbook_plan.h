// Where everything stands in the workbook, decided before anything is written: the formulas of one
// sheet point to cells of others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reconcile/report/report.h"

namespace siffra::reconcile::internal {

// The sheet columns of one printed column.
struct FigureColumns {
  std::size_t printed = 0;
  // Where any total of the column is recomputed:
  std::optional<std::size_t> computed, difference;
};

struct StatementSheet {
  std::string name;  // unique, at most 31 characters, as Excel wants it
  std::optional<std::size_t> code_column, note_column;
  std::size_t label_column = 0;
  std::size_t page_column = 0;
  std::vector<FigureColumns> figures;  // by statement column
};

struct WorkbookPlan {
  std::string overview, checks, findings, repairs;  // names of sheets
  std::vector<StatementSheet> statements;           // by statement
  // The check that is shown as a formula beside its total, by index into Audit::checks.
  std::map<extract::CellAddress, std::size_t> formula_of;
};

// Sheet rows, counted from 0: the head of a statement's table, and of one of its rows.
inline constexpr std::size_t kHeadRow = 3;
constexpr std::size_t sheet_row(std::size_t statement_row) { return kHeadRow + 1 + statement_row; }

WorkbookPlan plan_workbook(const Report& report, Language language);

// "D12"; "'2 Balansräkning'!D12".
std::string cell_name(std::size_t row, std::size_t column);
std::string reference(const WorkbookPlan& plan, const extract::CellAddress& cell);
// A link inside the workbook: "internal:'2 Balansräkning'!D12".
std::string link_to(const WorkbookPlan& plan, const extract::CellAddress& cell);
std::string link_to_sheet(const std::string& sheet);

}  // namespace siffra::reconcile::internal
