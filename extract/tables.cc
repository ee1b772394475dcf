#include <algorithm>
#include <cmath>
#include <optional>

#include "extract/internal/table_columns.h"
#include "extract/internal/table_heads.h"
#include "extract/internal/table_region.h"
#include "extract/internal/table_rows.h"
#include "extract/table.h"
#include "rules/amount.h"

namespace siffra::extract {
namespace {

using internal::FoundColumn;
using internal::Heads;
using internal::Layout;
using internal::LineKind;
using internal::Region;

constexpr std::size_t kMostLinesAbove = 8;
constexpr std::size_t kMostLinesBelow = 2;

bool is_small_integer(const std::string& text) {
  return !text.empty() && text.size() <= 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A table of contents: one column of whole numbers that never fall and stay within the document's
// pages.
bool is_contents(const Table& table, std::size_t page_count) {
  int previous = 0;
  std::size_t rows = 0;
  for (const TableRow& row : table.rows) {
    if (row.role == TableRowRole::kHead) continue;
    for (const TableCell& cell : row.cells) {
      const ColumnContent content = table.columns[cell.first_column].content;
      if (content == ColumnContent::kLabel || content == ColumnContent::kCode) continue;
      if (!is_small_integer(cell.text)) return false;
      const int number = std::stoi(cell.text);
      if (number < previous || number == 0) return false;
      previous = number;
      ++rows;
    }
  }
  return rows >= 3 && static_cast<std::size_t>(previous) <= page_count + 10;
}

std::size_t count_body_rows_with_figures(const Table& table) {
  return static_cast<std::size_t>(
      std::count_if(table.rows.begin(), table.rows.end(), [&](const TableRow& row) {
        return row.role == TableRowRole::kBody &&
               std::any_of(row.cells.begin(), row.cells.end(), [&](const TableCell& cell) {
                 return table.columns[cell.first_column].content == ColumnContent::kAmount;
               });
      }));
}

bool is_note_reference(std::string text, const rules::RuleBook* book) {
  if (book != nullptr && text.size() > 2) {
    const auto space = text.find(' ');
    if (space != std::string::npos && book->column_head(text.substr(0, space)).is_note_column) {
      text = text.substr(space + 1);
    }
  }
  int digits = 0;
  bool any = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      any = true;
      if (++digits > 2) return false;
      continue;
    }
    digits = 0;
    const bool letter = c >= 'a' && c <= 'h' && i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
    if (!letter && c != ',' && c != ' ' && c != '-' && c != '.' && c != '&') return false;
  }
  return any && text[0] != '-';
}

// Note references stand before the first figures or after the last, under "Not" or with other
// columns' figures longer than theirs.
void mark_note_columns(Table& table, const rules::RuleBook* book) {
  std::vector<std::size_t> values;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const ColumnContent content = table.columns[i].content;
    if (content == ColumnContent::kAmount || content == ColumnContent::kText) values.push_back(i);
  }
  if (values.size() < 2) return;
  for (const std::size_t column : {values.front(), values.back()}) {
    bool all_notes = true, headed = false, other_head = false;
    std::size_t cells = 0;
    for (const TableRow& row : table.rows) {
      for (const TableCell& cell : row.cells) {
        if (cell.first_column != column || cell.last_column != column) continue;
        if (row.role == TableRowRole::kHead) {
          const bool note = book != nullptr && book->column_head(cell.text).is_note_column;
          headed = headed || note;
          other_head = other_head || !note;
          continue;
        }
        ++cells;
        all_notes = all_notes && is_note_reference(cell.text, book);
      }
    }
    if (cells == 0 || !(headed || (all_notes && !other_head))) continue;
    if (!headed) {
      // Without a head only a sparse column of small numbers beside long figures is one of notes.
      std::size_t long_figures = 0;
      for (const TableRow& row : table.rows) {
        for (const TableCell& cell : row.cells) {
          const bool figure = table.columns[cell.first_column].content == ColumnContent::kAmount;
          if (figure && cell.first_column != column && cell.text.size() >= 5) ++long_figures;
        }
      }
      if (long_figures < cells) continue;
    }
    table.columns[column].content = ColumnContent::kNote;
  }
}

class PageTables {
 public:
  PageTables(const Page& page, const std::vector<TextLine>& lines, const rules::RuleBook* book,
             std::size_t page_count)
      : page_(page), lines_(lines), book_(book), page_count_(page_count) {}

  std::vector<Table> find() {
    for (std::size_t begin = 0; begin < lines_.size();) {
      std::size_t end = begin;
      while (end < lines_.size() && lines_[end].block == lines_[begin].block) ++end;
      find_in_block({lines_.begin() + static_cast<std::ptrdiff_t>(begin),
                     lines_.begin() + static_cast<std::ptrdiff_t>(end)});
      begin = end;
    }
    return std::move(tables_);
  }

