#include "extract/internal/table_context.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>

#include "extract/internal/table_region.h"

namespace siffra::extract::internal {

namespace {

using rules::HeadMatch;
using rules::RuleBook;
using rules::StatementKind;

constexpr double kReach = 48;        // points above the table in which its heads are looked for
constexpr double kTitledReach = 90;  // the same for heads on the line of its title

std::vector<std::size_t> amount_columns(const Table& table) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].content == ColumnContent::kAmount) columns.push_back(i);
  }
  return columns;
}

std::string head_over(const Table& table, std::size_t column) {
  std::string text;
  for (const TableRow& row : table.rows) {
    if (row.role != TableRowRole::kHead) continue;
    for (const TableCell& cell : row.cells) {
      if (cell.first_column <= column && column <= cell.last_column) text += cell.text + '\n';
    }
  }
  return text;
}

bool needs_heads(const Table& table, const std::vector<std::size_t>& columns) {
  std::set<std::string> different;
  std::size_t headed = 0;
  for (const std::size_t column : columns) {
    const std::string text = head_over(table, column);
    if (text.empty()) continue;
    ++headed;
    different.insert(text);
  }
  return headed == 0 || different.size() < headed;
}

bool is_head_text(const std::string& text, const RuleBook& book) {
  constexpr std::size_t kLongestHead = 40;
  if (text.size() > kLongestHead) return false;
  if (const auto title = book.statement_title(text); title && title->coverage > 0.6) return false;
  const HeadMatch head = book.column_head(text);
  return head.role || head.period || head.is_note_column ||
         head.scope != rules::EntityScope::kUnstated;
}

// The columns that a head stands over: those whose middle is nearer to it than to any other head of
// the line, and not farther than the columns are from each other.
class HeadLine {
 public:
  HeadLine(const Table& table, const std::vector<std::size_t>& columns)
      : table_(table), columns_(columns) {
    const auto middle = [&](std::size_t i) { return middle_of(columns_[i]); };
    for (std::size_t i = 1; i < columns_.size(); ++i) {
      const double step = middle(i) - middle(i - 1);
      pitch_ = i == 1 ? step : std::min(pitch_, step);
    }
  }

  std::optional<TableRow> row_of(const TextLine& line, const RuleBook& book) const {
    std::vector<const Chunk*> heads;
    std::vector<const Chunk*> labels;
    const double first_value = table_.columns[columns_.front()].left;
    for (const Chunk& chunk : line.chunks) {
      const bool over_values = chunk.box.x1 > first_value - pitch_ / 2;
      if (over_values && is_head_text(chunk.text, book)) {
        heads.push_back(&chunk);
      } else if (over_values) {
        return std::nullopt;  // something else stands over the figures: no line of heads
      } else {
        labels.push_back(&chunk);
      }
    }
    if (heads.empty()) return std::nullopt;
    TableRow row;
    row.role = TableRowRole::kHead;
    row.page = line.page;
    row.box = line.box;
    constexpr std::size_t kLongestLabel = 80;  // longer: prose that ends in a date
    for (const Chunk* label : labels) {
      if (label->text.size() > kLongestLabel) return std::nullopt;
      if (row.cells.empty()) {
        row.cells.push_back({label->text, label->box, line.page, 0, 0, label->bold, label->words});
        continue;
      }
      TableCell& cell = row.cells.front();
      cell.text += " " + label->text;
      cell.box = united(cell.box, label->box);
      cell.words.insert(cell.words.end(), label->words.begin(), label->words.end());
    }
    for (const Chunk* head : heads) add_cell(*head, heads, line.page, row);
    return row;
  }

 private:
  [[nodiscard]] double middle_of(std::size_t column) const {
    return (table_.columns[column].left + table_.columns[column].right) / 2;
  }

  // 0 inside the head's extent.
  [[nodiscard]] static double distance(double x, const Box& box) {
    return x < box.x0 ? box.x0 - x : x > box.x1 ? x - box.x1 : 0;
  }

  void add_cell(const Chunk& head, const std::vector<const Chunk*>& heads, int page,
                TableRow& row) const {
    std::optional<std::size_t> first, last;
    for (const std::size_t column : columns_) {
      const double x = middle_of(column);
      const double own = distance(x, head.box);
      const bool nearest = std::none_of(heads.begin(), heads.end(), [&](const Chunk* other) {
        return other != &head && distance(x, other->box) < own;
      });
      if (!nearest || own > pitch_ * 0.6) continue;
      if (!first) first = column;
      last = column;
    }
    if (!first) return;
    row.cells.push_back({head.text, head.box, page, *first, *last, head.bold, head.words});
  }

  const Table& table_;
  const std::vector<std::size_t>& columns_;
  double pitch_ = 60;
};

// "Not 16 Övriga skulder  2023-12-31  2022-12-31" with air and perhaps a heading before the rows.
bool is_titled_heads(const Table& table, const TextLine& line, const TableRow& row) {
  constexpr std::size_t kBetween = 1;
  const auto& above = table.lines_above;
  const std::size_t first = above.size() > kBetween + 1 ? above.size() - kBetween - 1 : 0;
  bool near = false;
  for (std::size_t i = first; i < above.size(); ++i) {
    near = near || (above[i].page == line.page && above[i].box == line.box);
  }
  return near && row.cells.size() > 2 && row.cells.front().first_column == 0;
}

