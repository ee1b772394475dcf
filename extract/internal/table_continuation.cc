#include "extract/internal/table_continuation.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/internal/statement_text.h"

namespace siffra::extract::internal {

namespace {

// A word of a head for comparing: recognition takes a capital for a small letter, and stops and
// dashes for specks and the other way about. "?" was seen and not read.
std::string bare_word(std::string_view word) {
  std::string bare;
  for (const char c : word) {
    if (std::string_view(".,:;-'`|").find(c) != std::string_view::npos) continue;
    bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return bare;
}

// Long words may differ in one letter, as recognition errs; figures may not.
bool words_alike(std::string_view one, std::string_view other) {
  constexpr std::size_t kLongEnough = 5;
  if (one == "?" || other == "?") return true;
  const std::string a = bare_word(one);
  const std::string b = bare_word(other);
  if (a == b) return true;
  if (a.size() != b.size() || a.size() < kLongEnough) return false;
  const auto [at, there] = std::mismatch(a.begin(), a.end(), b.begin());
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !is_digit(*at) && !is_digit(*there) && std::equal(at + 1, a.end(), there + 1);
}

bool heads_alike(const std::vector<std::string>& words, const std::vector<std::string>& others) {
  return std::equal(words.begin(), words.end(), others.begin(), others.end(), words_alike);
}

// Joins a table that goes on over a page break, or in the next column of its page, with its
// beginning.
class Continuation {
 public:
  Continuation(const std::vector<std::vector<TextLine>>& pages, const rules::RuleBook* book)
      : pages_(pages), book_(book) {}

  [[nodiscard]] bool continues(const Table& above, const Table& below) const {
    const bool same_page = below.pages.front() == above.pages.back();
    if (same_page && (!stands_beside(above, below) || repeats_labels(above, below))) return false;
    if (!same_page && below.pages.front() != above.pages.back() + 1) return false;
    if (!headings_below(above, below) || !headings_above(below, above)) return false;
    const std::vector<TableColumn> columns = placed_columns(above, below);
    if (std::any_of(columns.begin(), columns.end(),
                    [&](const TableColumn& column) { return is_added(column, above); })) {
      Table with_notes = above;
      for (const TableColumn& column : columns) {
        if (is_added(column, above)) add_column(with_notes, column);
      }
      return fits(with_notes, below);
    }
    return fits(above, below);
  }

  void append(Table& above, const Table& below) const {
    for (const TableColumn& column : placed_columns(above, below)) {
      if (is_added(column, above)) add_column(above, column);
    }
    const auto map = column_map(above, placed_columns(above, below));
    std::vector<const TextLine*> headings = *headings_below(above, below);
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
    const bool same_page = below.pages.front() == above.pages.back();
    if (same_page) above.boxes.back() = united(above.boxes.back(), below.boxes.front());
    const std::ptrdiff_t further = same_page ? 1 : 0;
    above.pages.insert(above.pages.end(), below.pages.begin() + further, below.pages.end());
    above.boxes.insert(above.boxes.end(), below.boxes.begin() + further, below.boxes.end());
    above.lines_below = below.lines_below;
  }

 private:
  [[nodiscard]] bool fits(const Table& above, const Table& below) const {
    const auto map = column_map(above, placed_columns(above, below));
    return map.has_value() && heads_agree(above, below, *map);
  }

  [[nodiscard]] const std::vector<TextLine>& lines_of(int page) const {
    return pages_[static_cast<std::size_t>(page) - 1];
  }

  // The last part of the table: the rows of its last page, in the last of that page's columns.
  static Box last_part(const Table& table) {
    Box part = table.rows.back().box;
    for (auto row = table.rows.rbegin(); row != table.rows.rend(); ++row) {
      const bool beside = row->box.x1 <= part.x0 || part.x1 <= row->box.x0;
      if (row->page != table.pages.back() || beside) break;
      part = united(part, row->box);
    }
    return part;
  }
  // The column of the page that the table stands in.
  [[nodiscard]] int block_of(int page, const Box& box) const {
    for (const TextLine& line : lines_of(page)) {
      if (line.box.center_y() > box.y0 && line.box.center_y() < box.y1 && line.box.x0 < box.x1 &&
          box.x0 < line.box.x1) {
        return line.block;
      }
    }
    return 0;
  }

  // To the right of the last part and under heads of its own: the sides of an account have none.
  [[nodiscard]] bool stands_beside(const Table& above, const Table& below) const {
    const Box part = last_part(above);
    const Box& next = below.boxes.front();
    const int page = below.pages.front();
    return part.x1 <= next.x0 && block_of(page, part) < block_of(page, next) &&
           below.rows.front().role == TableRowRole::kHead;
  }

  // Two tables side by side of the same accounts, the group's and the parent's say.
  static bool repeats_labels(const Table& above, const Table& below) {
    std::size_t rows = 0, repeated = 0;
    for (const TableRow& row : below.rows) {
      const std::string label = label_of(below, row);
      if (row.role == TableRowRole::kHead || label.empty()) continue;
      ++rows;
      repeated += std::any_of(above.rows.begin(), above.rows.end(), [&](const TableRow& other) {
        return other.role != TableRowRole::kHead && label_of(above, other) == label;
      });
    }
    return 2 * repeated >= rows;
  }
  static std::string label_of(const Table& table, const TableRow& row) {
    for (const TableCell& cell : row.cells)
      if (table.columns[cell.first_column].content == ColumnContent::kLabel) return cell.text;
    return {};
  }

  // How far right of the table's beginning the part of it stands that begins at `left`: not at all
  // but in another column of a page.
  static double moved_to(double left, const Table& table) {
    const auto label = std::find_if(
        table.columns.begin(), table.columns.end(),
        [](const TableColumn& column) { return column.content == ColumnContent::kLabel; });
    const double edge = label == table.columns.end() ? table.columns.front().left : label->left;
    const double moved = left - edge;
    return std::abs(moved) > table.columns.back().right - edge ? moved : 0;
  }

  // The columns of `below` where they would stand if it stood below `above`.
  static std::vector<TableColumn> placed_columns(const Table& above, const Table& below) {
    std::vector<TableColumn> columns = below.columns;
    const double moved = moved_to(below.boxes.front().x0, above);
    for (TableColumn& column : columns) {
      column.left -= moved;
      column.right -= moved;
    }
    return columns;
  }

  // The heading of a group of rows, torn from them by the page break: set like the labels, where
  // labels begin, and no title of anything.
  // `moved` is how far right of the table's beginning the line's part of it stands.
  [[nodiscard]] bool is_group_heading(const TextLine& line, const Table& table,
                                      double moved) const {
    constexpr std::size_t kLongest = 70;
    const std::string text = line.text();
    if (line.chunks.size() != 1 || line.chunks.front().numeric || text.size() > kLongest ||
        ends_a_sentence(text) || text.back() == ':') {
      return false;
    }
    const auto label = std::find_if(
        table.columns.begin(), table.columns.end(),
        [](const TableColumn& column) { return column.content == ColumnContent::kLabel; });
    if (label == table.columns.end()) return false;
    const double height = typical_height(table);
    const double left = line.box.x0 - moved;
    const bool with_column = left >= label->left - 2 && left < label->left + 2 * height;
    const bool like_labels =
        (with_column || begins_with_labels(left, table)) && line.box.height() < 1.2 * height;
    if (!like_labels) return false;
    const auto title = book_ == nullptr ? std::nullopt : book_->statement_title(text);
    return !title || title->coverage < 0.6;
  }

  // "Skulder m.m." ends in an abbreviation.
  static bool ends_a_sentence(const std::string& text) {
    if (text.back() != '.') return false;
    const std::string last = text.substr(text.rfind(' ') + 1);
    return last.find('.') + 1 == last.size();
  }

  // Set in line with labels that stand in the table: they are set in by steps, or behind codes.
  static bool begins_with_labels(double left, const Table& table) {
    constexpr double kInLine = 1.5;  // points
    return std::any_of(table.rows.begin(), table.rows.end(), [&](const TableRow& row) {
      return row.role == TableRowRole::kBody &&
             std::any_of(row.cells.begin(), row.cells.end(), [&](const TableCell& cell) {
               return table.columns[cell.first_column].content == ColumnContent::kLabel &&
                      std::abs(cell.box.x0 - left) < kInLine;
             });
    });
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

  // What stands between the table and the foot of its page or column: nothing but page numbers and
  // headings of the rows that follow; nullopt when anything else does.
  [[nodiscard]] std::optional<std::vector<const TextLine*>> headings_below(
      const Table& table, const Table& next) const {
    std::vector<const TextLine*> headings;
    const int page = table.pages.back();
    const Box part = last_part(table);
    const int block = block_of(page, part);
    const bool same_page = next.pages.front() == page;
    const double moved = moved_to(part.x0, table);
    double bottom = part.y1;
    for (const TextLine& line : lines_of(page)) {
      if (line.furniture || line.box.y0 < part.y1 - 1 || is_short(line)) continue;
      if (line.block < block || (same_page && line.block > block)) continue;
      const bool near = line.box.y0 - bottom < kRowsApart * line.box.height();
      if (!near || !is_group_heading(line, table, moved) || headings.size() >= kMostHeadings)
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
    const int page = below.pages.front();
    const int block = block_of(page, below.boxes.front());
    const bool same_page = above.pages.back() == page;
    const int before = same_page ? block_of(page, last_part(above)) : -1;
    const double moved = moved_to(below.boxes.front().x0, above);
    for (const TextLine& line : lines_of(page)) {
      if (line.furniture || line.box.y1 > below.boxes.front().y0 + 1 || is_short(line)) continue;
      if (line.block > block || line.block <= before) continue;
      const bool repeated =
          std::any_of(above.lines_above.begin(), above.lines_above.end(),
                      [&](const TextLine& title) { return title.text() == line.text(); });
      if (repeated || repeats_heads(line, above)) continue;
      const bool headed = below.rows.front().role == TableRowRole::kHead;
      if (headed || !is_group_heading(line, above, moved) || headings.size() >= kMostHeadings)
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

  static bool repeats_heads(const TextLine& line, const Table& table) {
    return std::all_of(line.chunks.begin(), line.chunks.end(), [&](const Chunk& chunk) {
      return std::any_of(table.rows.begin(), table.rows.end(), [&](const TableRow& row) {
        return row.role == TableRowRole::kHead &&
               std::any_of(row.cells.begin(), row.cells.end(), [&](const TableCell& cell) {
                 return cell.text.find(chunk.text) != std::string::npos;
               });
      });
    });
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

  // References to notes stand on the second page alone where no row of the first has one.
  static bool is_added(const TableColumn& column, const Table& above) {
    if (column.content != ColumnContent::kNote) return false;
    return std::none_of(above.columns.begin(), above.columns.end(), [&](const TableColumn& other) {
      return is_value(other) && other.left < column.right && column.left < other.right;
    });
  }

  // Before the first column of figures to its right; what stands behind moves on.
  static void add_column(Table& table, const TableColumn& column) {
    const auto place = std::find_if(
        table.columns.begin(), table.columns.end(),
        [&](const TableColumn& other) { return is_value(other) && other.left > column.left; });
    const auto at = static_cast<std::size_t>(place - table.columns.begin());
    table.columns.insert(place, column);
    for (TableRow& row : table.rows) {
      for (TableCell& cell : row.cells) {
        if (cell.first_column >= at) ++cell.first_column;
        if (cell.last_column >= at) ++cell.last_column;
      }
    }
  }

  // For every column of `below` the one of `above` it goes on; nullopt when they do not match.
  static std::optional<std::vector<std::size_t>> column_map(
      const Table& above, const std::vector<TableColumn>& columns) {
    constexpr double kSameEdge = 4.0;  // points
    std::vector<std::size_t> map;
    for (const TableColumn& column : columns) {
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

  // What stands over a column. A unit set above the last column is read with its head, and stands
  // at the beginning of the table alone.
  [[nodiscard]] std::vector<std::string> heads_of(const Table& table, std::size_t column) const {
    std::vector<std::string> heads;
    for (const TableRow& row : table.rows) {
      for (const TableCell& cell : row.cells) {
        if (row.role != TableRowRole::kHead || cell.first_column > column ||
            column > cell.last_column) {
          continue;
        }
        for (std::string& word : split_words(cell.text)) heads.push_back(std::move(word));
      }
    }
    return heads;
  }

  [[nodiscard]] std::vector<std::string> without_units(std::vector<std::string> words) const {
    if (book_ == nullptr) return words;
    std::erase_if(words,
                  [&](const std::string& word) { return book_->unit_scale(word).has_value(); });
    return words;
  }

  [[nodiscard]] bool heads_agree(const Table& above, const Table& below,
                                 const std::vector<std::size_t>& map) const {
    for (std::size_t i = 0; i < below.columns.size(); ++i) {
      // What stands over the labels counts too: it may be the title of another table.
      const std::vector<std::string> heads = heads_of(below, i);
      const std::vector<std::string> before = heads_of(above, map[i]);
      if (heads.empty() || heads_alike(heads, before)) continue;
      if (is_value(below.columns[i]) && heads_alike(heads, without_units(before))) continue;
      // A unit may stand over the labels here, over the codes before them there.
      if (!is_value(below.columns[i]) && heads_alike(without_units(heads), without_units(before)))
        continue;
      // The head of a column that has nothing below, of note references say, joins its neighbour's.
      const auto joined_with = [&](std::size_t first, std::size_t second, std::size_t idle) {
        if (idle >= above.columns.size() || std::find(map.begin(), map.end(), idle) != map.end())
          return false;
        std::vector<std::string> words = heads_of(above, first);
        for (std::string& word : heads_of(above, second)) words.push_back(std::move(word));
        return heads_alike(heads, words);
      };
      const std::size_t at = map[i];
      if (joined_with(at, at + 1, at + 1)) continue;
      if (at == 0 || !joined_with(at - 1, at, at - 1)) return false;
    }
    return true;
  }

  static constexpr std::size_t kMostHeadings = 3;
  static constexpr double kRowsApart = 2.5;  // in heights of a line

  const std::vector<std::vector<TextLine>>& pages_;
  const rules::RuleBook* book_;
};

}  // namespace

bool continues(const Table& above, const Table& below,
               const std::vector<std::vector<TextLine>>& pages, const rules::RuleBook* book) {
  return Continuation(pages, book).continues(above, below);
}

void append(Table& above, const Table& below, const std::vector<std::vector<TextLine>>& pages,
            const rules::RuleBook* book) {
  Continuation(pages, book).append(above, below);
}

}  // namespace siffra::extract::internal
