#include "extract/statement.h"

#include <algorithm>

namespace siffra::extract {

std::string name_of(const Extraction& extraction, const CellAddress& address) {
  if (address.statement >= extraction.statements.size()) return {};
  const Statement& statement = extraction.statements[address.statement];
  if (address.row >= statement.rows.size() || address.column >= statement.columns.size()) return {};
  return statement.id + "/" + statement.rows[address.row].id + "/" +
         statement.columns[address.column].id;
}

const StatementCell* find_cell(const Extraction& extraction, const CellAddress& address) {
  if (address.statement >= extraction.statements.size()) return nullptr;
  const Statement& statement = extraction.statements[address.statement];
  if (address.row >= statement.rows.size()) return nullptr;
  const auto& cells = statement.rows[address.row].cells;
  const auto found = std::find_if(cells.begin(), cells.end(), [&](const StatementCell& cell) {
    return cell.column == address.column;
  });
  return found == cells.end() ? nullptr : &*found;
}

}  // namespace siffra::extract
