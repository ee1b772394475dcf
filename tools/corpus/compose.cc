#include "tools/corpus/compose.h"

#include <algorithm>

#include "tools/corpus/flow.h"
#include "tools/corpus/furniture.h"
#include "tools/corpus/grid.h"

namespace siffra::corpus {
namespace {

class Composer {
 public:
  Composer(const Report& report, const HouseStyle& style, const std::vector<FillerSection>& filler,
           Random random, TextMeasure& measure)
      : report_(report), style_(style), filler_(filler), random_(random), flow_(style, measure) {
    for (std::size_t i = 0; i < filler.size(); ++i) unused_.push_back(i);
  }

  std::vector<PrintedPage> compose() {
    set_cover(report_, flow_);
    flow_.new_page();
    const std::size_t contents_page = flow_.pages().size() - 1;
    flow_.new_page();
    prose(2);
    for (const Statement& statement : report_.statements) {
      set_statement(statement);
      if (random_.chance(0.35)) prose(1);
    }
    set_contents(contents_, flow_, contents_page);
    set_furniture(report_, style_, flow_);
    return std::move(flow_.pages());
  }

 private:
  [[nodiscard]] Font body() const { return {style_.body_family, style_.body_size, false, false}; }

  void prose(int sections) {
    flow_.prefer_columns(style_.prose_columns);
    for (int i = 0; i < sections && !unused_.empty(); ++i) {
      const std::size_t at = random_.below(unused_.size());
      const FillerSection& section = filler_[unused_[at]];
      unused_.erase(unused_.begin() + static_cast<std::ptrdiff_t>(at));
      flow_.require(style_.heading_size * 5);
      contents_.push_back({section.heading, flow_.page_number()});
      flow_.heading(section.heading, style_.heading_size * 0.9);
      for (const std::string& text : section.paragraphs)
        flow_.paragraph(filled(text, report_, random_), body(), style_.body_size * 1.38);
      if (section.table.empty()) continue;
      std::vector<std::vector<std::string>> table = section.table;
      for (auto& row : table)
        for (std::string& cell : row) cell = filled(cell, report_, random_);
      set_grid(grid_of(table), flow_);
    }
  }

  void set_statement(const Statement& statement) {
    const Grid grid = grid_of(statement, style_);
    flow_.prefer_columns(style_.prose_columns);
    if (natural_width(grid, flow_) > flow_.width() * 1.15) flow_.set_columns(1);
    place_heading(statement, grid);
    if (statement.as_list) return set_list(statement);
    set_grid(grid, flow_);
  }

  // Keeps the table in one piece where a frame can hold it, unless chance wants it broken; and now
  // and then leaves the heading alone at the foot of the page before.
  void place_heading(const Statement& statement, const Grid& grid) {
    const double size = statement.note.empty() ? style_.heading_size : style_.heading_size * 0.85;
    const double heading = size * 2.6;
    const double table = height_of(grid, flow_);
    const double left = flow_.bottom() - flow_.y();
    const bool parted = left > heading && left < table && random_.chance(style_.parted_heading);
    const bool broken = left > heading + table * 0.4 && random_.chance(0.25);
    if (!parted && !broken && left < heading + table &&
        (heading + table < flow_.frame_height() || left < flow_.frame_height() * 0.4))
      if (!flow_.at_top()) flow_.new_frame();
    if (!flow_.at_top()) flow_.skip(size * 0.6);
    contents_.push_back({statement.title, flow_.page_number()});
    set_title(statement, size);
    if (parted) flow_.new_frame();
  }

  void set_title(const Statement& statement, double size) {
    const double above = flow_.y();
    flow_.heading(statement.title, size, style_.centered_titles);
    const std::string& unit = unit_word(style_, statement.unit);
    const Font small{style_.body_family, style_.table_size, false, true};
    if (style_.unit_place == UnitPlace::kLineBelowTitle) {
      flow_.skip(style_.table_size);
      flow_.text_left(flow_.left(), flow_.y(), unit, small);
      flow_.skip(style_.table_size * 0.5);
    } else if (style_.unit_place == UnitPlace::kRightOfTitle) {
      flow_.text_right(flow_.left() + flow_.width(), above + size * 1.25, unit, small);
    }
  }

  // Notes as some bodies write them: "account name: amount kr", a line each.
  void set_list(const Statement& statement) {
    const Font bold{style_.body_family, style_.body_size, true, false};
    for (const Row& row : statement.rows) {
      if (row.cells.empty() || !row.cells.front()) continue;
      const std::string code = row.code.empty() ? "" : row.code + " ";
      flow_.paragraph(code + row.label + ": " + *row.cells.front() + " " + statement.unit,
                      row.style == RowStyle::kSum ? bold : body(), style_.body_size * 1.2);
    }
  }

  const Report& report_;
  const HouseStyle& style_;
  const std::vector<FillerSection>& filler_;
  Random random_;
  Flow flow_;
  std::vector<std::size_t> unused_;
  std::vector<ContentsEntry> contents_;
};

}  // namespace

std::vector<PrintedPage> compose(const Report& report, const HouseStyle& style,
                                 const std::vector<FillerSection>& filler, Random random,
                                 TextMeasure& measure) {
  return Composer(report, style, filler, random, measure).compose();
}

}  // namespace siffra::corpus
