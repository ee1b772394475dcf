// How one publisher's reports look. All of it is data: a style is a row of choices, not code.
#pragma once

#include <string>
#include <vector>

#include "tools/corpus/figure.h"
#include "tools/corpus/page.h"

namespace siffra::corpus {

enum class TableRules { kNone, kSums, kRows, kGrid };
enum class UnitPlace { kTitle, kStubHead, kLineBelowTitle, kRightOfTitle, kColumnHeads };
enum class NotePlace { kBeforeFigures, kAfterFigures };
enum class HeadAlign { kRight, kCenter };
enum class FigureLine { kFirst, kLast };  // of a label that wraps
enum class Furniture { kNone, kPlainFooter, kRuledHeader, kSideOfTotal };

struct HouseStyle {
  std::string name;
  double page_width = 595.28, page_height = 841.89;
  double margin_left = 64, margin_right = 64, margin_top = 72, margin_bottom = 72;
  std::string body_family = "Nimbus Roman", heading_family = "Nimbus Roman";
  double body_size = 10.5, table_size = 9.5, heading_size = 14;
  Ink accent;
  TableRules rules = TableRules::kNone;
  bool zebra = false;
  bool full_width = true;     // tables fill the width; else they are as narrow as their text
  bool indent_items = false;  // items stand to the right of sums
  bool bold_sums = true;
  bool upper_headings = false;
  bool number_sections = false;  // "3. Resultaträkning"
  bool repeat_head = true;       // on the next page of a table
  bool dot_leaders = false;      // "Label ........ 123"
  int prose_columns = 1;
  double row_padding = 3;
  double column_gap = 14;
  NotePlace note_place = NotePlace::kBeforeFigures;
  HeadAlign head_align = HeadAlign::kRight;
  FigureLine figure_line = FigureLine::kLast;
  UnitPlace unit_place = UnitPlace::kStubHead;
  std::string unit_kr = "kr", unit_tkr = "tkr", unit_mkr = "mkr";
  Furniture furniture = Furniture::kPlainFooter;
  NumberStyle numbers;
  double parted_heading = 0.15;  // how often a page break falls between a heading and its table
};

const std::vector<HouseStyle>& house_styles();
const HouseStyle* find_house_style(const std::string& name);

// The unit as this house writes it.
const std::string& unit_word(const HouseStyle& style, const std::string& unit);

}  // namespace siffra::corpus
