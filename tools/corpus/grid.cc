#include "tools/corpus/grid.h"

#include <algorithm>

namespace siffra::corpus {
namespace {

constexpr double kIndent = 9;
constexpr double kNarrowestLabel = 96;
constexpr double kSmallestType = 5.5;

// Column widths and type size for one frame width.
struct Measures {
  Font plain, bold;
  std::vector<double> widths;
  std::vector<std::vector<std::string>> heads;
  double total = 0;
  double line_height = 0;
  double label_wanted = 0;  // the width at which no label wraps
};

bool is_label(const GridColumn& column) { return column.part == GridPart::kLabel; }

const Font& font_of(const Measures& measures, const GridRow& row, const HouseStyle& style) {
  const bool strong =
      row.style == RowStyle::kHeading || (row.style == RowStyle::kSum && style.bold_sums);
  return strong ? measures.bold : measures.plain;
}

double indent_of(const GridRow& row, const HouseStyle& style) {
  if (row.style == RowStyle::kOfWhich) return kIndent;
  return style.indent_items && row.style == RowStyle::kItem ? kIndent : 0;
}

double content_width(const Grid& grid, std::size_t c, const Measures& measures, Flow& flow) {
  double widest = 0;
  for (const GridRow& row : grid.rows) {
    const double own = flow.measure().width(row.cells[c], font_of(measures, row, flow.style()));
    widest = std::max(widest, own + (is_label(grid.columns[c]) ? indent_of(row, flow.style()) : 0));
  }
  return widest;
}

double head_width(const GridColumn& column, const Measures& measures, Flow& flow) {
  double widest = 0;
  for (const std::string& line : column.head)
    widest = std::max(widest, flow.measure().widest_word(line, measures.bold));
  return widest;
}

Measures measured(const Grid& grid, double size, double frame, Flow& flow) {
  const HouseStyle& style = flow.style();
  Measures measures;
  measures.plain = {style.body_family, size, false, false};
  measures.bold = {style.body_family, size, true, false};
  measures.line_height = size * 1.22;
  double others = 0, label = 0;
  for (std::size_t c = 0; c < grid.columns.size(); ++c) {
    double width = content_width(grid, c, measures, flow);
    if (is_label(grid.columns[c])) label = measures.label_wanted = width + style.column_gap;
    if (!is_label(grid.columns[c])) {
      width = std::max(width, head_width(grid.columns[c], measures, flow)) + style.column_gap;
      others += width;
    }
    measures.widths.push_back(width);
  }
  const double left_over = frame - others;
  for (std::size_t c = 0; c < grid.columns.size(); ++c)
    if (is_label(grid.columns[c]))
      measures.widths[c] = style.full_width ? left_over : std::min(label, left_over);
  for (const double width : measures.widths) measures.total += width;
  for (std::size_t c = 0; c < grid.columns.size(); ++c) {
    std::vector<std::string> lines;
    for (const std::string& line : grid.columns[c].head)
      for (std::string& part :
           flow.measure().wrapped(line, measures.bold, measures.widths[c] - style.column_gap / 2))
        lines.push_back(std::move(part));
    measures.heads.push_back(std::move(lines));
  }
  return measures;
}

// The house's table size, or what smaller size leaves the labels room.
Measures fitted(const Grid& grid, Flow& flow) {
  double size = flow.style().table_size;
  while (true) {
    Measures measures = measured(grid, size, flow.width(), flow);
    double label = 0;
    for (std::size_t c = 0; c < grid.columns.size(); ++c)
      if (is_label(grid.columns[c])) label = measures.widths[c];
    const double enough = std::min(kNarrowestLabel, measures.label_wanted);
    if (label >= enough || size <= kSmallestType) return measures;
    size *= 0.95;
  }
}

class Setter {
 public:
  Setter(const Grid& grid, Flow& flow)
      : grid_(grid), flow_(flow), style_(flow.style()), measures_(fitted(grid, flow)) {}

  void set() {
    flow_.require(head_height() + 2 * row_height(grid_.rows.front()));
    set_head();
    bool shaded = false;
    for (std::size_t r = 0; r < grid_.rows.size(); ++r) {
      const double height = row_height(grid_.rows[r]);
      if (flow_.y() + height > flow_.bottom()) {
        flow_.new_frame();
        if (style_.repeat_head) set_head();
      }
      if (style_.zebra && shaded) flow_.fill(left(), flow_.y(), measures_.total, height, shade());
      shaded = !shaded;
      set_row(grid_.rows[r], height);
      flow_.skip(height + air_below(grid_.rows[r]));
    }
    flow_.skip(measures_.line_height);
  }

