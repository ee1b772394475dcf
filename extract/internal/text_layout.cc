#include "extract/internal/text_layout.h"

#include <algorithm>
#include <map>
#include <optional>

#include "extract/internal/text_rows.h"
#include "extract/internal/unicode.h"

namespace siffra::extract {

namespace {

constexpr std::size_t kGap = 4;           // characters between columns
constexpr std::size_t kProseWidth = 100;  // longer lines are prose and are wrapped
constexpr std::size_t kDeepestIndent = 8;

// ---- blocks: which tabbed rows are laid out together -------------------------------------------

bool is_plain(const TextRow& row) { return row.cells.size() == 1 && !row.blank(); }

// A line that may stand between the rows of a table: a group's heading, the rest of a long label,
// and whatever its length a row whose tabs say that its other cells are empty.
bool may_stand_within(const TextRow& row) {
  return is_plain(row) && row.heading_level == 0 && (row.tabbed || row.whole.size() <= kProseWidth);
}

// The row after `last` that still belongs to the block, or nullopt. Up to three empty lines may lie
// before a row of figures, up to two short lines of text as well, and any number of rows that their
// tabs show to be headings; a new head begins a new block.
std::optional<std::size_t> next_of_block(const std::vector<TextRow>& rows, std::size_t last,
                                         bool has_body) {
  constexpr std::size_t kMostBlank = 3, kMostPlain = 2;
  std::size_t blank = 0, plain = 0;
  for (std::size_t i = last + 1; i < rows.size(); ++i) {
    const TextRow& row = rows[i];
    if (row.blank()) {
      if (!row.tabbed && ++blank > kMostBlank) return std::nullopt;
      continue;
    }
    if (is_plain(row)) {
      if (!may_stand_within(row) || blank > 1) return std::nullopt;
      if (!row.tabbed && ++plain > kMostPlain) return std::nullopt;
      continue;
    }
    if (!row.tabbed) return std::nullopt;
    if (is_head(row)) return has_body || blank > 0 ? std::nullopt : std::optional(i);
    if (!has_body && blank > 1 && !is_body(row)) return std::nullopt;
    return i;
  }
  return std::nullopt;
}

// ---- columns of a block ------------------------------------------------------------------------

struct BlockColumn {
  bool figures = false;  // holds the figures of the table
  bool notes = false;    // holds references
  bool right = true;     // cells end at one edge
  std::size_t width = 0;
};

struct Block {
  std::vector<TextRow*> rows;        // those with two or more cells
  std::vector<BlockColumn> columns;  // by cell index
  std::size_t last = 0;              // the last column that tables of this block regularly fill
};

// Columns that only a stray tab reaches are not counted: a fifth of the rows, or a head, must.
std::size_t last_regular_column(const std::vector<TextRow*>& rows) {
  std::map<std::size_t, std::size_t> reached;
  std::size_t head = 0;
  bool before_body = true;
  for (const TextRow* row : rows) {
    before_body = before_body && !is_body(*row);
    if (before_body) head = std::max(head, row->last_cell());
    ++reached[row->last_cell()];
  }
  std::size_t last = head;
  for (const auto& [index, count] : reached) {
    if (count * 5 >= rows.size()) last = std::max(last, index);
  }
  return last;
}

void find_column_uses(Block& block) {
  const std::size_t last = block.last;
  std::size_t count = last + 1;
  for (const TextRow* row : block.rows) count = std::max(count, row->cells.size());
  block.columns.assign(count, {});
  bool before_body = true;
  for (std::size_t column = 1; column <= last; ++column) {
    std::size_t filled = 0, notes = 0, heads = 0;
    before_body = true;
    for (const TextRow* row : block.rows) {
      before_body = before_body && !is_body(*row);
      if (column >= row->cells.size() || row->cells[column].empty()) continue;
      if (before_body) {
        ++heads;
      } else if (row->last_cell() == last) {
        ++filled;
        notes += static_cast<std::size_t>(reads_as_note(row->cells[column]));
      }
    }
    BlockColumn& use = block.columns[column];
    use.notes = filled > 0 && notes == filled;
    use.figures = !use.notes && (filled > 0 || heads > 0);
  }
  // A table of small counts has only "notes": then they are its figures.
  const auto none = [&] {
    return std::none_of(block.columns.begin(), block.columns.end(),
                        [](const BlockColumn& use) { return use.figures; });
  };
  if (none()) {
    for (BlockColumn& use : block.columns) use.figures = use.notes;
  }
}

// Puts the cells of a row that ends too early, or too late, where its table has them, when their
// number says so.
void restore_swallowed_tabs(Block& block, TextRow& row) {
  if (row.last_cell() == block.last) return;
  std::vector<std::size_t> targets, notes;
  for (std::size_t column = 1; column < block.columns.size(); ++column) {
    if (block.columns[column].figures) targets.push_back(column);
    if (block.columns[column].notes && !block.columns[column].figures) notes.push_back(column);
  }
  std::vector<StyledText> cells;
  for (std::size_t i = 1; i < row.cells.size(); ++i) {
    if (!row.cells[i].empty()) cells.push_back(row.cells[i]);
  }
  if (notes.size() == 1 && cells.size() == targets.size() + 1 && reads_as_note(cells.front())) {
    targets.insert(targets.begin(), notes.front());
  }
  if (cells.empty() || cells.size() != targets.size()) return;
  std::vector<StyledText> placed(block.last + 1);
  placed[0] = row.cells[0];
  for (std::size_t i = 0; i < cells.size(); ++i) placed[targets[i]] = std::move(cells[i]);
  while (placed.size() > 1 && placed.back().empty()) placed.pop_back();
  row.cells = std::move(placed);
}

void measure_columns(Block& block) {
  const bool has_body = std::any_of(block.rows.begin(), block.rows.end(),
                                    [](const TextRow* r) { return is_body(*r); });
  for (std::size_t column = 0; column < block.columns.size(); ++column) {
    BlockColumn& use = block.columns[column];
    std::size_t filled = 0, figures = 0;
    for (const TextRow* row : block.rows) {
      if (column >= row->cells.size()) continue;
      const StyledText& cell = row->cells[column];
      const std::size_t indent = column == 0 ? std::min(row->indent, kDeepestIndent) : 0;
      use.width = std::max(use.width, cell.size() + indent);
      if (cell.empty() || !is_body(*row)) continue;
      ++filled;
      figures += static_cast<std::size_t>(reads_as_figure(cell));
    }
    use.right = has_body && column > 0 && figures * 2 >= filled;
  }
}

PlacedLine place_row(const Block& block, const TextRow& row) {
  PlacedLine line;
  line.heading_level = row.heading_level;
  std::size_t left = 0;
  for (std::size_t column = 0; column < row.cells.size(); ++column) {
    const BlockColumn& use = block.columns[column];
    const StyledText& cell = row.cells[column];
    if (!cell.empty()) {
      std::size_t at = left;
      if (column == 0) at += std::min(row.indent, kDeepestIndent);
      if (use.right && cell.size() < use.width) at += use.width - cell.size();
      line.parts.push_back({at, cell});
    }
    left += use.width == 0 ? 0 : use.width + kGap;
  }
  return line;
}

// ---- lines outside blocks ----------------------------------------------------------------------

bool has_wide_gap(std::u32string_view text) {
  return text.find(U"   ") != std::u32string_view::npos;
}

void place_plain(const TextRow& row, std::vector<PlacedLine>& out) {
  PlacedLine line;
  line.heading_level = row.heading_level;
  StyledText rest = row.cells.size() == 1 && row.tabbed ? row.cells[0] : row.whole;
  std::size_t lead = 0;
  while (lead < rest.size() && is_white_space(rest.text[lead])) ++lead;
  if (lead == rest.size()) {
    out.push_back(line);
    return;
  }
  if (has_wide_gap(rest.trimmed().text)) {
    line.parts.push_back({0, rest});
    out.push_back(line);
    return;
  }
  rest = rest.trimmed();
  while (rest.size() > kProseWidth) {
    std::size_t cut = rest.text.rfind(U' ', kProseWidth);
    if (cut == std::u32string::npos || cut == 0) cut = rest.text.find(U' ', kProseWidth);
    if (cut == std::u32string::npos) break;
    PlacedLine piece = line;
    piece.parts.push_back({lead, rest.part(0, cut)});
    out.push_back(std::move(piece));
    rest = rest.part(cut + 1, std::u32string::npos);
  }
  line.parts.push_back({lead, rest});
  out.push_back(std::move(line));
}

}  // namespace

std::vector<PlacedLine> lay_out(const std::vector<MarkedLine>& lines) {
  std::vector<TextRow> rows = join_cell_lines(to_rows(lines));
  split_lists(rows);
  std::vector<PlacedLine> out;
  for (std::size_t i = 0; i < rows.size();) {
    if (rows[i].cells.size() < 2) {
      place_plain(rows[i], out);
      ++i;
      continue;
    }
    Block block;
    block.rows.push_back(&rows[i]);
    bool has_body = is_body(rows[i]);
    std::size_t end = i;
    while (const std::optional<std::size_t> next = next_of_block(rows, end, has_body)) {
      end = *next;
      block.rows.push_back(&rows[end]);
      has_body = has_body || is_body(rows[end]);
    }
    block.last = last_regular_column(block.rows);
    find_column_uses(block);
    for (TextRow* row : block.rows) restore_swallowed_tabs(block, *row);
    measure_columns(block);
    for (; i <= end; ++i) {
      if (rows[i].cells.size() < 2) {
        place_plain(rows[i], out);
      } else {
        out.push_back(place_row(block, rows[i]));
      }
    }
  }
  return out;
}

}  // namespace siffra::extract