 private:
  void find_in_block(const std::vector<TextLine>& block) {
    const std::vector<LineKind> kinds = internal::kinds_of(block, book_);
    std::size_t bound = 0;
    for (const Region& region : internal::find_regions(block, kinds)) {
      if (auto table = make_table(block, kinds, region, bound)) {
        add_lines_around(*table);
        tables_.push_back(std::move(*table));
        bound = region.last + 1;
      }
    }
  }

  std::optional<Table> make_table(const std::vector<TextLine>& block,
                                  const std::vector<LineKind>& kinds, const Region& region,
                                  std::size_t bound) {
    std::vector<TextLine> body;
    for (std::size_t l = region.first; l <= region.last; ++l) {
      if (!block[l].furniture) body.push_back(block[l]);
    }
    Layout layout = internal::find_columns(page_, body);
    constexpr double kLeastSupport = 0.5;
    if (body.size() >= 3 && layout.support < kLeastSupport) return std::nullopt;
    const Heads heads =
        internal::find_heads(page_, block, kinds, region.first, bound, layout, book_);
    if (heads.first_body < region.first) {
      // Headings without figures between the heads and the first figures belong to the body.
      std::vector<TextLine> whole;
      for (std::size_t l = heads.first_body; l < region.first; ++l) {
        if (!block[l].furniture) whole.push_back(block[l]);
      }
      whole.insert(whole.end(), body.begin(), body.end());
      body = std::move(whole);
      layout = internal::find_columns(page_, body);
    }
    Table table;
    table.pages = {page_.number};
    for (const FoundColumn& column : layout.columns) {
      table.columns.push_back({column.left, column.right, column.alignment, column.content});
    }
    table.rows = heads.rows;
    for (TableRow& row : internal::build_rows(page_, body, layout, book_))
      table.rows.push_back(std::move(row));
    Box box;
    for (const TableRow& row : table.rows) box = united(box, row.box);
    table.boxes = {box};
    mark_note_columns(table, book_);
    if (!is_worth_keeping(table, block, heads.first_line)) return std::nullopt;
    return table;
  }

  // One row with figures is a table only under heads or under a title; prose with a figure at the
  // end of a line is none.
  [[nodiscard]] bool is_worth_keeping(const Table& table, const std::vector<TextLine>& block,
                                      std::size_t first_line) const {
    if (is_contents(table, page_count_)) return false;
    const std::size_t rows = count_body_rows_with_figures(table);
    if (rows == 0) return false;
    if (rows >= 2) return true;
    const bool headed = table.rows.front().role == TableRowRole::kHead;
    if (headed) return true;
    for (std::size_t back = 1; back <= 2 && back <= first_line; ++back) {
      if (internal::kind_of(block[first_line - back], book_) == LineKind::kTitle) return true;
    }
    return false;
  }

  [[nodiscard]] static bool beside(const Box& a, const Box& b) {
    return a.x1 <= b.x0 || b.x1 <= a.x0;
  }

  void add_lines_around(Table& table) const {
    const Box& box = table.boxes.front();
    double top = 0;
    for (const Table& other : tables_) {
      if (!beside(other.boxes.front(), box) && other.boxes.front().y1 <= box.y0) {
        top = std::max(top, other.boxes.front().y1 - 1);
      }
    }
    std::vector<const TextLine*> above, below;
    for (const TextLine& line : lines_) {
      if (line.furniture || beside(line.box, box)) continue;
      if (line.box.center_y() > top && line.box.center_y() < box.y0) above.push_back(&line);
      if (line.box.center_y() > box.y1) below.push_back(&line);
    }
    const auto by_height = [](const TextLine* a, const TextLine* b) {
      return a->box.y0 < b->box.y0;
    };
    std::stable_sort(above.begin(), above.end(), by_height);
    std::stable_sort(below.begin(), below.end(), by_height);
    const std::size_t skip = above.size() > kMostLinesAbove ? above.size() - kMostLinesAbove : 0;
    for (std::size_t i = skip; i < above.size(); ++i) table.lines_above.push_back(*above[i]);
    for (std::size_t i = 0; i < below.size() && i < kMostLinesBelow; ++i)
      table.lines_below.push_back(*below[i]);
  }

  const Page& page_;
  const std::vector<TextLine>& lines_;
  const rules::RuleBook* book_;
  std::size_t page_count_;
  std::vector<Table> tables_;
};

// Joins a table that goes on over a page break with its beginning.
class Continuation {
 public:
  Continuation(const std::vector<std::vector<TextLine>>& pages, const rules::RuleBook* book)
      : pages_(pages), book_(book) {}