  double height() {
    double total = head_height() + measures_.line_height;
    for (const GridRow& row : grid_.rows) total += row_height(row) + air_below(row);
    return total;
  }

  [[nodiscard]] double head_height() const {
    std::size_t lines = 0;
    for (const auto& head : measures_.heads) lines = std::max(lines, head.size());
    return static_cast<double>(lines) * measures_.line_height +
           (lines > 0 ? style_.row_padding : 0);
  }

 private:
  [[nodiscard]] double left() const { return flow_.left(); }
  [[nodiscard]] Ink shade() const { return {0.92, 0.94, 0.94}; }

  [[nodiscard]] double air_below(const GridRow& row) const {
    return style_.air_after_sums && row.style == RowStyle::kSum ? measures_.line_height * 0.7 : 0;
  }

  // A heading without figures may run on over the figure columns.
  std::vector<std::string> label_lines(const GridRow& row, std::size_t c) {
    const double room =
        row.style == RowStyle::kHeading ? measures_.total - left_of(c) : measures_.widths[c];
    const double limit = room - indent_of(row, style_) - style_.column_gap * 0.6;
    return flow_.measure().wrapped(row.cells[c], font_of(measures_, row, style_), limit);
  }

  [[nodiscard]] double left_of(std::size_t column) const {
    double x = 0;
    for (std::size_t c = 0; c < column; ++c) x += measures_.widths[c];
    return x;
  }

  double row_height(const GridRow& row) {
    std::size_t lines = 1;
    for (std::size_t c = 0; c < row.cells.size(); ++c)
      if (is_label(grid_.columns[c])) lines = std::max(lines, label_lines(row, c).size());
    const double air = row.style == RowStyle::kHeading ? measures_.line_height * 0.35 : 0;
    return static_cast<double>(lines) * measures_.line_height + style_.row_padding + air;
  }

  void put(const GridColumn& column, double x, double width, double baseline,
           const std::string& text, const Font& font, Align align, const Ink& ink = {}) {
    const double inset = style_.rules == TableRules::kGrid ? 3 : 0;
    if (is_label(column)) {
      flow_.text_left(x + inset, baseline, text, font, ink);
    } else if (align == Align::kLeft) {
      // Clear of the column before, as the gap is where the right-set stand.
      flow_.text_left(x + std::max(inset, style_.column_gap), baseline, text, font, ink);
    } else if (align == Align::kCenter) {
      flow_.text_center(x + width / 2, baseline, text, font, ink);
    } else {
      flow_.text_right(x + width - inset, baseline, text, font, ink);
    }
  }

  void set_head() {
    const double height = head_height();
    if (height <= 0) return;
    const double top = flow_.y();
    if (style_.dark_head) flow_.fill(left(), top, measures_.total, height, style_.accent);
    const Ink ink = style_.dark_head ? Ink{1, 1, 1} : Ink{};
    double x = left();
    for (std::size_t c = 0; c < grid_.columns.size(); ++c) {
      const GridColumn& column = grid_.columns[c];
      const auto& lines = measures_.heads[c];
      const Align align = column.part == GridPart::kFigures ? style_.head_align : column.align;
      double baseline = top + height - style_.row_padding - measures_.line_height * 0.22 -
                        measures_.line_height * (static_cast<double>(lines.size()) - 1);
      for (const std::string& line : lines) {
        put(column, x, measures_.widths[c], baseline, line, measures_.bold, align, ink);
        baseline += measures_.line_height;
      }
      x += measures_.widths[c];
    }
    if (style_.rules != TableRules::kNone || style_.zebra)
      flow_.line(left(), top + height, left() + measures_.total, top + height, 0.8, style_.accent);
    if (style_.rules == TableRules::kGrid) frame_row(top, height);
    if (style_.vertical_rules) part_columns(top, height);
    flow_.skip(height);
  }