void add_heads(Table& table, const std::vector<TextLine>& page, const RuleBook& book) {
  const std::vector<std::size_t> columns = amount_columns(table);
  if (columns.empty() || table.rows.empty() || !needs_heads(table, columns)) return;
  const double top = table.rows.front().box.y0;
  const HeadLine reader(table, columns);
  std::vector<TableRow> rows;
  for (const TextLine& line : page) {
    // Heads of a statement on several pages look like furniture.
    if (line.box.center_y() >= top || line.box.y0 < top - kTitledReach) continue;
    auto row = reader.row_of(line, book);
    if (!row || row->cells.empty()) continue;
    if (line.box.y0 >= top - kReach || is_titled_heads(table, line, *row))
      rows.push_back(std::move(*row));
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const TableRow& a, const TableRow& b) { return a.box.y0 < b.box.y0; });
  table.rows.insert(table.rows.begin(), std::make_move_iterator(rows.begin()),
                    std::make_move_iterator(rows.end()));
}

// A head so wide that it reached over the narrow column of notes before its own: "Not 2020-01-01"
// over the notes, "-2020-12-31" over the figures.
void give_back_dates(Table& table, const RuleBook& book) {
  for (TableRow& row : table.rows) {
    if (row.role != TableRowRole::kHead) continue;
    for (std::size_t i = 0; i + 1 < row.cells.size(); ++i) {
      const std::size_t space = row.cells[i].text.find(' ');
      if (space == std::string::npos) continue;
      const std::string first = row.cells[i].text.substr(0, space);
      const std::string rest = row.cells[i].text.substr(space + 1);
      if (!book.column_head(first).is_note_column || !book.period(rest)) continue;
      row.cells[i].text = first;
      row.cells[i + 1].text = rest + " " + row.cells[i + 1].text;
    }
  }
}

bool ends_in_dash(const std::string& text) {
  return !text.empty() && (text.back() == '-' || text.ends_with("–"));
}

bool is_day(const std::string& text) {
  return !text.empty() && text.size() <= 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "2020-08-" over "31": the second line of the heads was taken for a row of figures.
void complete_broken_dates(Table& table, const RuleBook& book) {
  const auto body = std::find_if(table.rows.begin(), table.rows.end(), [](const TableRow& row) {
    return row.role == TableRowRole::kBody;
  });
  if (body == table.rows.begin() || body == table.rows.end()) return;
  std::size_t days = 0, broken = 0;
  for (const TableCell& cell : body->cells) {
    if (table.columns[cell.first_column].content != ColumnContent::kAmount) continue;
    // A date that had room on one line, or the year of a column of another kind.
    if (looks_like_date(cell.text) || book.period(cell.text)) continue;
    if (!is_day(cell.text)) return;
    ++days;
    std::string head = head_over(table, cell.first_column);
    if (!head.empty()) head.pop_back();
    broken += ends_in_dash(head) ? 1u : 0u;
  }
  if (days > 0 && broken == days) body->role = TableRowRole::kHead;
}

// The short text at the height of `box` to its left that is not part of it.
const Chunk* in_margin(const Box& box, const std::vector<TextLine>& page) {
  constexpr std::size_t kLongestNumber = 12;
  for (const TextLine& line : page) {
    if (std::abs(line.box.center_y() - box.center_y()) > box.height() * 0.5) continue;
    for (const Chunk& chunk : line.chunks) {
      if (chunk.box.x1 <= box.x0 && chunk.text.size() <= kLongestNumber) return &chunk;
    }
  }
  return nullptr;
}

bool is_note_title(const std::string& text, const RuleBook& book) {
  const auto match = book.statement_title(text);
  return match && match->kind == StatementKind::kNote && !match->note.empty() &&
         match->coverage > 0.6;
}

void add_note_numbers(Table& table, const std::vector<TextLine>& page, const RuleBook& book) {
  for (TableRow& row : table.rows) {
    if (row.cells.empty() || row.page != table.pages.front()) continue;
    TableCell& cell = row.cells.front();
    const bool may_be_title = row.role == TableRowRole::kHead || row.cells.size() == 1;
    if (!may_be_title || cell.first_column != 0) continue;
    const Chunk* number = in_margin(cell.box, page);
    if (number == nullptr || !is_note_title(number->text + " " + cell.text, book)) continue;
    cell.text = number->text + " " + cell.text;
    cell.box = united(cell.box, number->box);
  }
  for (TextLine& line : table.lines_above) {
    if (line.chunks.empty() || line.page != table.pages.front()) continue;
    const Chunk* number = in_margin(line.box, page);
    if (number == nullptr || !is_note_title(number->text + " " + line.chunks.front().text, book))
      continue;
    line.chunks.insert(line.chunks.begin(), *number);
  }
}

}  // namespace

Table with_context(Table table, const std::vector<TextLine>& page, const RuleBook& book) {
  complete_broken_dates(table, book);
  give_back_dates(table, book);
  add_heads(table, page, book);
  add_note_numbers(table, page, book);
  return table;
}

}  // namespace siffra::extract::internal
