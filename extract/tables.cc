#include <algorithm>
#include <cmath>
#include <optional>

#include "extract/internal/note_titles.h"
#include "extract/internal/reference_columns.h"
#include "extract/internal/row_references.h"
#include "extract/internal/table_columns.h"
#include "extract/internal/table_continuation.h"
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

// Heads found over the columns as they were `before`, now over those of `columns`.
void move_to(const std::vector<FoundColumn>& columns, std::vector<TableRow>& heads,
             const std::vector<FoundColumn>& before) {
  const auto moved = [&](std::size_t column) {
    const FoundColumn& old = before[column];
    const auto shared = [&](const FoundColumn& other) {
      return std::min(old.right, other.right) - std::max(old.left, other.left);
    };
    const auto best = std::max_element(
        columns.begin(), columns.end(),
        [&](const FoundColumn& a, const FoundColumn& b) { return shared(a) < shared(b); });
    return static_cast<std::size_t>(best - columns.begin());
  };
  for (TableRow& row : heads) {
    for (TableCell& cell : row.cells) {
      cell.first_column = moved(cell.first_column);
      cell.last_column = std::max(cell.first_column, moved(cell.last_column));
    }
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
    Heads heads = internal::find_heads(page_, block, kinds, region.first, bound, layout, book_);
    if (heads.first_body < region.first) {
      // Headings without figures between the heads and the first figures belong to the body.
      std::vector<TextLine> whole;
      for (std::size_t l = heads.first_body; l < region.first; ++l) {
        if (!block[l].furniture) whole.push_back(block[l]);
      }
      whole.insert(whole.end(), body.begin(), body.end());
      body = std::move(whole);
      const std::vector<FoundColumn> before = layout.columns;
      layout = internal::find_columns(page_, body);
      // A reference beside such a heading makes a column of its own, and the heads stand one
      // further.
      if (layout.columns.size() != before.size()) {
        Heads again = internal::find_heads(page_, block, kinds, region.first, bound, layout, book_);
        if (again.first_body == heads.first_body) {
          heads = std::move(again);
        } else {
          move_to(layout.columns, heads.rows, before);
        }
      }
    }
    internal::mark_reference_columns(body, heads.rows, book_, layout);
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
    // The last row of a table that began on the page before.
    if (page_.number > 1 && tables_.empty()) return true;
    for (std::size_t back = 1; back <= 2 && back <= first_line; ++back) {
      if (internal::kind_of(block[first_line - back], book_) == LineKind::kTitle) return true;
    }
    return false;
  }

  [[nodiscard]] static bool beside(const Box& a, const Box& b) {
    return a.x1 <= b.x0 || b.x1 <= a.x0;
  }

  // The titles of two tables side by side make one line: only what stands over the table is its
  // own. The number of a title may stand in the margin.
  [[nodiscard]] TextLine over_table(const TextLine& line, const Box& box) const {
    constexpr double kLeastOver = 0.3;  // of what belongs to the table
    constexpr double kFarApart = 1.5;   // heights
    constexpr std::size_t kLongestNumber = 4;
    const auto stands_over = [&](const Chunk& chunk) {
      const double over = std::min(chunk.box.x1, box.x1) - std::max(chunk.box.x0, box.x0);
      return over >= kLeastOver * chunk.box.width();
    };
    std::vector<Chunk> own;
    for (std::size_t i = 0; i < line.chunks.size(); ++i) {
      const Chunk& chunk = line.chunks[i];
      const bool apart =
          (i == 0 || chunk.box.x0 - line.chunks[i - 1].box.x1 > kFarApart * line.box.height()) &&
          (i + 1 == line.chunks.size() ||
           line.chunks[i + 1].box.x0 - chunk.box.x1 > kFarApart * line.box.height());
      // The unit set at the end of a title's line, however narrow the table is.
      const bool unit =
          line.chunks.size() == 2 && book_ != nullptr && book_->unit_scale(chunk.text).has_value();
      if (stands_over(chunk) || !apart || unit || chunk.text.size() <= kLongestNumber)
        own.push_back(chunk);
    }
    const bool any = std::any_of(own.begin(), own.end(), stands_over);
    if (!any || own.size() == line.chunks.size()) return line;
    TextLine part = line;
    part.chunks = std::move(own);
    part.box = {};
    for (const Chunk& chunk : part.chunks) part.box = united(part.box, chunk.box);
    return part;
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
    for (std::size_t i = skip; i < above.size(); ++i)
      table.lines_above.push_back(over_table(*above[i], box));
    for (std::size_t i = 0; i < below.size() && i < kMostLinesBelow; ++i)
      table.lines_below.push_back(*below[i]);
  }

  const Page& page_;
  const std::vector<TextLine>& lines_;
  const rules::RuleBook* book_;
  std::size_t page_count_;
  std::vector<Table> tables_;
};

// One row of figures without heads or title: nothing, unless it goes on with the page before.
bool is_lone_row(const Table& table, const rules::RuleBook* book) {
  constexpr std::size_t kNear = 2;
  if (count_body_rows_with_figures(table) >= 2) return false;
  if (table.rows.front().role == TableRowRole::kHead) return false;
  const auto& above = table.lines_above;
  const std::size_t first = above.size() > kNear ? above.size() - kNear : 0;
  return std::none_of(
      above.begin() + static_cast<std::ptrdiff_t>(first), above.end(),
      [&](const TextLine& line) { return internal::kind_of(line, book) == LineKind::kTitle; });
}

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

// "(kr)" under the title at the top of every page is no running head: what stands right above it
// differs from page to page.
void keep_units(std::vector<TextLine>& page, const rules::RuleBook& book) {
  constexpr double kRightBelow = 1.5;  // heights
  for (TextLine& line : page) {
    if (!line.furniture || line.chunks.size() != 1 || !book.is_unit_sentence(line.text())) continue;
    const bool titled = std::any_of(page.begin(), page.end(), [&](const TextLine& above) {
      const double gap = line.box.y0 - above.box.y1;
      return !above.furniture && above.box.y0 < line.box.y0 &&
             gap < kRightBelow * line.box.height() && above.box.x0 < line.box.x1 &&
             line.box.x0 < above.box.x1;
    });
    if (titled) line.furniture = false;
  }
}

}  // namespace

std::vector<Table> find_tables(const Document& document, const rules::RuleBook* book) {
  std::vector<std::vector<TextLine>> pages;
  pages.reserve(document.pages.size());
  for (const Page& page : document.pages) {
    pages.push_back(build_lines(page));
    if (book == nullptr) continue;
    internal::join_note_titles(page, pages.back(), *book);
    internal::set_references_in_rows(page, pages.back(), *book);
  }
  mark_furniture(document, pages);
  if (book != nullptr) {
    for (std::vector<TextLine>& page : pages) keep_units(page, *book);
  }

  std::vector<Table> tables;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const std::size_t first_of_page = tables.size();
    for (Table& table :
         PageTables(document.pages[p], pages[p], book, document.pages.size()).find()) {
      const bool first = tables.size() == first_of_page;
      if (!tables.empty() && internal::continues(tables.back(), table, pages, book)) {
        internal::append(tables.back(), table, pages, book);
        continue;
      }
      if (first && is_lone_row(table, book)) continue;
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
