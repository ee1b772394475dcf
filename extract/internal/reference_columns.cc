#include "extract/internal/reference_columns.h"

#include <cstddef>

namespace siffra::extract::internal {
namespace {

// What the head of a column says of it.
struct Head {
  bool note = false;   // "Not"
  bool other = false;  // words that are neither that nor a reference
};

Head head_of(std::size_t column, const std::vector<TableRow>& heads, const rules::RuleBook* book) {
  Head head;
  for (const TableRow& row : heads) {
    for (const TableCell& cell : row.cells) {
      if (cell.first_column != column || cell.last_column != column) continue;
      const bool note = book != nullptr && book->column_head(cell.text).is_note_column;
      head.note = head.note || note;
      // "RESULTATRÄKNING  1  2022  2021": the head of the column may be a reference itself.
      head.other = head.other || (!note && !is_note_reference(cell.text, book) && cell.text != "?");
    }
  }
  return head;
}

template <typename Visit>
void visit_cells(const std::vector<TextLine>& body, const Layout& layout, const Visit& visit) {
  for (std::size_t l = 0; l < body.size(); ++l) {
    for (std::size_t c = 0; c < body[l].chunks.size(); ++c)
      visit(layout.column_of[l][c], body[l].chunks[c]);
  }
}

bool holds_references(std::size_t column, const std::vector<TextLine>& body, const Head& head,
                      const rules::RuleBook* book, const Layout& layout) {
  bool all = true;
  std::size_t cells = 0, long_figures = 0;
  visit_cells(body, layout, [&](std::size_t of, const Chunk& chunk) {
    if (of == column) {
      ++cells;
      all = all && is_note_reference(chunk.text, book);
    } else if (layout.columns[of].content == ColumnContent::kAmount && chunk.text.size() >= 5) {
      ++long_figures;
    }
  });
  if (cells == 0) return false;
  // Without a head only a sparse column of small numbers beside long figures is one of notes.
  return head.note || (all && !head.other && long_figures >= cells);
}

}  // namespace

bool is_note_reference(std::string text, const rules::RuleBook* book) {
  if (book != nullptr && text.size() > 2) {
    const auto space = text.find(' ');
    if (space != std::string::npos && book->column_head(text.substr(0, space)).is_note_column) {
      text = text.substr(space + 1);
    }
  }
  if (text.ends_with(')')) text.pop_back();
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

void mark_reference_columns(const std::vector<TextLine>& body, const std::vector<TableRow>& heads,
                            const rules::RuleBook* book, Layout& layout) {
  std::vector<std::size_t> values;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const ColumnContent content = layout.columns[i].content;
    if (content == ColumnContent::kAmount || content == ColumnContent::kText) values.push_back(i);
  }
  if (values.size() < 2) return;
  for (const std::size_t column : {values.front(), values.back()}) {
    if (holds_references(column, body, head_of(column, heads, book), book, layout))
      layout.columns[column].content = ColumnContent::kNote;
  }
}

}  // namespace siffra::extract::internal