  void set_row(const GridRow& row, double height) {
    const Font& font = font_of(measures_, row, style_);
    const double top = flow_.y();
    rule_row(row, top, height);
    const double air = row.style == RowStyle::kHeading ? measures_.line_height * 0.35 : 0;
    const double first = top + air + style_.row_padding / 2 + measures_.line_height * 0.8;
    std::size_t label_count = 1;
    double x = left();
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (is_label(grid_.columns[c])) label_count = set_label(row, c, x, first, font);
      x += measures_.widths[c];
    }
    x = left();
    bool current = style_.current_bold;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const GridColumn& column = grid_.columns[c];
      const bool figures = column.part == GridPart::kFigures;
      const FigureLine line = figures ? style_.figure_line : style_.note_line;
      if (!is_label(column))
        put(column, x, measures_.widths[c], first + down(line, label_count), row.cells[c],
            figures && current ? measures_.bold : font, column.align);
      if (figures) current = false;
      x += measures_.widths[c];
    }
  }

  // How far below the first line of a label what belongs to it stands.
  [[nodiscard]] double down(FigureLine line, std::size_t label_lines) const {
    if (line == FigureLine::kFirst) return 0;
    const double all = measures_.line_height * (static_cast<double>(label_lines) - 1);
    return line == FigureLine::kLast ? all : all / 2;
  }

  std::size_t set_label(const GridRow& row, std::size_t c, double x, double baseline,
                        const Font& font) {
    const double indent = indent_of(row, style_) + (style_.rules == TableRules::kGrid ? 3 : 0);
    const auto lines = label_lines(row, c);
    double end = x;
    for (const std::string& line : lines) {
      end = x + indent + flow_.text_left(x + indent, baseline, line, font);
      baseline += measures_.line_height;
    }
    if (style_.leaders != Leaders::kNone && row.style != RowStyle::kHeading)
      lead(end, x + measures_.widths[c], baseline - measures_.line_height, font);
    return lines.size();
  }

  void lead(double from, double to, double baseline, const Font& font) {
    const std::string mark = style_.leaders == Leaders::kDots         ? "."
                             : style_.leaders == Leaders::kSpacedDots ? ". "
                                                                      : "_";
    const double step =
        flow_.measure().width(mark + mark, font) - flow_.measure().width(mark, font);
    const auto count = static_cast<int>((to - from) / step) - 3;
    if (count <= 2) return;
    std::string text;
    for (int i = 0; i < count; ++i) text += mark;
    flow_.text_left(from + step, baseline, text, font);
  }

  void rule_row(const GridRow& row, double top, double height) {
    const double right = left() + measures_.total;
    if (style_.rules == TableRules::kRows)
      flow_.line(left(), top + height, right, top + height, 0.3, {0.6, 0.6, 0.6});
    if (style_.rules == TableRules::kGrid) frame_row(top, height);
    if (style_.vertical_rules) part_columns(top, height + air_below(row));
    if (style_.rules != TableRules::kSums || row.style != RowStyle::kSum) return;
    double x = left();
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      x += measures_.widths[c];
      if (grid_.columns[c].part != GridPart::kFigures || row.cells[c].empty()) continue;
      const double from = x - measures_.widths[c] + style_.column_gap * 0.6;
      flow_.line(from, top, x, top, 0.5);
      if (style_.double_rules) flow_.line(from, top - 1.6, x, top - 1.6, 0.5);
    }
  }

  void part_columns(double top, double height) {
    double x = left();
    for (std::size_t c = 0; c + 1 < measures_.widths.size(); ++c) {
      x += measures_.widths[c];
      const double between = x + style_.column_gap * 0.3;
      flow_.line(between, top, between, top + height, 0.4);
    }
  }

  void frame_row(double top, double height) {
    double x = left();
    flow_.line(x, top, x + measures_.total, top, 0.4);
    flow_.line(x, top + height, x + measures_.total, top + height, 0.4);
    flow_.line(x, top, x, top + height, 0.4);
    for (const double width : measures_.widths) {
      x += width;
      flow_.line(x, top, x, top + height, 0.4);
    }
  }

  const Grid& grid_;
  Flow& flow_;
  const HouseStyle& style_;
  Measures measures_;
};

}  // namespace

void set_grid(const Grid& grid, Flow& flow) {
  if (!grid.rows.empty()) Setter(grid, flow).set();
}

double height_of(const Grid& grid, Flow& flow) {
  return grid.rows.empty() ? 0 : Setter(grid, flow).height();
}

double natural_width(const Grid& grid, Flow& flow) {
  const Measures measures = measured(grid, flow.style().table_size, 1e6, flow);
  double total = 0;
  for (std::size_t c = 0; c < grid.columns.size(); ++c)
    total +=
        is_label(grid.columns[c]) ? content_width(grid, c, measures, flow) : measures.widths[c];
  return total;
}

}  // namespace siffra::corpus
