// How one publisher's reports look. All of it is data: a style is a row of choices, not code.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tools/corpus/figure.h"
#include "tools/corpus/page.h"

namespace siffra::corpus {

enum class TableRules { kNone, kSums, kRows, kGrid };
enum class UnitPlace { kTitle, kStubHead, kLineBelowTitle, kRightOfTitle, kColumnHeads };
enum class NotePlace { kBeforeLabels, kBeforeFigures, kAfterFigures };
enum class Align { kLeft, kCenter, kRight };
enum class FigureLine { kFirst, kMiddle, kLast };  // of a label that wraps
enum class Furniture { kNone, kPlainFooter, kRuledHeader, kSideOfTotal };
enum class Leaders { kNone, kDots, kSpacedDots, kUnderscores };
// How the heads of a house are worded; kAsGiven leaves them as the body has them.
enum class DayForm { kAsGiven, kIso, kCompact, kShort, kMonthName, kSlashed };
enum class PeriodForm { kAsGiven, kDays, kMonthsYear, kYearMonths, kNumberOfMonths };

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
  bool number_sections = false;      // "3. Resultaträkning"
  bool repeat_head = true;           // on the next page of a table
  Leaders leaders = Leaders::kNone;  // "Label ........ 123"
  bool upper_sums = false;
  bool air_after_sums = false;
  bool dark_head = false;       // white on the accent
  bool vertical_rules = false;  // between the columns
  bool double_rules = false;    // above sums
  bool current_bold = false;    // the first column of figures
  bool centered_titles = false;
  bool spaced_titles = false;  // "R E S U L T A T"
  int prose_columns = 1;
  double row_padding = 3;
  double column_gap = 14;
  NotePlace note_place = NotePlace::kBeforeFigures;
  FigureLine note_line = FigureLine::kLast;
  std::string note_head = "Not", note_prefix;
  std::string note_title_mark;  // ". " in "Not 3. Fordringar"; empty: as given
  Align head_align = Align::kRight;
  Align figure_align = Align::kRight;
  FigureLine figure_line = FigureLine::kLast;
  DayForm day_form = DayForm::kAsGiven;
  PeriodForm period_form = PeriodForm::kAsGiven;
  bool heads_in_capitals = false;
  bool prior_first = false;                     // years from left to right
  std::map<std::string, std::string> wordings;  // labels that this house words otherwise
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
