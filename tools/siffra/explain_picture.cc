#include "tools/siffra/explain_picture.h"

#include "extract/lines.h"
#include "rules/amount.h"

namespace siffra::tools {
namespace {

using extract::Color;

constexpr Color kTextFrame{70, 110, 200};
constexpr Color kFigureFrame{0, 140, 60};
constexpr Color kTableFrame{200, 60, 0};
constexpr Color kColumnFrame{235, 170, 120};
constexpr Color kLabelMark{215, 228, 255};
constexpr Color kSumMark{255, 226, 170};
constexpr Color kFigureMark{205, 245, 205};
constexpr Color kWellCoveredMark{160, 230, 160};
constexpr Color kUntriedMark{255, 245, 160};
constexpr Color kFailingMark{255, 160, 150};

void draw_words(extract::PageImage& image, const extract::Page& page) {
  for (const auto& word : page.words) {
    draw_frame(image, word.box, rules::looks_numeric(word.text) ? kFigureFrame : kTextFrame);
  }
}

void draw_lines(extract::PageImage& image, const extract::Page& page) {
  for (const auto& line : extract::build_lines(page)) {
    for (const auto& chunk : line.chunks) {
      draw_frame(image, chunk.box, chunk.numeric ? kFigureFrame : kTextFrame);
    }
  }
}

void draw_tables(extract::PageImage& image, const std::vector<extract::Table>& tables, int page) {
  for (const auto& table : tables) {
    for (std::size_t i = 0; i < table.pages.size() && i < table.boxes.size(); ++i) {
      if (table.pages[i] != page) continue;
      const extract::Box& box = table.boxes[i];
      for (const auto& column : table.columns) {
        draw_frame(image, {column.left, box.y0, column.right, box.y1}, kColumnFrame);
      }
      draw_frame(image, box, kTableFrame, 2);
    }
    for (const auto& row : table.rows) {
      for (const auto& cell : row.cells) {
        if (cell.page != page) continue;
        draw_frame(image, cell.box,
                   row.role == extract::TableRowRole::kHead ? kTableFrame : kFigureFrame);
      }
    }
  }
}

Color mark_of(const Stages& stages, Stage stage, const extract::CellAddress& address,
              const extract::StatementRow& row) {
  if (stage == Stage::kStatements) {
    return row.kind == rules::RowKind::kSum ? kSumMark : kFigureMark;
  }
  const auto coverage = stages.audit.coverage.find(address);
  if (coverage == stages.audit.coverage.end()) return kUntriedMark;
  if (coverage->second.failing > 0) return kFailingMark;
  if (coverage->second.holding == 0) return kUntriedMark;
  return coverage->second.holding == 1 ? kFigureMark : kWellCoveredMark;
}

void draw_statements(extract::PageImage& image, const Stages& stages, Stage stage, int page) {
  const auto& statements = stages.extraction.statements;
  for (std::size_t s = 0; s < statements.size(); ++s) {
    for (std::size_t r = 0; r < statements[s].rows.size(); ++r) {
      const auto& row = statements[s].rows[r];
      if (row.page == page && stage == Stage::kStatements) mark(image, row.box, kLabelMark);
      for (const auto& cell : row.cells) {
        if (cell.page != page) continue;
        mark(image, cell.box, mark_of(stages, stage, {s, r, cell.column}, row));
        if (!cell.amount) draw_frame(image, cell.box, kTableFrame, 2);
      }
    }
  }
  if (stage < Stage::kEquations) return;
  for (const auto& finding : stages.audit.findings) {
    for (const auto& address : finding.cells) {
      const auto* cell = find_cell(stages.extraction, address);
      if (cell != nullptr && cell->page == page) draw_frame(image, cell->box, {200, 0, 0}, 2);
    }
  }
}

}  // namespace

void draw_stage(extract::PageImage& image, const Stages& stages, Stage stage, int page) {
  if (stage == Stage::kTables) return draw_tables(image, stages.tables, page);
  if (stage >= Stage::kStatements) return draw_statements(image, stages, stage, page);
  for (const auto& source : stages.document.pages) {
    if (source.number != page) continue;
    if (stage == Stage::kWords) draw_words(image, source);
    if (stage == Stage::kLines) draw_lines(image, source);
  }
}

}  // namespace siffra::tools
