#include "extract/internal/head_rows.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace siffra::extract::internal {
namespace {

class HeadRows {
 public:
  HeadRows(const Page& page, const std::vector<std::size_t>& values, const Layout& layout,
           const rules::RuleBook* book)
      : page_(page), values_(values), layout_(layout), book_(book) {}

  [[nodiscard]] std::vector<TableRow> rows(const std::vector<TextLine>& lines,
                                           const std::vector<HeadLine>& heads) const {
    std::vector<TableRow> result;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      TableRow row = group_row(heads, i);
      if (!row.cells.empty()) result.push_back(std::move(row));
    }
    // What stands over the labels on its own line keeps its own row: a title, then a unit.
    std::size_t label_lines = 0;
    for (const HeadLine& head : heads) {
      if (!head.label.empty()) ++label_lines;
    }
    std::size_t seen = 0;
    TableRow row = new_row();
    for (const HeadLine& head : heads) {
      if (!head.label.empty() && ++seen < label_lines) {
        TableRow above = new_row();
        add_label(lines[head.line], head, above);
        result.push_back(std::move(above));
      } else if (!head.label.empty()) {
        add_label(lines[head.line], head, row);
      }
      add_cells(heads, static_cast<std::size_t>(&head - heads.data()), row);
    }
    std::sort(row.cells.begin(), row.cells.end(), [](const TableCell& a, const TableCell& b) {
      return a.first_column < b.first_column;
    });
    if (!row.cells.empty()) result.push_back(std::move(row));
    return result;
  }

 private:
  [[nodiscard]] TableRow new_row() const {
    TableRow row;
    row.page = page_.number;
    row.role = TableRowRole::kHead;
    return row;
  }
  [[nodiscard]] TableCell cell_of(const Chunk& chunk, std::size_t first, std::size_t last) const {
    return {chunk.text, chunk.box, page_.number, first, last, chunk.bold, chunk.words};
  }

  // What stands over the labels, and over the codes or references before them.
  void add_label(const TextLine& line, const HeadLine& head, TableRow& row) const {
    std::optional<std::size_t> labels, codes;
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
      if (layout_.columns[i].content == ColumnContent::kLabel) labels = i;
      if (layout_.columns[i].content == ColumnContent::kCode) codes = i;
    }
    std::vector<std::size_t> over_labels, over_codes;
    for (const Chunk& chunk : head.label) {
      const bool before = labels && codes && head.label.size() > 1 && stands_before(chunk, *labels);
      std::vector<std::size_t>& words =
          before || is_head_of_codes(chunk, codes, labels) ? over_codes : over_labels;
      words.insert(words.end(), chunk.words.begin(), chunk.words.end());
    }
    if (!over_labels.empty()) {
      const Chunk label = make_chunk(page_, std::move(over_labels));
      row.cells.insert(row.cells.begin(), cell_of(label, labels.value_or(0), labels.value_or(0)));
      row.bold = label.bold;
    }
    if (!over_codes.empty())
      row.cells.insert(row.cells.begin(),
                       cell_of(make_chunk(page_, std::move(over_codes)), *codes, *codes));
    row.box = united(row.box, line.box);
  }
  [[nodiscard]] bool stands_before(const Chunk& chunk, std::size_t labels) const {
    return chunk.box.x1 <= layout_.columns[labels].left;
  }
  // "Not" alone over the references may reach over the labels behind them.
  [[nodiscard]] bool is_head_of_codes(const Chunk& chunk, std::optional<std::size_t> codes,
                                      std::optional<std::size_t> labels) const {
    return codes && labels && book_ != nullptr && chunk.box.x0 < layout_.columns[*labels].left &&
           book_->column_head(chunk.text).is_note_column;
  }

  // A cell over several columns that lower heads tell apart.
  static bool spans_finer(const std::vector<HeadLine>& heads, std::size_t line,
                          const HeadCell& cell) {
    if (cell.first == cell.last) return false;
    for (std::size_t i = line + 1; i < heads.size(); ++i) {
      for (const HeadCell& below : heads[i].cells) {
        const bool inside = cell.first <= below.first && below.last <= cell.last;
        if (inside && below.last - below.first < cell.last - cell.first) return true;
      }
    }
    return false;
  }

  void add_cells(const std::vector<HeadLine>& heads, std::size_t line, TableRow& row) const {
    for (const HeadCell& cell : heads[line].cells) {
      if (heads[line].grouped || spans_finer(heads, line, cell)) continue;
      const std::size_t first = values_[cell.first], last = values_[cell.last];
      const auto above = std::find_if(row.cells.begin(), row.cells.end(), [&](const TableCell& c) {
        return c.first_column <= last && first <= c.last_column &&
               layout_.columns[c.first_column].content != ColumnContent::kLabel;
      });
      row.box = united(row.box, cell.chunk.box);
      if (above == row.cells.end()) {
        row.cells.push_back(cell_of(cell.chunk, std::min(first, last), std::max(first, last)));
        continue;
      }
      add_head_text(above->text, cell.chunk.text);
      above->box = united(above->box, cell.chunk.box);
      above->bold = above->bold && cell.chunk.bold;
      above->words.insert(above->words.end(), cell.chunk.words.begin(), cell.chunk.words.end());
    }
  }

  [[nodiscard]] TableRow group_row(const std::vector<HeadLine>& heads, std::size_t line) const {
    TableRow row = new_row();
    for (const HeadCell& cell : heads[line].cells) {
      if (!heads[line].grouped && !spans_finer(heads, line, cell)) continue;
      row.box = united(row.box, cell.chunk.box);
      row.cells.push_back(cell_of(cell.chunk, values_[cell.first], values_[cell.last]));
    }
    return row;
  }

  const Page& page_;
  const std::vector<std::size_t>& values_;
  const Layout& layout_;
  const rules::RuleBook* book_;
};

}  // namespace

void add_head_text(std::string& head, const std::string& below) {
  const bool broken_date = head.ends_with('-') && below.front() >= '0' && below.front() <= '9';
  if (!head.empty() && !broken_date) head += ' ';
  head += below;
}

std::vector<TableRow> rows_of_heads(const Page& page, const std::vector<TextLine>& lines,
                                    const std::vector<HeadLine>& heads,
                                    const std::vector<std::size_t>& values, const Layout& layout,
                                    const rules::RuleBook* book) {
  return HeadRows(page, values, layout, book).rows(lines, heads);
}

}  // namespace siffra::extract::internal
