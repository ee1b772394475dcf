#include "tools/corpus/house_style.h"

#include <utility>

namespace siffra::corpus {
namespace {

constexpr const char* kNoBreakSpace = "\u00a0";
constexpr const char* kNarrowSpace = "\u202f";
constexpr const char* kMinusSign = "\u2212";
constexpr const char* kEnDash = "\u2013";

HouseStyle serif() {
  HouseStyle style;
  style.name = "serif";
  style.rules = TableRules::kSums;
  style.indent_items = true;
  style.numbers = {" ", "-", false, false, false, "0"};
  return style;
}

HouseStyle ruled() {
  HouseStyle style;
  style.name = "ruled";
  style.body_family = style.heading_family = "Nimbus Sans";
  style.body_size = 9.5;
  style.table_size = 8.5;
  style.heading_size = 15;
  style.accent = {0.10, 0.28, 0.50};
  style.rules = TableRules::kRows;
  style.number_sections = true;
  style.unit_place = UnitPlace::kLineBelowTitle;
  style.unit_kr = "Belopp i kronor";
  style.unit_tkr = "Belopp i tkr";
  style.unit_mkr = "Belopp i mkr";
  style.furniture = Furniture::kRuledHeader;
  style.numbers = {kNoBreakSpace, kMinusSign, false, false, false, kEnDash};
  return style;
}

HouseStyle zebra() {
  HouseStyle style;
  style.name = "zebra";
  style.body_family = style.heading_family = "DejaVu Sans";
  style.body_size = 8.5;
  style.table_size = 7.5;
  style.heading_size = 13;
  style.accent = {0.05, 0.40, 0.35};
  style.zebra = true;
  style.upper_headings = true;
  style.note_place = NotePlace::kAfterFigures;
  style.unit_place = UnitPlace::kTitle;
  style.unit_kr = "kr";
  style.unit_mkr = "mnkr";
  style.furniture = Furniture::kSideOfTotal;
  style.numbers = {kNarrowSpace, kEnDash, true, false, true, "0"};
  return style;
}

HouseStyle grid() {
  HouseStyle style;
  style.name = "grid";
  style.body_family = "P052";
  style.heading_family = "URW Gothic";
  style.table_size = 9;
  style.rules = TableRules::kGrid;
  style.head_align = Align::kCenter;
  style.figure_line = style.note_line = FigureLine::kFirst;
  style.unit_place = UnitPlace::kTitle;
  style.unit_tkr = "kkr";
  style.column_gap = 10;
  style.repeat_head = false;
  style.numbers = {".", "-", false, false, false, "-"};
  return style;
}

HouseStyle typewriter() {
  HouseStyle style;
  style.name = "typewriter";
  style.body_family = style.heading_family = "Nimbus Mono PS";
  style.body_size = 10;
  style.table_size = 9;
  style.heading_size = 11;
  style.margin_left = 78;
  style.margin_right = 50;
  style.upper_headings = true;
  style.bold_sums = false;
  style.leaders = Leaders::kDots;
  style.rules = TableRules::kSums;
  style.row_padding = 1.5;
  style.unit_place = UnitPlace::kRightOfTitle;
  style.unit_kr = "Kronor";
  style.unit_tkr = "Tkr";
  style.unit_mkr = "Mkr";
  style.furniture = Furniture::kNone;
  style.numbers = {" ", "-", true, false, false, "-"};
  return style;
}

HouseStyle columns() {
  HouseStyle style;
  style.name = "columns";
  style.body_family = "URW Bookman";
  style.heading_family = "Nimbus Sans";
  style.body_size = 8.5;
  style.table_size = 7.2;
  style.heading_size = 12;
  style.margin_left = style.margin_right = 44;
  style.margin_top = style.margin_bottom = 58;
  style.prose_columns = 2;
  style.rules = TableRules::kSums;
  style.accent = {0.45, 0.08, 0.12};
  style.row_padding = 2;
  style.column_gap = 9;
  style.unit_place = UnitPlace::kColumnHeads;
  style.unit_mkr = "MSEK";
  style.unit_tkr = "TSEK";
  style.unit_kr = "SEK";
  style.furniture = Furniture::kRuledHeader;
  style.numbers = {kNoBreakSpace, "-", false, false, false, "0"};
  return style;
}

HouseStyle landscape() {
  HouseStyle style;
  style.name = "landscape";
  std::swap(style.page_width, style.page_height);
  style.body_family = style.heading_family = "Nimbus Sans Narrow";
  style.body_size = 11;
  style.table_size = 10;
  style.full_width = false;
  style.column_gap = 26;
  style.rules = TableRules::kSums;
  style.accent = {0.55, 0.25, 0.05};
  style.number_sections = true;
  style.unit_place = UnitPlace::kStubHead;
  style.unit_kr = "Kronor";
  style.unit_tkr = "Tusental kronor";
  style.unit_mkr = "Miljoner kronor";
  style.furniture = Furniture::kSideOfTotal;
  style.numbers = {" ", kMinusSign, true, false, false, "0"};
  return style;
}

HouseStyle ledger() {
  HouseStyle style;
  style.name = "ledger";
  style.body_family = style.heading_family = "DejaVu Serif";
  style.body_size = 9;
  style.table_size = 8;
  style.heading_size = 13;
  style.rules = TableRules::kNone;
  style.indent_items = true;
  style.full_width = true;
  style.note_place = NotePlace::kBeforeFigures;
  style.unit_place = UnitPlace::kLineBelowTitle;
  style.unit_kr = "Belopp i kr";
  style.unit_tkr = "(tkr)";
  style.unit_mkr = "(Mkr)";
  style.figure_line = style.note_line = FigureLine::kFirst;
  style.numbers = {" ", "-", false, true, false, "-"};
  return style;
}

}  // namespace

const std::vector<HouseStyle>& house_styles() {
  static const std::vector<HouseStyle> styles{serif(),   ruled(),      zebra(),     grid(),
                                              columns(), typewriter(), landscape(), ledger()};
  return styles;
}

const HouseStyle* find_house_style(const std::string& name) {
  for (const HouseStyle& style : house_styles())
    if (style.name == name) return &style;
  return nullptr;
}

const std::string& unit_word(const HouseStyle& style, const std::string& unit) {
  if (unit == "mkr") return style.unit_mkr;
  return unit == "tkr" ? style.unit_tkr : style.unit_kr;
}

}  // namespace siffra::corpus
