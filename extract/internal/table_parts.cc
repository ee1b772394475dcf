#include "extract/internal/table_parts.h"

#include <algorithm>
#include <optional>

#include "extract/internal/statement_text.h"
#include "rules/amount.h"

namespace siffra::extract::internal {

namespace {

using rules::RuleBook;
using rules::StatementKind;

bool is_words(const std::string& text) {
  return has_letter(text) && !rules::read_amount(text, {}).has_value();
}

// The column where a second set of labels begins, after a first set of figures and before a second.
std::optional<std::size_t> second_labels(const Table& table, const RuleBook& book) {
  constexpr std::size_t kFewestLabels = 3;
  bool figures_before = false;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const ColumnContent content = table.columns[c].content;
    if (content == ColumnContent::kAmount) figures_before = true;
    const bool wordy = content == ColumnContent::kLabel || content == ColumnContent::kText;
    if (!figures_before || !wordy) continue;
    const bool figures_after = std::any_of(
        table.columns.begin() + static_cast<std::ptrdiff_t>(c), table.columns.end(),
        [](const TableColumn& column) { return column.content == ColumnContent::kAmount; });
    std::size_t labels = 0;
    for (const TableRow& row : table.rows) {
      for (const TableCell& cell : row.cells) {
        const bool label = row.role == TableRowRole::kBody && cell.first_column == c &&
                           is_words(cell.text) && note_reference(cell.text, book).empty();
        labels += label ? 1u : 0u;
      }
    }
    if (figures_after && labels >= kFewestLabels) return c;
  }
  return std::nullopt;
}

Table columns_of(const Table& table, std::size_t from, std::size_t to) {
  Table part = table;
  part.columns.assign(table.columns.begin() + static_cast<std::ptrdiff_t>(from),
                      table.columns.begin() + static_cast<std::ptrdiff_t>(to));
  if (from > 0) part.columns.front().content = ColumnContent::kLabel;
  part.rows.clear();
  for (const TableRow& row : table.rows) {
    TableRow kept = row;
    kept.cells.clear();
    kept.box = {};
    for (TableCell cell : row.cells) {
      if (cell.last_column < from || cell.first_column >= to) continue;
      cell.first_column = std::max(cell.first_column, from) - from;
      cell.last_column = std::min(cell.last_column, to - 1) - from;
      kept.box = united(kept.box, cell.box);
      kept.cells.push_back(std::move(cell));
    }
    if (kept.cells.empty()) continue;
    kept.bold = kept.cells.front().bold;
    part.rows.push_back(std::move(kept));
  }
  return part;
}

// The title that a row without figures prints, if it opens another statement than the one before.
std::optional<rules::TitleMatch> opening_title(const TableRow& row, const RuleBook& book) {
  constexpr double kNothingElse = 0.9;
  if (row.role == TableRowRole::kHead && row.cells.size() > 1) return std::nullopt;
  if (row.cells.size() != 1 || has_leaders(row.cells[0].text)) return std::nullopt;
  auto match = book.statement_title(row.cells[0].text);
  if (!match || match->coverage < kNothingElse) return std::nullopt;
  return match;
}

bool opens_another(const std::optional<rules::TitleMatch>& current, const rules::TitleMatch& next) {
  if (next.kind == StatementKind::kNote) {
    return !next.note.empty() && (!current || current->note != next.note);
  }
  const bool cuts = next.kind == StatementKind::kIncomeStatement ||
                    next.kind == StatementKind::kBalanceSheet ||
                    next.kind == StatementKind::kCashFlowStatement;
  return cuts && (!current || current->kind != next.kind);
}

TextLine line_of(const TableRow& row) {
  TextLine line;
  line.page = row.page;
  line.box = row.box;
  line.bold = row.bold;
  Chunk chunk;
  chunk.text = row.cells[0].text;
  chunk.box = row.cells[0].box;
  chunk.bold = row.cells[0].bold;
  line.chunks.push_back(std::move(chunk));
  return line;
}

bool has_body(const Table& table) {
  return std::any_of(table.rows.begin(), table.rows.end(), [](const TableRow& row) {
    return row.role == TableRowRole::kBody && row.cells.size() > 1;
  });
}

std::vector<Table> cut_at_titles(const Table& table, const RuleBook& book) {
  std::vector<Table> parts;
  Table part = table;
  part.rows.clear();
  std::vector<TableRow> heads;
  std::optional<rules::TitleMatch> current;
  for (const TextLine& line : table.lines_above) {
    const auto match = book.statement_title(line.text());
    if (match && match->coverage >= 0.6) current = match;
  }
  for (const TableRow& row : table.rows) {
    const auto title = opening_title(row, book);
    if (title && opens_another(current, *title) && has_body(part)) {
      if (heads.empty()) {
        for (const TableRow& head : part.rows) {
          if (head.role == TableRowRole::kHead) heads.push_back(head);
        }
      }
      parts.push_back(part);
      part.rows = heads;
      part.lines_above = {line_of(row)};
      current = title;
      continue;
    }
    if (title) current = title;
    part.rows.push_back(row);
  }
  parts.push_back(std::move(part));
  for (Table& one : parts) {
    one.pages.clear();
    for (const TableRow& row : one.rows) {
      if (one.pages.empty() || one.pages.back() < row.page) one.pages.push_back(row.page);
    }
    if (one.pages.empty()) one.pages = table.pages;
  }
  return parts;
}

// What recognition makes of the dots that lead to a page number: dashes before it, or lines of
// them.
std::string without_leader(const std::string& text) {
  const std::size_t at = text.find_first_not_of("-–. ");
  return at == std::string::npos ? text : text.substr(at);
}

bool is_leader_row(const TableRow& row) {
  return std::none_of(row.cells.begin(), row.cells.end(),
                      [](const TableCell& cell) { return has_digit(cell.text); }) &&
         std::none_of(row.cells.begin(), row.cells.end(),
                      [](const TableCell& cell) { return cell.first_column == 0; });
}

}  // namespace

bool is_contents(const Table& table, std::size_t page_count, const RuleBook& book) {
  constexpr std::size_t kFewestTitles = 2;
  std::size_t rows = 0, page_numbers = 0, titles = 0;
  for (const TableRow& row : table.rows) {
    if (row.cells.empty() || is_leader_row(row)) continue;
    const std::string last = without_leader(row.cells.back().text);
    const auto amount = rules::read_amount(last, {});
    const bool led = has_leaders(row.cells.front().text);
    if (!amount && !led) continue;
    ++rows;
    const bool whole = amount && amount->decimals == 0 && !amount->is_nil &&
                       amount->sign == rules::SignStyle::kNone && amount->digits > 0 &&
                       amount->digits <= static_cast<std::int64_t>(page_count) + 10;
    page_numbers += whole || led ? 1u : 0u;
    titles += led || book.statement_title(row.cells.front().text) ? 1u : 0u;
  }
  if (titles < kFewestTitles) return false;
  // Recognition may misread a page here and there; no statement has titles for half its rows.
  return page_numbers == rows || (2 * titles >= rows && 4 * page_numbers >= 3 * rows);
}

std::vector<Table> table_parts(const Table& table, const RuleBook& book) {
  std::vector<Table> sides;
  if (const auto column = second_labels(table, book)) {
    sides = {columns_of(table, 0, *column), columns_of(table, *column, table.columns.size())};
  } else {
    sides = {table};
  }
  std::vector<Table> parts;
  for (const Table& side : sides) {
    for (Table& part : cut_at_titles(side, book)) parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace siffra::extract::internal