  [[nodiscard]] bool continues(const Table& above, const Table& below) const {
    if (below.pages.front() != above.pages.back() + 1) return false;
    if (!headings_below(above) || !headings_above(below, above)) return false;
    const auto map = column_map(above, below);
    return map.has_value() && heads_agree(above, below, *map);
  }

  void append(Table& above, const Table& below) const {
    const auto map = column_map(above, below);
    std::vector<const TextLine*> headings = *headings_below(above);
    const std::vector<const TextLine*> opening = *headings_above(below, above);
    headings.insert(headings.end(), opening.begin(), opening.end());
    for (const TextLine* line : headings) above.rows.push_back(heading_row(above, *line));
    for (TableRow row : below.rows) {
      if (row.role == TableRowRole::kHead) continue;
      for (TableCell& cell : row.cells) {
        cell.first_column = (*map)[cell.first_column];
        cell.last_column = (*map)[cell.last_column];
      }
      above.rows.push_back(std::move(row));
    }
    above.pages.insert(above.pages.end(), below.pages.begin(), below.pages.end());
    above.boxes.insert(above.boxes.end(), below.boxes.begin(), below.boxes.end());
    above.lines_below = below.lines_below;
  }

 private:
  [[nodiscard]] const std::vector<TextLine>& lines_of(int page) const {
    return pages_[static_cast<std::size_t>(page) - 1];
  }

  // The heading of a group of rows, torn from them by the page break: set like the labels, where
  // labels begin, and no title of anything.
  [[nodiscard]] bool is_group_heading(const TextLine& line, const Table& table) const {
    constexpr std::size_t kLongest = 70;
    const std::string text = line.text();
    if (line.chunks.size() != 1 || line.chunks.front().numeric || text.size() > kLongest ||
        text.back() == '.' || text.back() == ':') {
      return false;
    }
    const auto label = std::find_if(
        table.columns.begin(), table.columns.end(),
        [](const TableColumn& column) { return column.content == ColumnContent::kLabel; });
    if (label == table.columns.end()) return false;
    const double height = typical_height(table);
    const bool like_labels = std::abs(line.box.x0 - label->left) < 2 * height &&
                             line.box.x0 >= label->left - 2 && line.box.height() < 1.2 * height;
    if (!like_labels) return false;
    const auto title = book_ == nullptr ? std::nullopt : book_->statement_title(text);
    return !title || title->coverage < 0.6;
  }

  static double typical_height(const Table& table) {
    std::vector<double> heights;
    for (const TableRow& row : table.rows) {
      for (const TableCell& cell : row.cells) {
        if (row.role == TableRowRole::kBody) heights.push_back(cell.box.height());
      }
    }
    if (heights.empty()) return 0;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle;
  }

  // What stands between the table and the foot of its page: nothing but page numbers and headings
  // of the rows that follow; nullopt when anything else does.
  [[nodiscard]] std::optional<std::vector<const TextLine*>> headings_below(
      const Table& table) const {
    std::vector<const TextLine*> headings;
    double bottom = table.boxes.back().y1;
    for (const TextLine& line : lines_of(table.pages.back())) {
      if (line.furniture || line.box.y0 < table.boxes.back().y1 - 1 || is_short(line)) continue;
      const bool near = line.box.y0 - bottom < kRowsApart * line.box.height();
      if (!near || !is_group_heading(line, table) || headings.size() >= kMostHeadings)
        return std::nullopt;
      bottom = line.box.y1;
      headings.push_back(&line);
    }
    return headings;
  }

  // The same between the head of the page and the table below, titles that are repeated aside.
  [[nodiscard]] std::optional<std::vector<const TextLine*>> headings_above(
      const Table& below, const Table& above) const {
    std::vector<const TextLine*> headings;
    for (const TextLine& line : lines_of(below.pages.front())) {
      if (line.furniture || line.box.y1 > below.boxes.front().y0 + 1 || is_short(line)) continue;
      const bool repeated =
          std::any_of(above.lines_above.begin(), above.lines_above.end(),
                      [&](const TextLine& title) { return title.text() == line.text(); });
      if (repeated) continue;
      const bool headed = below.rows.front().role == TableRowRole::kHead;
      if (headed || !is_group_heading(line, above) || headings.size() >= kMostHeadings)
        return std::nullopt;
      headings.push_back(&line);
    }
    double top = below.boxes.front().y0;
    for (auto line = headings.rbegin(); line != headings.rend(); ++line) {
      if (top - (*line)->box.y1 > kRowsApart * (*line)->box.height()) return std::nullopt;
      top = (*line)->box.y0;
    }
    return headings;
  }

  static bool is_short(const TextLine& line) {
    return line.chunks.size() == 1 && line.chunks.front().text.size() <= 8 &&
           (line.chunks.front().numeric || !line.bold);
  }

