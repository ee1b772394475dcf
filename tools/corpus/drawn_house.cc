#include "tools/corpus/drawn_house.h"

#include <array>
#include <utility>

namespace siffra::corpus {
namespace {

void draw_paper(HouseStyle& style, Random& random) {
  if (random.chance(0.12)) std::swap(style.page_width, style.page_height);
  style.margin_left = random.between(40.0, 85.0);
  style.margin_right = random.between(40.0, 85.0);
  style.margin_top = random.between(55.0, 80.0);
  style.margin_bottom = random.between(55.0, 80.0);
  style.furniture = random.pick<Furniture>({Furniture::kNone, Furniture::kPlainFooter,
                                            Furniture::kRuledHeader, Furniture::kSideOfTotal});
  if (random.chance(0.15)) style.prose_columns = 2;
  style.parted_heading = 0.08;
}

void draw_type(HouseStyle& style, Random& random) {
  style.body_family = random.pick<std::string>(
      {"Nimbus Roman", "Nimbus Sans", "Nimbus Sans Narrow", "Nimbus Mono PS", "P052", "C059",
       "URW Bookman", "URW Gothic", "DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono"});
  style.heading_family = random.chance(0.6)
                             ? style.body_family
                             : random.pick<std::string>({"Nimbus Sans", "URW Gothic", "C059"});
  style.table_size = random.between(7.0, 10.5);
  style.body_size = style.table_size + random.between(0.0, 1.5);
  style.heading_size = style.body_size + random.between(1.0, 6.0);
  style.accent = random.pick<Ink>(
      {{0, 0, 0}, {0.10, 0.28, 0.50}, {0.05, 0.35, 0.30}, {0.45, 0.08, 0.12}, {0.35, 0.35, 0.35}});
}

void draw_table(HouseStyle& style, Random& random) {
  style.rules = random.pick<TableRules>({TableRules::kNone, TableRules::kSums, TableRules::kSums,
                                         TableRules::kRows, TableRules::kGrid});
  const bool open = style.rules == TableRules::kNone || style.rules == TableRules::kSums;
  style.zebra = open && random.chance(0.2);
  style.dark_head = random.chance(0.15);
  style.vertical_rules = open && random.chance(0.12);
  style.double_rules = random.chance(0.2);
  if (open && random.chance(0.2))
    style.leaders =
        random.pick<Leaders>({Leaders::kDots, Leaders::kSpacedDots, Leaders::kUnderscores});
  style.full_width = random.chance(0.65);
  style.column_gap = random.between(8.0, 28.0);
  style.row_padding = random.between(0.5, 6.0);
  style.air_after_sums = open && !style.zebra && random.chance(0.3);
  style.repeat_head = random.chance(0.7);
  style.head_align = random.pick<Align>({Align::kRight, Align::kRight, Align::kCenter});
  if (random.chance(0.1)) style.head_align = style.figure_align = Align::kLeft;
  if (random.chance(0.06)) style.head_align = style.figure_align = Align::kCenter;
  style.figure_line = random.pick<FigureLine>(
      {FigureLine::kFirst, FigureLine::kLast, FigureLine::kLast, FigureLine::kMiddle});
  style.note_line = random.chance(0.7) ? style.figure_line : FigureLine::kFirst;
  style.current_bold = random.chance(0.15);
}

void draw_words(HouseStyle& style, const Wordings& wordings, Random& random) {
  style.indent_items = random.chance(0.35);
  style.bold_sums = random.chance(0.75);
  style.upper_sums = random.chance(0.12);
  style.upper_headings = random.chance(0.3);
  style.number_sections = random.chance(0.25);
  style.centered_titles = random.chance(0.15) && style.full_width;
  style.spaced_titles = style.upper_headings && random.chance(0.2);
  style.note_place = random.pick<NotePlace>({NotePlace::kBeforeFigures, NotePlace::kBeforeFigures,
                                             NotePlace::kBeforeFigures, NotePlace::kAfterFigures,
                                             NotePlace::kBeforeLabels});
  style.note_head = random.pick<std::string>({"Not", "Not", "Not", "Noter", "NOT", ""});
  if (random.chance(0.2) || style.note_head.empty())
    style.note_prefix = random.pick<std::string>({"Not ", "not "});
  style.note_title_mark = random.pick<std::string>({"", ". ", " ", ": ", " – "});
  style.unit_place =
      random.pick<UnitPlace>({UnitPlace::kTitle, UnitPlace::kStubHead, UnitPlace::kLineBelowTitle,
                              UnitPlace::kRightOfTitle, UnitPlace::kColumnHeads});
  const auto [kr, tkr, mkr] =
      random.pick<std::array<const char*, 3>>({{"kr", "tkr", "mkr"},
                                               {"Belopp i kr", "Belopp i tkr", "Belopp i mkr"},
                                               {"SEK", "TSEK", "MSEK"},
                                               {"kronor", "tusental kronor", "miljoner kronor"},
                                               {"(kr)", "(tkr)", "(mnkr)"},
                                               {"Kr", "Kkr", "Mkr"}});
  style.unit_kr = kr;
  style.unit_tkr = tkr;
  style.unit_mkr = mkr;
  // Brackets of its own, or a narrow column: as such they would not be printed.
  if (style.unit_kr == "(kr)" && style.unit_place == UnitPlace::kTitle)
    style.unit_place = UnitPlace::kLineBelowTitle;
  if (style.unit_kr.size() > 4 && style.unit_place == UnitPlace::kColumnHeads)
    style.unit_place = UnitPlace::kStubHead;
  style.wordings = draw_wordings(wordings, random);
}

void draw_heads(HouseStyle& style, Random& random) {
  style.day_form =
      random.pick<DayForm>({DayForm::kAsGiven, DayForm::kIso, DayForm::kIso, DayForm::kCompact,
                            DayForm::kShort, DayForm::kMonthName, DayForm::kSlashed});
  style.period_form = random.pick<PeriodForm>(
      {PeriodForm::kAsGiven, PeriodForm::kDays, PeriodForm::kDays, PeriodForm::kMonthsYear,
       PeriodForm::kYearMonths, PeriodForm::kNumberOfMonths});
  style.heads_in_capitals = random.chance(0.12);
  style.prior_first = random.chance(0.1);
}

void draw_numbers(HouseStyle& style, Random& random) {
  NumberStyle& numbers = style.numbers;
  numbers.thousands =
      random.pick<std::string>({" ", " ", " ", "\u00a0", "\u00a0", "\u202f", ".", ""});
  numbers.minus = random.pick<std::string>({"-", "-", "-", "\u2212", "\u2013"});
  numbers.space_after_minus = random.chance(0.15);
  numbers.parentheses = random.chance(0.08);
  numbers.sign_behind = random.chance(0.05);
  numbers.plus = random.chance(0.12);
  numbers.nil = random.pick<std::string>({"0", "0", "-", "\u2013", ""});
}

}  // namespace

HouseStyle drawn_house(const std::string& name, const Wordings& wordings, Random random) {
  HouseStyle style;
  style.name = name;
  draw_paper(style, random);
  draw_type(style, random);
  draw_table(style, random);
  draw_words(style, wordings, random);
  draw_heads(style, random);
  draw_numbers(style, random);
  return style;
}

}  // namespace siffra::corpus
