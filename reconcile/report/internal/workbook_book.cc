#include "reconcile/report/internal/workbook_book.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "reconcile/report/messages.h"
#include "reconcile/report/terminal_text.h"

namespace siffra::reconcile::internal {
namespace {

constexpr lxw_color_t kLinkColor = 0x0B57A4;
constexpr lxw_color_t kDimColor = 0x6B6B6B;
constexpr lxw_color_t kHeadShade = 0xE8ECF1;
constexpr std::size_t kLongestText = 32000;  // Excel: 32 767 characters in a cell
constexpr std::size_t kLongestComment = 30000;
constexpr double kStandardWidth = 8.43, kLineHeight = 15, kHighestRow = 409;  // Excel's
constexpr double kPageWidth = 230;  // characters across A4 on its side that can still be read

// Cut between characters, not within one.
std::string shortened(const std::string& text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  std::size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

// Lines of a text broken between words.
std::size_t wrapped_lines(const std::string& text, double room) {
  std::size_t lines = 1;
  double used = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    const auto width = static_cast<double>(display_width(text.substr(begin, end - begin)));
    if (used > 0 && used + 1 + width > room) {
      ++lines;
      used = 0;
    }
    used += width + (used > 0 ? 1 : 0);
    while (used > room) {  // a word longer than the line
      ++lines;
      used -= room;
    }
    if (end < text.size() && text[end] == '\n') {
      ++lines;
      used = 0;
    }
    begin = end + 1;
  }
  return lines;
}

lxw_row_t row_number(std::size_t row) { return static_cast<lxw_row_t>(row); }
lxw_col_t column_number(std::size_t column) { return static_cast<lxw_col_t>(column); }

}  // namespace

lxw_color_t shade_of(CellState state) {
  switch (state) {
    case CellState::kTwice:
      return 0xCFEBD3;
    case CellState::kOnce:
      return 0xE9F6DF;
    case CellState::kUnchecked:
      return 0xFFFFFF;
    case CellState::kRounding:
      return 0xFFF2CC;
    case CellState::kRepaired:
      return 0xD6E6FA;
    case CellState::kUnsure:
      return 0xE6DBF2;
    case CellState::kDiffers:
      break;
  }
  return 0xF8CFCB;
}

Book::Book(const Report& of, Language in, lxw_workbook* workbook)
    : report(of),
      language(in),
      plan(plan_workbook(of, in)),
      marks(mark_figures(of)),
      workbook_(workbook) {}

std::string Book::text(std::string_view swedish, std::string_view english) const {
  return std::string(language == Language::kSwedish ? swedish : english);
}

lxw_worksheet* Book::add_sheet(const std::string& name) {
  return workbook_add_worksheet(workbook_, name.c_str());
}

lxw_format* Book::format(const Look& look) {
  const auto [place, fresh] = formats_.emplace(look, nullptr);
  if (!fresh) return place->second;
  lxw_format* made = workbook_add_format(workbook_);
  format_set_font_name(made, "Calibri");
  format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
  if (look.bold || look.heading || look.title) format_set_bold(made);
  if (look.title) format_set_font_size(made, 14);
  if (look.dim) format_set_font_color(made, kDimColor);
  if (look.link) {
    format_set_font_color(made, kLinkColor);
    format_set_underline(made, LXW_UNDERLINE_SINGLE);
  }
  if (look.heading) {
    format_set_bg_color(made, kHeadShade);
    format_set_bottom(made, LXW_BORDER_THIN);
  }
  if (look.wrap || look.heading) format_set_text_wrap(made);
  if (look.right) format_set_align(made, LXW_ALIGN_RIGHT);
  if (look.rule_above) format_set_top(made, LXW_BORDER_THIN);
  if (look.indent > 0) format_set_indent(made, static_cast<std::uint8_t>(look.indent));
  if (!look.number_format.empty()) format_set_num_format(made, look.number_format.c_str());
  if (look.state && *look.state != CellState::kUnchecked) {
    format_set_bg_color(made, shade_of(*look.state));
  }
  place->second = made;
  return made;
}

Sheet::Sheet(Book& book, const std::string& name) : book_(book), sheet_(book.add_sheet(name)) {
  failed_ = sheet_ == nullptr;
  if (failed_) return;
  worksheet_set_paper(sheet_, 9);  // A4
}

void Sheet::write(std::size_t row, std::size_t column, const std::string& text, const Look& look) {
  if (failed_) return;
  const std::string shown = shortened(printable(text), kLongestText);
  note(worksheet_write_string(sheet_, row_number(row), column_number(column), shown.c_str(),
                              book_.format(look)));
  if (look.wrap || look.heading) {
    wrapped_.push_back({row, column, shown, look.bold || look.heading, look.indent});
  }
}

void Sheet::write_number(std::size_t row, std::size_t column, std::int64_t digits, int decimals,
                         const Look& look) {
  if (failed_) return;
  // A spreadsheet knows no other numbers than doubles; those of reports are exact in them.
  const double value = static_cast<double>(digits) / std::pow(10.0, decimals);
  note(worksheet_write_number(sheet_, row_number(row), column_number(column), value,
                              book_.format(look)));
}

void Sheet::write_formula(std::size_t row, std::size_t column, const std::string& formula,
                          double result, const Look& look) {
  if (failed_) return;
  note(worksheet_write_formula_num(sheet_, row_number(row), column_number(column), formula.c_str(),
                                   book_.format(look), result));
}

void Sheet::write_text_formula(std::size_t row, std::size_t column, const std::string& formula,
                               const std::string& result, const Look& look) {
  if (failed_) return;
  note(worksheet_write_formula_str(sheet_, row_number(row), column_number(column), formula.c_str(),
                                   book_.format(look), result.c_str()));
}

void Sheet::write_link(std::size_t row, std::size_t column, const std::string& target,
                       const std::string& text, const Look& look) {
  if (failed_) return;
  lxw_format* format = book_.format(look);
  note(worksheet_write_url(sheet_, row_number(row), column_number(column), target.c_str(), format));
  if (!failed_) write(row, column, text, look);
}

void Sheet::comment(std::size_t row, std::size_t column, const std::string& text) {
  if (failed_) return;
  std::string author = "siffra";
  lxw_comment_options options{};
  options.author = author.data();
  options.x_scale = 2.4;
  options.y_scale = text.size() > 160 ? 2.0 : 1.2;
  const std::string shown = shortened(text, kLongestComment);
  note(worksheet_write_comment_opt(sheet_, row_number(row), column_number(column), shown.c_str(),
                                   &options));
}

void Sheet::width(std::size_t column, double characters) {
  if (failed_) return;
  widths_[column] = characters;
  note(worksheet_set_column(sheet_, column_number(column), column_number(column), characters,
                            nullptr));
}

double Sheet::width_of(std::size_t column) const {
  const auto found = widths_.find(column);
  return found == widths_.end() ? kStandardWidth : found->second;
}

void Sheet::fit_rows() {
  std::map<std::size_t, std::size_t> lines;
  for (const Wrapped& cell : wrapped_) {
    // Bold is wider, and a margin stands on either side.
    const double room = (width_of(cell.column) - 1 - 2 * cell.indent) * (cell.bold ? 0.9 : 1.0);
    std::size_t& most = lines[cell.row];
    most = std::max(most, wrapped_lines(cell.text, std::max(1.0, room)));
  }
  for (const auto& [row, count] : lines) {
    if (count < 2) continue;
    const double height = std::min(kLineHeight * static_cast<double>(count), kHighestRow);
    note(worksheet_set_row(sheet_, row_number(row), height, nullptr));
  }
}

void Sheet::freeze(std::size_t row, std::size_t column) {
  if (!failed_) worksheet_freeze_panes(sheet_, row_number(row), column_number(column));
}

void Sheet::finish(std::size_t head_row, std::size_t heads) {
  if (failed_) return;
  fit_rows();
  double characters = 0;
  for (const auto& [column, width] : widths_) characters += width;
  const auto pages = static_cast<std::uint16_t>(std::max(1.0, std::ceil(characters / kPageWidth)));
  worksheet_set_landscape(sheet_);
  worksheet_fit_to_pages(sheet_, pages, 0);
  note(worksheet_repeat_rows(sheet_, row_number(head_row), row_number(head_row)));
  if (pages > 1 && heads > 0) note(worksheet_repeat_columns(sheet_, 0, column_number(heads - 1)));
  note(worksheet_set_footer(sheet_, "&L&F&C&A&R&P (&N)"));
}

void Sheet::filter(std::size_t row, std::size_t last_row, std::size_t last_column) {
  if (failed_ || last_row <= row) return;
  note(worksheet_autofilter(sheet_, row_number(row), 0, row_number(last_row),
                            column_number(last_column)));
}

void Sheet::colour_difference(std::size_t row, std::size_t column, double tolerance) {
  if (failed_) return;
  const auto rule = [&](std::uint8_t criteria, double low, double high, CellState shade) {
    lxw_conditional_format made{};
    made.type = LXW_CONDITIONAL_TYPE_CELL;
    made.criteria = criteria;
    made.value = low;
    made.min_value = low;
    made.max_value = high;
    made.format = book_.format({.state = shade});
    made.stop_if_true = LXW_TRUE;
    note(worksheet_conditional_format_cell(sheet_, row_number(row), column_number(column), &made));
  };
  rule(LXW_CONDITIONAL_CRITERIA_EQUAL_TO, 0, 0, CellState::kTwice);
  rule(LXW_CONDITIONAL_CRITERIA_BETWEEN, -tolerance, tolerance, CellState::kRounding);
  rule(LXW_CONDITIONAL_CRITERIA_NOT_BETWEEN, -tolerance, tolerance, CellState::kDiffers);
}

void Sheet::colour_text(std::size_t row, std::size_t last_row, std::size_t column,
                        const std::string& text, CellState shade) {
  if (failed_ || last_row < row) return;
  std::string quoted = "\"" + text + "\"";
  lxw_conditional_format made{};
  made.type = LXW_CONDITIONAL_TYPE_CELL;
  made.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
  made.value_string = quoted.data();
  made.format = book_.format({.state = shade});
  note(worksheet_conditional_format_range(sheet_, row_number(row), column_number(column),
                                          row_number(last_row), column_number(column), &made));
}

void Sheet::offer_choices(std::size_t row, std::size_t column,
                          std::initializer_list<std::string> texts) {
  if (failed_) return;
  std::vector<std::string> kept(texts);
  std::vector<char*> list;
  list.reserve(kept.size() + 1);
  for (auto& text : kept) list.push_back(text.data());
  list.push_back(nullptr);
  lxw_data_validation validation{};
  validation.validate = LXW_VALIDATION_TYPE_LIST;
  validation.value_list = list.data();
  validation.error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION;
  note(worksheet_data_validation_cell(sheet_, row_number(row), column_number(column), &validation));
}

std::string place_text(const Book& book, const extract::CellAddress& cell) {
  const auto& statements = book.report.extraction.statements;
  if (cell.statement >= statements.size()) return {};
  const auto& statement = statements[cell.statement];
  std::string text = statement.title;
  if (text.empty()) text = kind_for_people(statement.kind, book.language);
  if (cell.row < statement.rows.size()) text += ": " + statement.rows[cell.row].label;
  if (cell.column < statement.columns.size() && !statement.columns[cell.column].header.empty()) {
    text += ", " + statement.columns[cell.column].header;
  }
  return text;
}

}  // namespace siffra::reconcile::internal