  static TableRow heading_row(const Table& table, const TextLine& line) {
    TableRow row;
    row.page = line.page;
    row.role = TableRowRole::kBody;
    row.box = line.box;
    row.bold = line.bold;
    const auto label = std::find_if(
        table.columns.begin(), table.columns.end(),
        [](const TableColumn& column) { return column.content == ColumnContent::kLabel; });
    const auto column = static_cast<std::size_t>(label - table.columns.begin());
    const Chunk& chunk = line.chunks.front();
    row.cells.push_back(
        {chunk.text, chunk.box, line.page, column, column, chunk.bold, chunk.words});
    return row;
  }

  static bool is_value(const TableColumn& column) {
    return column.content != ColumnContent::kLabel && column.content != ColumnContent::kCode;
  }

  // For every column of `below` the one of `above` it goes on; nullopt when they do not match.
  static std::optional<std::vector<std::size_t>> column_map(const Table& above,
                                                            const Table& below) {
    constexpr double kSameEdge = 4.0;  // points
    std::vector<std::size_t> map;
    for (const TableColumn& column : below.columns) {
      std::optional<std::size_t> match;
      for (std::size_t i = 0; i < above.columns.size(); ++i) {
        const TableColumn& other = above.columns[i];
        if (is_value(column) != is_value(other)) continue;
        const bool same_place = is_value(column)
                                    ? std::abs(other.right - column.right) <= kSameEdge ||
                                          (other.left < column.right && column.left < other.right)
                                    : other.content == column.content;
        if (same_place) match = i;
      }
      if (!match || std::find(map.begin(), map.end(), *match) != map.end()) return std::nullopt;
      map.push_back(*match);
    }
    return map;
  }

  static bool heads_agree(const Table& above, const Table& below,
                          const std::vector<std::size_t>& map) {
    const auto heads_of = [](const Table& table, std::size_t column) {
      std::string heads;
      for (const TableRow& row : table.rows) {
        for (const TableCell& cell : row.cells) {
          if (row.role == TableRowRole::kHead && cell.first_column <= column &&
              column <= cell.last_column) {
            heads += cell.text + ' ';
          }
        }
      }
      return heads;
    };
    for (std::size_t i = 0; i < below.columns.size(); ++i) {
      // What stands over the labels counts too: it may be the title of another table.
      const std::string heads = heads_of(below, i);
      if (!heads.empty() && heads != heads_of(above, map[i])) return false;
    }
    return true;
  }

  static constexpr std::size_t kMostHeadings = 3;
  static constexpr double kRowsApart = 2.5;  // in heights of a line

  const std::vector<std::vector<TextLine>>& pages_;
  const rules::RuleBook* book_;
};

// A heading at the foot of a page belongs to the table at the top of the next.
void add_heading_from_page_before(Table& table, const std::vector<TextLine>& previous,
                                  double last_table_bottom) {
  constexpr std::size_t kEnoughAbove = 3;
  constexpr std::size_t kMostFromBefore = 4;
  if (table.lines_above.size() >= kEnoughAbove) return;
  std::vector<const TextLine*> foot;
  for (const TextLine& line : previous) {
    if (!line.furniture && line.box.y0 > last_table_bottom) foot.push_back(&line);
  }
  std::stable_sort(foot.begin(), foot.end(),
                   [](const TextLine* a, const TextLine* b) { return a->box.y0 < b->box.y0; });
  const std::size_t skip = foot.size() > kMostFromBefore ? foot.size() - kMostFromBefore : 0;
  std::vector<TextLine> lines;
  for (std::size_t i = skip; i < foot.size(); ++i) lines.push_back(*foot[i]);
  table.lines_above.insert(table.lines_above.begin(), lines.begin(), lines.end());
}

}  // namespace

std::vector<Table> find_tables(const Document& document, const rules::RuleBook* book) {
  std::vector<std::vector<TextLine>> pages;
  pages.reserve(document.pages.size());
  for (const Page& page : document.pages) pages.push_back(build_lines(page));
  mark_furniture(document, pages);

  std::vector<Table> tables;
  const Continuation continuation(pages, book);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const std::size_t first_of_page = tables.size();
    for (Table& table :
         PageTables(document.pages[p], pages[p], book, document.pages.size()).find()) {
      const bool first = tables.size() == first_of_page;
      if (first && !tables.empty() && continuation.continues(tables.back(), table)) {
        continuation.append(tables.back(), table);
        continue;
      }
      if (first && p > 0) {
        double bottom = 0;
        if (!tables.empty() && tables.back().pages.back() == document.pages[p - 1].number) {
          bottom = tables.back().boxes.back().y1;
        }
        add_heading_from_page_before(table, pages[p - 1], bottom);
      }
      tables.push_back(std::move(table));
    }
  }
  return tables;
}

}  // namespace siffra::extract
